"""A mail server on this machine, which keeps what it gets."""

from __future__ import annotations

import email
import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from html import unescape
from typing import Any
from unittest import mock

from aiosmtpd.controller import Controller

from tests.server.homes import free_port

CENTRE = "jibao@hr.example"
CONNECTION = "AIRFLOW_CONN_SMTP_DEFAULT"

# The server tells every line that it hears, also to who looks at what our code logs.
logging.getLogger("mail.log").setLevel(logging.ERROR)


@dataclass
class Post:
    """`mails`: sender, recipients and message of each, in order; `refused`: addresses that it does not know.

    After `room` mails it takes no more (None: as many as come).
    """

    mails: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    room: int | None = None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _: Any) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.room is not None and len(self.mails) >= self.room:
            return "452 no room"
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), message))
        return "250 OK"

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """To whom, and about what, in order."""
        return [(",".join(to), str(message["Subject"])) for _, to, message in self.mails]

    def body(self, number: int) -> str:
        """The page that the mail of that number is."""
        (part,) = self.mails[number][2].iter_parts()
        text: str = part.get_content()
        return text


def visible(page: str) -> list[str]:
    """The lines of a page that a reader sees; the cells of a table's row divided by |."""
    rows = re.sub(r"</t[dh]><t[dh]\b[^>]*>", "|", page.replace("\n", ""))
    lines = re.sub(r"</?(?:br|p|li|title|ol|ul|tr|h1|h2)\b[^>]*>", "\n", rows)
    told = [unescape(re.sub(r"<[^>]*>", "", line)).strip() for line in lines.split("\n")]
    return [line for line in told if line]


@contextmanager
def running(**more: Any) -> Iterator[Post]:
    """A server that listens, and Airflow's connection `smtp_default` to it with these further extras."""
    post, port = Post(), free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    extra = {"disable_ssl": True, "disable_tls": True, "from_email": CENTRE, "retry_limit": 0, **more}
    connection = json.dumps({"conn_type": "smtp", "host": "127.0.0.1", "port": port, "extra": extra})
    try:
        with mock.patch.dict(os.environ, {CONNECTION: connection}):
            yield post
    finally:
        controller.stop()

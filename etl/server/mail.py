"""Mail by Airflow's SMTP notifier, through the connection `smtp_default`."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from typing import Any

from etl.common.letter import Letter
from etl.common.settings import settings


def has_server() -> bool:
    """Whether Airflow has a connection of that name; what it holds is never looked at, nor logged."""
    from airflow.providers.smtp.hooks.smtp import SmtpHook
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        SmtpHook.get_connection(SmtpHook.default_conn_name)
    except AirflowNotFoundException:
        return False
    return True


def send(letter: Letter, to: Sequence[str], message_id: str) -> list[str]:
    """The server has taken the mail; the addresses that it refused, where it took others.

    `message_id` names what it is about, so that a mail that is sent twice can be recognised.

    smtplib's errors and OSError where it has not; ValueError where no sender is set.
    """
    from airflow.providers.smtp.hooks.smtp import SmtpHook
    from airflow.providers.smtp.notifications.smtp import SmtpNotifier

    refused: list[str] = []

    class Listening(SmtpHook):
        """The hook drops what the server says about single addresses."""

        def _build_client(self) -> smtplib.SMTP_SSL | smtplib.SMTP:
            client = super()._build_client()
            send_mail = client.sendmail

            def send_and_note(*words: Any, **named: Any) -> dict[str, tuple[int, bytes]]:
                refusals = send_mail(*words, **named)
                refused.extend(refusals)
                return refusals

            client.sendmail = send_and_note  # type: ignore[method-assign]
            return client

    notifier = SmtpNotifier(
        to=list(to),
        from_email=settings().mail_from,
        subject=letter.subject,
        html_content=letter.html,
        smtp_conn_id=SmtpHook.default_conn_name,
        custom_headers={"Message-ID": f"<{message_id}@jibao>", "Auto-Submitted": "auto-generated"},
    )
    notifier.hook = Listening(smtp_conn_id=SmtpHook.default_conn_name)
    # Not notifier(context), which would take braces in the letter for a template.
    notifier.notify({})
    return refused

"""Airflow's own pages show times of Asia/Shanghai to whoever has not chosen another zone.

By itself Airflow takes the zone of the browser's machine, and keeps in the browser what a person chose. A
page that it serves now begins with that choice, where none was made yet.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from etl.common.settings import ZONE

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

# As Airflow's pages write it: a JSON text under this key.
_CHOICE = f"<script>localStorage.timezone ??= '\"{ZONE}\"'</script>".encode()
_PLACE = b"<head>"


class ZoneMiddleware:
    """Airflow's pages begin with the choice of the zone. Ours forbid scripts, and have none."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Hands the request on; a page of Airflow's is held until it is whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(dict(message["headers"])):
                held.append(message)
            elif held:
                held.append(message)
                if not message.get("more_body"):
                    for each in _with_choice(held):
                        await send(each)
            else:
                await send(message)

        await self._app(scope, receive, sent)


def _is_page(headers: MutableMapping[bytes, bytes]) -> bool:
    return (
        headers.get(b"content-type", b"").startswith(b"text/html")
        and b"content-encoding" not in headers
        and b"content-security-policy" not in headers
    )


def _with_choice(held: list[Message]) -> tuple[Message, Message]:
    """The response in two messages, its page with the choice in it."""
    start, *parts = held
    body = b"".join(part.get("body", b"") for part in parts).replace(_PLACE, _PLACE + _CHOICE, 1)
    headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    length = (b"content-length", str(len(body)).encode())
    return {**start, "headers": [*headers, length]}, {"type": "http.response.body", "body": body}

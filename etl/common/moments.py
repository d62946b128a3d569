"""A moment as people write it."""

from __future__ import annotations

from datetime import datetime

from etl.common.settings import ZONE


def moment_of(text: str) -> datetime:
    """The moment that a text such as 2024-01-06T09:00 says, of Asia/Shanghai where it says no zone.

    ValueError, with an example, for another text.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is no moment such as 2024-01-06T09:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)

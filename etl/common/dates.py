"""Moments and days as people in the region write them."""

from __future__ import annotations

from datetime import date, datetime, time

from etl.common.settings import ZONE

_LAST_SECOND = time(23, 59, 59)


def moment(at: str | datetime | None) -> str:
    """A moment as people in the region write it; the last second of a day is its 24th hour."""
    if not at:
        return ""
    local = (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone(ZONE)
    if local.time().replace(microsecond=0) == _LAST_SECOND:
        return f"{day(local)}24时"
    return f"{day(local)} {local:%H:%M:%S}(北京时间)"


def day(of: str | date | None) -> str:
    """A day as people write it."""
    if not of:
        return ""
    when = datetime.fromisoformat(of) if isinstance(of, str) else of
    return f"{when.year}年{when.month}月{when.day}日"

"""Days and moments as people in the region write them."""

from __future__ import annotations

from datetime import date, datetime

from etl.common.settings import ZONE


def day(of: date | datetime) -> str:
    """Such as 2024年2月5日; a moment's day is that of the region."""
    local = of.astimezone(ZONE) if isinstance(of, datetime) else of
    return f"{local.year}年{local.month}月{local.day}日"

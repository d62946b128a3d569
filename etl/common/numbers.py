"""Exact decimals as people and the warehouse see them."""

from __future__ import annotations

from decimal import Decimal


def exact(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent: 120.00 is 120, 1E+3 is 1000."""
    return Decimal(plain(number))


def plain(number: Decimal) -> str:
    """The number in digits: no exponent, no trailing zeros, no minus zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

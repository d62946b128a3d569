"""How figures are said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.publish.annual.words import figure, percent


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, "—"),
        (Decimal(0), "0.0%"),
        (Decimal("0.0005"), "0.1%"),
        (Decimal("0.9994"), "99.9%"),
        (Decimal("0.9999"), "99.9%"),  # less than the whole is not the whole
        (Decimal(1), "100.0%"),
        (Decimal("1.2345"), "123.5%"),
    ],
)
def test_shares(share: Decimal | None, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(None, 0, "缺"), (Decimal(0), 0, "0"), (Decimal("1234567.5"), 2, "1,234,567.50")],
)
def test_figures(value: Decimal | None, decimals: int, said: str) -> None:
    assert figure(value, decimals) == said

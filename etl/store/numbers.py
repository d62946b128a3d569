"""Numbers of the warehouse as people wrote them, whatever scale their column has."""

from __future__ import annotations

from decimal import Decimal

import psycopg
from psycopg.abc import Buffer
from psycopg.types.numeric import NumericLoader


class _ExactLoader(NumericLoader):
    def load(self, data: Buffer) -> Decimal:
        text = bytes(data).decode()
        return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def exact_numbers(connection: psycopg.Connection, _record: object = None) -> None:
    """From now on the connection gives 12.5 where a column of nine decimals holds 12.500000000."""
    connection.adapters.register_loader("numeric", _ExactLoader)

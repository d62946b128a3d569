"""A warehouse with every sample return, of which a year's content is read."""

from __future__ import annotations

from tests.summarise.conftest import filled, filled_database

__all__ = ["filled", "filled_database"]

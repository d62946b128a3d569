"""A warehouse with every sample return, and what approving takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.publish import steps
from tests.summarise.conftest import filled, filled_database

__all__ = ["filled", "filled_database"]


def answered(proposal: dict[str, Any], *, approved: bool = True, opinion: str = "同意") -> str | None:
    """What `publish` gives when 王处长 answers the question so, as Airflow hands the answer over."""
    answer = {
        "params_input": {"opinion": opinion},
        "responded_at": datetime.now(ZONE).isoformat(),
        "responded_by_user": {"id": "2", "name": "王处长"},
    }
    return steps.publish(proposal, answer, approved=approved)


@pytest.fixture
def connection(filled: sa.Engine) -> Any:
    with filled.connect() as opened:
        yield opened

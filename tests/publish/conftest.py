"""A warehouse with every sample return, and what approving takes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.publish.editions import publish
from etl.publish.proposals import Proposal, decide
from schemas.periods import Period


def answered(proposal: Proposal, *, approved: bool = True, opinion: str = "同意") -> Path | None:
    """王处长 answers the question so; the folder of what is published then. No gate is in the way."""
    decide(proposal["approval_id"], approved=approved, actor="王处长", reason=opinion, at=datetime.now(ZONE))
    return publish(Period.parse(proposal["period"])).folder if approved else None


@pytest.fixture
def connection(filled: sa.Engine) -> Any:
    with filled.connect() as opened:
        yield opened

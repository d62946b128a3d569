"""The run as a whole: it changes only what is new, and leaves a draft that can be printed."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa

from etl.publish.annual.content import OF_SOME_YEARS
from etl.publish.drafts import draft_year
from etl.summarise.tables import TABLES, build
from tests.summarise.filing import moment, withdraw

LATER = moment("2024-06-01")
OF_WORDS = ("annual_suggestion", "suggestion_matter", "earlier_matter")  # nobody suggested anything


def test_the_same_run_again_changes_nothing_and_the_draft_lies_there(filled: sa.Engine) -> None:
    first = draft_year(2023, LATER)
    (book,) = (path for path in first.paths if path.suffix == ".xlsx")
    assert book.parts[-4:] == ("outbox", "annual", "2023", "2023年度行动总结表(草稿).xlsx")
    assert [path for path in first.paths if not path.is_file()] == []
    assert {table: bool(changed) for table, changed in first.changed.items()} == {
        table: table not in {*OF_WORDS, "annual_difference", "annual_finding", "annual_waiver"}
        and table not in OF_SOME_YEARS
        for table in TABLES
    }
    with filled.connect() as connection:
        before = connection.execute(
            sa.text("SELECT xmin, ctid FROM summary.annual_indicator ORDER BY ctid")
        ).all()
    assert set(draft_year(2023, LATER).changed.values()) == {0}
    with filled.connect() as connection:
        after = connection.execute(
            sa.text("SELECT xmin, ctid FROM summary.annual_indicator ORDER BY ctid")
        ).all()
    assert after == before


def test_only_what_changed_is_written(filled: sa.Engine) -> None:
    with filled.begin() as connection:
        for year in (2022, 2023):
            build(connection, year, LATER)
        withdraw(connection, "152900", "2023", "completion", moment("2024-05-01"))
        changed = build(connection, 2023, LATER)
        of_2022 = build(connection, 2022, LATER)
    # Of the annual return only the completion is gone: the return is missing, and the league's account of
    # its 29 projects; a row that changed is one taken out and one put in.
    gone = {"annual_reporting": 2, "annual_return": 2, "annual_account": 58, "annual_submission": 1}
    assert changed == {table: gone.get(table, 0) for table in TABLES}
    assert set(of_2022.values()) == {0}


@pytest.mark.parametrize(
    ("year", "as_of", "says"),
    [(2021, LATER, "no return is due for 2021"), (2023, datetime(2024, 6, 1), "has no zone")],  # noqa: DTZ001
)
def test_what_cannot_be_meant_is_refused(filled: sa.Engine, year: int, as_of: datetime, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        draft_year(year, as_of)

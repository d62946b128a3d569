"""What the board asks the warehouse, over an exact history; and that it cannot write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.operate.board.inbox import lying
from etl.operate.board.matrix import Cell, Column, matrices, matrix
from etl.operate.board.queries import all_of, latest, only_row, reading
from schemas.registry import registry
from tests.board.conftest import KEPT_NAME


def test_each_return_has_its_timeliness_and_what_became_of_its_latest_file(history: sa.Engine) -> None:
    with reading() as connection:
        cells = all_of(connection, "matrix", year=2022)
    columns = ("timeliness", "state", "versions", "open_errors", "open_warnings", "submission_id")
    said = {(cell["league_code"], cell["period"]): tuple(cell[name] for name in columns) for cell in cells}
    assert len(said) == 36
    assert said["150100", "2022Q3"] == ("late", "accepted", 3, 0, 0, 13)
    assert said["150100", "2022Q4"] == ("on_time", "accepted_with_warnings", 3, 0, 1, 10)
    assert said["150100", "2022"] == ("on_time", "accepted", 2, 0, 0, 11)
    assert said["150200", "2022Q3"] == ("late", "rejected", 1, 1, 0, 18)
    assert said["150200", "2022Q4"] == ("missing", None, 0, 0, 0, None)


def test_totals_count_rows_and_columns(history: sa.Engine) -> None:
    with reading() as connection:
        made = matrix(all_of(connection, "matrix", year=2022))
    assert made.columns == [("2022Q3", "quarterly"), ("2022Q4", "quarterly"), ("2022", "annual")]
    assert [line.any["league_code"] for line in made.lines][:2] == ["150100", "150200"]
    assert made.lines[0].total == {"on_time": 2, "late": 1}
    assert made.totals[Column("2022Q3", "quarterly")] == {"late": 2, "missing": 10}
    assert made.total == {"on_time": 2, "late": 2, "missing": 32}


def test_months_have_a_table_of_their_own() -> None:
    kinds = {"2024M10": "monthly", "2024M09": "monthly", "2024Q3": "quarterly", "2024": "annual"}
    cells = [
        Cell(
            league_code="150100", name_zh="", name_en="", return_kind=kind, period=period,
            timeliness="missing", versions=0, open_warnings=0, submission_id=None, state=None, open_errors=0,
        )
        for period, kind in kinds.items()
    ]  # fmt: skip
    made = matrices(cells, registry())
    found = [(one.kind and one.kind.return_kind, [column.period for column in one.columns]) for one in made]
    assert found == [(None, ["2024Q3", "2024"]), ("monthly", ["2024M09", "2024M10"])]


def test_a_file_whose_league_is_unknown_is_listed_until_it_gets_in(history: sa.Engine) -> None:
    with reading() as connection:
        found = all_of(connection, "unassigned")
    # The file of story 5 lay in the wrong folder too, and got in when it came again.
    assert [(row["submission_id"], row["file_name"]) for row in found] == [(17, KEPT_NAME)]


def test_what_has_no_verdict_waits(history: sa.Engine) -> None:
    with history.connect() as connection:
        connection.execute(sa.text("UPDATE intake.submission SET state = 'received' WHERE submission_id = 2"))
        connection.commit()
        try:
            with reading() as reader:
                found = all_of(reader, "waiting")
        finally:
            connection.execute(
                sa.text("UPDATE intake.submission SET state = 'accepted' WHERE submission_id = 2")
            )
            connection.commit()
    assert [(row["submission_id"], row["league_code"]) for row in found] == [(2, "150200")]


def test_a_file_in_the_inbox_has_the_time_of_its_first_sighting(history: sa.Engine) -> None:
    at = "2023-08-03T09:00:00+08:00"
    name = "150300/乌海<b>.xlsx"
    with reading() as connection:
        assert [(file.name, file.first_seen_at) for file in lying(all_of(connection, "sightings"))] == [
            (name, None)
        ]
    with history.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO intake.sighting VALUES (:name, :at)"), {"name": name, "at": at}
        )
    with reading() as connection:
        (file,) = lying(all_of(connection, "sightings"))
    assert (file.folder, file.size_bytes, file.first_seen_at and file.first_seen_at.isoformat()) == (
        "150300",
        18,
        "2023-08-03T01:00:00+00:00",
    )


def test_what_lies_longest_comes_first_a_copy_that_is_not_finished_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    (folder := tmp_path / "inbox" / "150300").mkdir(parents=True)
    for name in ("unseen.xlsx", "old.xlsx", "cut_off.xlsx.part", "to_come.xlsx"):
        (folder / name).write_bytes(b"PK half")
    seen = {"old.xlsx": datetime(2023, 8, 3, tzinfo=UTC), "to_come.xlsx": datetime(2999, 8, 3, tzinfo=UTC)}
    found = lying([{"inbox_path": f"150300/{name}", "first_seen_at": at} for name, at in seen.items()])
    assert [(file.name, file.first_seen_at, file.cut_off) for file in found] == [
        ("150300/old.xlsx", seen["old.xlsx"], False),
        ("150300/cut_off.xlsx.part", None, True),
        ("150300/to_come.xlsx", seen["to_come.xlsx"], False),
        ("150300/unseen.xlsx", None, False),
    ]
    changed = (folder / "cut_off.xlsx.part").stat().st_ctime_ns / 1e9
    assert found[1].since == datetime.fromtimestamp(changed, UTC)


@pytest.mark.parametrize(
    ("league", "period", "verdict", "page", "found"),
    [
        ("", "", "", 1, list(range(18, 0, -1))),
        ("150200", "", "", 1, [18, 6, 2]),
        ("150100", "2022Q3", "", 1, [13, 5, 4, 3, 1]),
        ("", "", "duplicate", 1, [4]),
        ("", "", "", 2, []),
        ("150100", "2022Q3", "rejected", 1, [5]),
    ],
)
def test_submissions_are_filtered(
    history: sa.Engine, league: str, period: str, verdict: str, page: int, found: list[int]
) -> None:
    with reading() as connection:
        listed = latest(connection, league, period, verdict, page)
    # Number 5 says that it is another league's: it is found by the folder in which it came.
    assert sorted((row["submission_id"] for row in listed), reverse=True) == found
    assert all(row["matching"] == len(found) for row in listed)


def test_versions_of_a_part_follow_each_other(history: sa.Engine) -> None:
    with reading() as connection:
        about = {"league_code": "150100", "period": "2022Q3", "return_kind": "quarterly"}
        versions = all_of(connection, "versions", **about)
    said = [(row["part"], row["submission_id"], row["state"], row["version"]) for row in versions]
    assert said == [
        ("data", 1, "refused", None),
        ("data", 3, "superseded", 1),
        ("data", 13, "accepted", 2),
        ("progress", 1, "superseded", 1),
        ("progress", 3, "superseded", 2),
        ("progress", 13, "accepted", 3),
    ]


def test_ages_and_years(history: sa.Engine) -> None:
    with reading() as connection:
        ages, years = only_row(connection, "ages"), all_of(connection, "years")
    assert ages is not None
    assert (ages["arrived_at"].isoformat(), ages["submissions"]) == ("2023-08-02T01:00:00+00:00", 18)
    assert [(row["year"], row["built"]) for row in years] == [
        (2022, True),
        (2023, False),
        (2024, False),
        (2025, False),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE intake.submission SET state = 'accepted'",
        "DELETE FROM intake.sighting",
        "CREATE TABLE intake.mine (id integer)",
        "SET TRANSACTION READ WRITE",
    ],
)
def test_the_board_cannot_write(history: sa.Engine, statement: str) -> None:
    with reading() as connection:
        all_of(connection, "years")
        with pytest.raises(sa.exc.DBAPIError, match=r"read-only transaction|before any query"):
            connection.exec_driver_sql(statement)

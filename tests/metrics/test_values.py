"""Our metrics count what happened, and nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.operate.metrics import collect, measures
from tests.metrics.history import live_through, samples
from tests.walk.driving import ingest


@pytest.fixture(scope="module")
def history(
    module_warehouse: Callable[[], AbstractContextManager[sa.Engine]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[sa.Engine]:
    with module_warehouse() as engine:
        live_through(tmp_path_factory.mktemp("history"))
        yield engine
        collect.warehouse().dispose()


def test_files_by_state_and_verdicts(history: sa.Engine) -> None:
    text = collect.fresh()
    states = {("150200", "accepted"): 2, ("150200", "duplicate"): 1, ("150200", "rejected"): 1}
    assert samples(text, "jibao_submissions") == states
    assert samples(text, "jibao_verdicts_total") == states
    assert samples(text, "jibao_submissions_waiting") == {(): 0}
    assert samples(text, "jibao_submissions_waiting_oldest_seconds") == {(): 0}
    assert samples(text, "jibao_warehouse_up") == {(): 1}


def test_findings(history: sa.Engine) -> None:
    text = collect.fresh()
    with history.connect() as connection:
        found = connection.execute(
            sa.text("SELECT rule_id, severity, count(*) FROM intake.finding GROUP BY 1, 2")
        ).all()
    assert found
    assert samples(text, "jibao_findings_total") == {("150200", rule, how): n for rule, how, n in found}


def test_a_back_load_is_not_timed_from_its_arrival(history: sa.Engine) -> None:
    text = collect.fresh()
    assert samples(text, "jibao_reply_seconds_count") == {("back-load",): 2, ("drop",): 2}
    within = samples(text, "jibao_reply_seconds_bucket")
    assert within["+Inf", "drop"] == within["+Inf", "back-load"] == within["21600.0", "back-load"] == 2


def test_returns_of_the_last_year(history: sa.Engine) -> None:
    """The plan's last year is over: whoever sent nothing is missing."""
    found = samples(collect.fresh(), "jibao_returns")
    assert {(kind, period) for kind, period, _ in found} == {
        ("annual", "2024"),
        ("annual", "2025"),
        *(("quarterly", f"2025Q{quarter}") for quarter in range(1, 5)),
        ("quarterly", "2024Q4"),
        *(("monthly", f"2025M{month:02}") for month in range(1, 13)),
        ("monthly", "2024M12"),
    }
    assert set(found.values()) == {12}


def test_the_inbox_and_the_backup(
    history: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIBAO_BACKUPS", str(tmp_path))
    assert samples(collect.fresh(), "jibao_backup_last_timestamp_seconds") == {}
    for day in (1, 3, 2):
        (tmp_path / str(day)).mkdir()
        (tmp_path / str(day) / "manifest.json").write_text(
            json.dumps({"made_at": f"2024-01-0{day}T08:00:00+08:00"})
        )
    lying = settings().inbox / "150200" / "new.xlsx"
    lying.parent.mkdir(parents=True)
    lying.write_bytes(b"half of it")
    text = collect.fresh()
    lying.unlink()
    assert samples(text, "jibao_backup_last_timestamp_seconds") == {(): 1704240000}
    assert samples(text, "jibao_inbox_files") == {(): 1}
    assert 0 <= samples(text, "jibao_inbox_oldest_seconds")[()] < 60
    assert samples(collect.fresh(), "jibao_inbox_files") == {(): 0}


def test_a_copy_that_is_not_finished_lies_in_the_inbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies there since its last change."""
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    copied = settings().inbox / "150200" / "new.xlsx.part"
    copied.parent.mkdir(parents=True)
    copied.write_bytes(b"half of it")
    monkeypatch.setattr(time, "time", lambda: copied.stat().st_ctime + 901)
    found = measures.measured()
    assert found["jibao_inbox_files"] == [{"value": 1}]
    assert found["jibao_inbox_oldest_seconds"] == [{"value": pytest.approx(901)}]


def test_codes_are_cut_to_so_many_digits(history: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_METRICS_LEAGUE_DIGITS", "2")
    assert {league for league, _ in samples(collect.fresh(), "jibao_submissions")} == {"150000"}


def test_a_refused_part_is_open_until_one_is_in_force(history: sa.Engine, tmp_path: Path) -> None:
    """The league's errors are counted while nothing stands in their place."""
    import openpyxl

    from tests.metrics.history import RETURNS

    book = openpyxl.load_workbook(RETURNS / "150200-2023Q1.xlsx")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)) and cell.column > 4:
                    cell.value = "约数"
    folder = tmp_path / "150200"
    folder.mkdir()
    book.save(folder / "150200-2023Q1.xlsx")
    ingest(tmp_path)

    def errors() -> float:
        found = samples(collect.fresh(), "jibao_findings_open")
        return sum(count for (_, _, severity), count in found.items() if severity == "error")

    assert errors() > 0
    (folder / "150200-2023Q1.xlsx").write_bytes((RETURNS / "150200-2023Q1.xlsx").read_bytes())
    ingest(tmp_path)
    assert errors() == 0


def test_without_a_warehouse_the_disk_is_told_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    monkeypatch.setenv("JIBAO_WAREHOUSE_URL", "postgresql+psycopg://loader:none@127.0.0.1:1/jibao")
    text = collect.fresh()
    assert samples(text, "jibao_warehouse_up") == {(): 0}
    assert samples(text, "jibao_home_free_bytes")[()] > 0
    assert samples(text, "jibao_submissions") == {}

"""A fault of ours may quote what a league wrote: where it is logged or said, personal numbers are not."""

from __future__ import annotations

import ast
import logging
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.cli import program
from etl.common.faults import log_fault
from etl.common.settings import REPOSITORY
from etl.store.warehouse import transaction
from etl.walk.batch import WalkError

_CELL = "联系人 15040419900101123X 13812345678"
_SHOWN = "联系人 150404************ 138****5678"


def _fault() -> None:
    raise ValueError(f"no number: {_CELL}")


def test_the_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    try:
        _fault()
    except ValueError:
        log_fault(logging.getLogger("etl"), "submission %s could not be judged", 7)
    (line,) = caplog.messages
    assert line.startswith("submission 7 could not be judged\nTraceback")
    assert line.endswith(f"ValueError: no number: {_SHOWN}\n")


def test_what_the_walk_ends_with() -> None:
    assert _SHOWN in str(WalkError({7: ValueError(_CELL)}))


@pytest.mark.parametrize("kind", [KeyError, RuntimeError])
def test_what_a_command_ends_with(
    kind: type[Exception], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def status(_: object) -> int:
        raise kind(_CELL)

    monkeypatch.setattr(program.running, "status", status)
    assert program.main(["status"]) == 70
    said = capsys.readouterr().err
    assert _SHOWN in said
    assert "13812345678" not in said


def test_a_fault_of_the_database_does_not_quote_what_was_to_be_stored(warehouse: sa.Engine) -> None:
    with pytest.raises(sa.exc.ProgrammingError) as fault, transaction() as connection:
        connection.execute(sa.text("INSERT INTO intake.nowhere (given) VALUES (:given)"), {"given": _CELL})
    assert "nowhere" in str(fault.value)
    assert "1381234" not in str(fault.value)


def test_no_fault_is_logged_in_another_way() -> None:
    found = [
        f"{path.relative_to(REPOSITORY)}:{call.lineno}"
        for path in sorted((REPOSITORY / "etl").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _logs_a_traceback(call, path)
    ]
    assert found == []


def _logs_a_traceback(call: ast.Call, path: Path) -> bool:
    if path.name in (
        "faults.py",
        "fork_server.py",
    ):  # what a confined process fails of is said by who asked it
        return False
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    with_traceback = any(keyword.arg == "exc_info" for keyword in call.keywords)
    return name in ("exception", "print_exc", "format_exc") or with_traceback

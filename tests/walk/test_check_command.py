"""`jibao check`: what it says of a file and by its exit code, with no server at all and with a warehouse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import REPOSITORY, ZONE, settings
from etl.walk import dry_run
from tests.read import forms
from tests.rules.returns import ANNUAL, COMPLETION, DATA, PROGRESS, Changes, annual, quarterly
from tests.walk.driving import contents, jibao

Check = Callable[..., tuple[int, dict[str, Any]]]

CODE, NAME, FIGURE = "indicator_code", "indicator_name", "figure"
HEAD = "A1", "B1"  # where both sheets have the league and the period


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that is not there, and no warehouse anywhere."""
    monkeypatch.delenv("JIBAO_WAREHOUSE_URL", raising=False)
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The exit code of `jibao check --json` and its answer for one file of these bytes."""

    def checked(content: bytes, name: str = "return.xlsx") -> tuple[int, dict[str, Any]]:
        (tmp_path / name).write_bytes(content)
        code, printed = jibao("check", "--json", tmp_path / name)
        (answer,) = json.loads(printed)
        return code, answer

    return checked


def places(answer: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(finding["rule"], finding["sheet"], finding["cell"]) for finding in answer["findings"]]


def on_both_sheets(league: str | None, period: str | None) -> Changes:
    return {
        f"{form.sheet}!{cell}": value
        for form in (DATA, PROGRESS)
        for cell, value in zip(HEAD, (league, period), strict=True)
    }


def test_a_good_return_needs_no_server(home: Path, check: Check) -> None:
    for content, parts in (
        (quarterly("2024Q3"), ["data", "progress"]),
        (annual("2024"), ["completion", "data", "suggestions"]),
    ):
        code, answer = check(content)
        assert code == 0
        assert answer["verdict"] == "accepted"
        assert answer["parts"] == dict.fromkeys(parts, "accepted")
        assert (answer["findings"], answer["against_warehouse"]) == ([], False)
    assert not home.exists()


def test_a_warning_is_acceptable(home: Path, check: Check) -> None:
    code, answer = check(quarterly("2024Q3", {DATA.at("P01-2", FIGURE): None}))
    assert (code, answer["verdict"]) == (0, "accepted_with_warnings")
    assert places(answer) == [("figure_missing", "主要数据", "D5")]


@pytest.mark.parametrize(
    ("rule", "place", "value"),
    [
        ("number_text", DATA.at("P00-1", FIGURE), "约300"),
        ("number_text", DATA.at("P00-1", FIGURE), "300左右"),
        ("number_two", DATA.at("P00-1", FIGURE), "300 400"),
        ("number_two", DATA.at("P00-1", FIGURE), "城镇300,农村400"),
        ("number_negative", DATA.at("P00-1", FIGURE), -300),
        ("number_fraction", DATA.at("P00-1", FIGURE), 300.5),
        ("number_fraction", DATA.at("P01-2", FIGURE), 300.5),
        ("number_fraction", DATA.at("P02-2", FIGURE), "300.5"),
        ("number_fraction", DATA.at("P09-2", FIGURE), "0.00305万"),
        ("number_decimals", DATA.at("P06-4", FIGURE), 300.125),
        ("number_suffix", DATA.at("P00-1", FIGURE), "300户"),
        ("number_formula", DATA.at("P00-1", FIGURE), "=100+200"),
        ("number_error_value", DATA.at("P00-1", FIGURE), "#REF!"),
        ("number_date", DATA.at("P00-1", FIGURE), date(2024, 3, 1)),
        ("number_truth", DATA.at("P00-1", FIGURE), True),
        ("number_text", DATA.at("P00-1", "year_to_date"), "约3000"),
        ("number_negative", PROGRESS.at(3, "spent"), -1),
        ("number_text", PROGRESS.at(3, "budget"), "一千"),
        ("unit_unknown", DATA.at("P00-1", "unit"), "天"),
        ("figure_required", DATA.at("P00-1", FIGURE), None),
        ("year_to_date_missing", DATA.at("P00-1", "year_to_date"), None),
        ("indicator_unknown", DATA.at("P01-2", CODE), "P01-9"),
        ("indicator_name_mismatch", DATA.at("P01-2", NAME), "家政领跑社区数"),
        ("project_name_mismatch", PROGRESS.at(3, "project_name"), "政府性融资担保项目"),
        ("project_unknown", PROGRESS.at(3, "project_no"), 30),
    ],
)
def test_a_cell_that_refuses_its_part(home: Path, check: Check, rule: str, place: str, value: Any) -> None:
    code, answer = check(quarterly("2024Q3", {place: value}))
    sheet, cell = place.split("!")
    refused, other = ("data", "progress") if sheet == "主要数据" else ("progress", "data")
    assert code == 1
    assert places(answer) == [(rule, sheet, cell)]
    assert answer["parts"] == {refused: "refused", other: "accepted"}
    assert answer["verdict"] == "partly_accepted"


def test_a_doubled_indicator(home: Path, check: Check) -> None:
    code, answer = check(quarterly("2024Q3", {DATA.at("P01-3", CODE): "P01-2", DATA.at("P01-3", NAME): None}))
    assert (code, places(answer)) == (1, [("indicator_doubled", "主要数据", "A6")])


def test_a_doubled_project(home: Path, check: Check) -> None:
    twice = {PROGRESS.at(3, "project_no"): 2, PROGRESS.at(3, "project_name"): None}
    code, answer = check(quarterly("2024Q3", twice))
    assert (code, places(answer)) == (1, [("project_doubled", "项目进展", "A5")])


@pytest.mark.parametrize(
    ("league", "period", "gate"),
    [
        (None, "报告期:2024Q3", ("league_unknown", None, None)),
        ("填报单位:北京市人社局", "报告期:2024Q3", ("league_unknown", "主要数据", "A1")),
        ("填报单位:赤峰市", None, ("period_unknown", None, None)),
        ("填报单位:赤峰市", "报告期:2024年第五季度", ("period_unknown", "主要数据", "B1")),
        ("填报单位:赤峰市、通辽市", "报告期:2024Q3", ("league_conflict", "主要数据", "A1")),
        ("填报单位:赤峰市", "报告期:2022Q2", ("period_not_due", "主要数据", "B1")),
    ],
)
def test_a_gate_that_stays_closed(
    home: Path, check: Check, league: str, period: str, gate: tuple[str, str | None, str | None]
) -> None:
    code, answer = check(quarterly("2024Q3", on_both_sheets(league, period)))
    assert (code, answer["verdict"]) == (1, "rejected")
    assert places(answer) == [gate, ("contents_not_checked", None, None)]


def test_a_period_that_has_not_ended(home: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    class LastDayOfSeptember(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> LastDayOfSeptember:
            return cls(2024, 9, 30, 23, 59, tzinfo=ZONE)

    monkeypatch.setattr(dry_run, "datetime", LastDayOfSeptember)
    code, answer = check(quarterly("2024Q3"))
    assert (code, answer["verdict"]) == (1, "rejected")
    assert ("period_not_over", "主要数据", "B1") in places(answer)
    assert check(quarterly("2024Q2"))[0] == 0


def test_two_leagues_and_two_periods(home: Path, check: Check) -> None:
    code, answer = check(
        quarterly("2024Q3", {"项目进展!A1": "填报单位:通辽市", "项目进展!B1": "报告期:2024Q2"})
    )
    assert code == 1
    assert places(answer)[:2] == [
        ("league_conflict", "项目进展", "A1"),
        ("period_conflict", "项目进展", "B1"),
    ]


def test_the_name_contradicts_the_cells(home: Path, check: Check) -> None:
    code, answer = check(quarterly("2024Q3"), name="通辽市_2024Q2.xlsx")
    assert code == 1
    assert [rule for rule, *_ in places(answer)][:2] == ["league_conflict", "period_conflict"]


@pytest.mark.parametrize(
    ("rule", "content", "name"),
    [
        ("file_unreadable", forms.archive({"xl/workbook.xml": b"<"}), "return.xlsx"),
        ("file_type_unknown", b"\x7fELF\x02\x01\x01\x00", "return.bin"),
    ],
)
def test_a_file_that_cannot_be_opened(home: Path, check: Check, rule: str, content: bytes, name: str) -> None:
    code, answer = check(content, name)
    assert (code, answer["verdict"], answer["parts"]) == (2, "unreadable", {})
    assert [finding["rule"] for finding in answer["findings"]] == [rule]
    assert not home.exists()


@pytest.mark.parametrize(
    ("names", "worst"),
    [
        (("good",), 0),
        (("good", "refused"), 1),
        (("refused", "good"), 1),
        (("unreadable", "refused", "good"), 2),
    ],
)
def test_the_worst_of_several_files_counts(
    home: Path, tmp_path: Path, names: tuple[str, ...], worst: int
) -> None:
    made = {
        "good": quarterly("2024Q3"),
        "refused": quarterly("2024Q3", {DATA.at("P00-1", FIGURE): "约300"}),
        "unreadable": b"\x00\x01\x02",
    }
    files = [tmp_path / f"{name}.xlsx" for name in names]
    for name, file in zip(names, files, strict=True):
        file.write_bytes(made[name])
    code, printed = jibao("check", "--json", *files)
    assert code == worst
    assert [answer["file"] for answer in json.loads(printed)] == [str(file) for file in files]


def test_what_people_read(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "return.xlsx"
    file.write_bytes(quarterly("2024Q3", {DATA.at("P00-1", FIGURE): "约300"}))
    code, printed = jibao("check", file)
    assert code == 1
    to_do = "请只填一个数字,不要写“约”“左右”等字样,更正后重新报送。"
    assert printed.splitlines() == [
        f"{file}: partly_accepted  150400 2024Q3  data=refused progress=accepted",
        f"  error 主要数据!D3 “约300”不是数字。{to_do} [number_text]",
    ]


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "nowhere.xlsx"], ["check", "."], ["check", "--quick", "x"], ["cheque"], []],
    ids=" ".join,
)
def test_wrong_usage(home: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        jibao(*arguments)
    assert ended.value.code == 64
    assert "usage: jibao" in capsys.readouterr().err
    assert not home.exists()


def test_with_a_broken_registry_a_command_says_what_to_mend(tmp_path: Path) -> None:
    """What asks nothing of it does what it always does."""
    told = {**os.environ, "JIBAO_REGISTRY": str(tmp_path), "JIBAO_HOME": str(tmp_path / "home")}

    def ended(*words: str) -> tuple[int, str]:
        program = [sys.executable, "-m", "etl.cli", *words]
        done = subprocess.run(program, cwd=REPOSITORY, env=told, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    code, said = ended("check", str(Path(__file__)))
    assert (code, said.splitlines()[0]) == (
        70,
        f"jibao: The registry in {tmp_path} is broken. Nothing runs until this is mended:",
    )
    code, said = ended("--help")
    assert (code, said.splitlines()[0]) == (0, "usage: jibao [-h] COMMAND ...")
    assert ended("down") == (0, "")


def test_the_program_itself(home: Path, tmp_path: Path) -> None:
    for number, content in enumerate(
        (quarterly("2024Q3"), quarterly("2024Q3", {DATA.at("P00-1", FIGURE): -1}), b"\x00\x01")
    ):
        (tmp_path / "return.xlsx").write_bytes(content)
        program = [sys.executable, "-m", "etl.cli", "check", str(tmp_path / "return.xlsx")]
        assert subprocess.run(program, cwd=REPOSITORY, capture_output=True).returncode == number
    assert not home.exists()


def test_with_a_warehouse_its_rules_speak_and_nothing_is_kept(
    home: Path, warehouse: sa.Engine, check: Check
) -> None:
    before = {schema: contents(warehouse, schema) for schema in ("intake", "reference", "warehouse")}
    code, answer = check(annual("2024", {COMPLETION.at(1, "completed"): 4041}))
    assert (code, answer["verdict"], answer["against_warehouse"]) == (0, "accepted_with_warnings", True)
    assert places(answer) == [("completion_difference", "任务完成情况", "D3")]
    assert (answer["submission_id"], answer["findings"][0]["raised_by"]) == (None, None)
    refused, answer = check(annual("2024", {ANNUAL.at("P00-1", FIGURE): None}))
    assert (refused, places(answer)) == (1, [("figure_required", "主要数据", "D3")])
    assert check(b"\x00\x01")[0] == 2
    assert {schema: contents(warehouse, schema) for schema in before} == before
    assert list(settings().home.iterdir()) == []


def test_it_needs_nothing_of_the_server(tmp_path: Path) -> None:
    """A clerk's machine has no warehouse: neither Airflow nor the way to a database is even imported."""
    (tmp_path / "return.xlsx").write_bytes(quarterly("2024Q3"))
    ask = """
import sys
from etl.cli.program import main
assert main(["check", sys.argv[1], "--reply", sys.argv[2]]) == 0
server = {"airflow", "sqlalchemy", "alembic", "psycopg", "great_expectations"}
print(sorted(server & {name.partition(".")[0] for name in sys.modules}))
"""
    said = subprocess.run(
        [sys.executable, "-c", ask, str(tmp_path / "return.xlsx"), str(tmp_path / "replies")],
        env={"JIBAO_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"},
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stdout.splitlines()[-1] == "[]"
    assert sorted(path.name for path in (tmp_path / "replies").iterdir()) == [
        "return.xlsx.回执.json",
        "return.xlsx.回执.xlsx",
    ]
    assert not (tmp_path / "home").exists()


def test_two_files_of_one_name_get_no_common_reply(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "return.xlsx").write_bytes(quarterly("2024Q3"))
    files = [tmp_path / folder / "return.xlsx" for folder in ("a", "b")]
    assert jibao("check", *files, "--reply", tmp_path / "replies")[0] == 64
    assert "one by one" in capsys.readouterr().err
    assert not (tmp_path / "replies").exists()

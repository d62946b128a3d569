"""What rows of the registry make of a rule: a waiver, a beta rule, a retired one."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from etl.common.settings import REGISTRY
from tests.reminders.registries import known, replaced
from tests.rules.conftest import Judge
from tests.rules.faults import faults
from tests.rules.returns import DATA, quarterly
from tests.walk.driving import jibao

Rows = list[dict[str, str]]
Change = Callable[[str, Callable[[Rows], Rows]], None]

# P04-3, a part of P04-1, is 565; P15-2, a part of P15-1, is 745.
PART_ABOVE_WHOLE = {DATA.at("P04-1", "figure"): 564}
ANOTHER = {DATA.at("P15-1", "figure"): 744, DATA.at("P15-1", "year_to_date"): 3724}
WAIVER = {
    "waiver_id": "W2024-01",
    "rule_id": "part_above_whole",
    "league_code": "150400",
    "return_kind": "quarterly",
    "period": "2024Q3",
    "part": "data",
    "indicator_code": "P04-3",
    "project_no": "",
    "reason": "跨期登记,核减数下季度体现",
    "approved_by": "自治区就业服务中心",
    "approved_on": "2024-10-01",
    "valid_to": "",
}


@pytest.fixture
def change(tmp_path: Path) -> Iterator[Change]:
    """Changes the rows of a file of the registry, for one test."""
    until_the_end = ExitStack()

    def changed(name: str, edit: Callable[[Rows], Rows]) -> None:
        folder = tmp_path / "registry"
        shutil.copytree(REGISTRY, folder)
        with (folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = list(reader.fieldnames or ()), list(reader)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(edit(rows))
        until_the_end.enter_context(replaced(known(folder)))

    with until_the_end:
        yield changed


def with_status(rule_id: str, status: str) -> Callable[[Rows], Rows]:
    return lambda rows: [row | {"status": status} if row["rule_id"] == rule_id else row for row in rows]


def test_a_waiver_turns_an_error_into_a_warning_that_names_it(judge: Judge, change: Change) -> None:
    change("waivers.csv", lambda rows: [*rows, WAIVER])
    answer = judge(quarterly("2024Q3", PART_ABOVE_WHOLE))
    assert answer["parts"] == {"data": "accepted_with_warnings", "progress": "accepted"}
    (finding,) = answer["findings"]
    assert (finding["rule"], finding["severity"], finding["waiver"]) == (
        "part_above_whole",
        "warning",
        "W2024-01",
    )


@pytest.mark.parametrize(
    "other",
    [
        {"league_code": "150100"},
        {"period": "2024Q2"},
        {"indicator_code": "P15-2"},
        {"rule_id": "figure_required"},
        {"valid_to": "2024-12-31"},  # it is judged later
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_waiver_is_for_what_it_names(judge: Judge, change: Change, other: dict[str, str]) -> None:
    change("waivers.csv", lambda rows: [*rows, WAIVER | other])
    answer = judge(quarterly("2024Q3", PART_ABOVE_WHOLE))
    assert answer["parts"]["data"] == "refused"
    assert [(finding["severity"], finding["waiver"]) for finding in answer["findings"]] == [("error", None)]


def test_a_waiver_without_an_indicator_is_for_the_whole_part(judge: Judge, change: Change) -> None:
    change("waivers.csv", lambda rows: [*rows, WAIVER | {"indicator_code": ""}])
    answer = judge(quarterly("2024Q3", PART_ABOVE_WHOLE | ANOTHER))
    assert [finding["waiver"] for finding in answer["findings"]] == ["W2024-01", "W2024-01"]
    assert answer["parts"]["data"] == "accepted_with_warnings"


def test_a_waiver_holds_for_the_readers_rules_too(judge: Judge, change: Change) -> None:
    change("waivers.csv", lambda rows: [*rows, WAIVER | {"rule_id": "number_text"}])
    answer = judge(quarterly("2024Q3", {DATA.at("P04-3", "figure"): "约565"}))
    assert answer["parts"]["data"] == "accepted_with_warnings"
    assert [finding["waiver"] for finding in answer["findings"]] == ["W2024-01"]


def test_a_beta_rule_counts_and_refuses_nobody(judge: Judge, change: Change) -> None:
    change("rules.csv", with_status("part_above_whole", "beta"))
    answer = judge(quarterly("2024Q3", PART_ABOVE_WHOLE))
    assert [said[:2] for said in faults(answer)] == [("part_above_whole", DATA.at("P04-3", "figure"))]
    assert answer["findings"][0]["severity"] == "warning"
    assert answer["parts"]["data"] == "accepted_with_warnings"


@pytest.mark.parametrize(
    ("rule_id", "changes"),
    [
        ("part_above_whole", PART_ABOVE_WHOLE),
        ("year_to_date_chain", {DATA.at("P00-1", "year_to_date"): 3001}),
    ],
)
def test_a_retired_rule_says_nothing(
    judge: Judge, change: Change, rule_id: str, changes: dict[str, int]
) -> None:
    assert faults(judge(quarterly("2024Q3", changes)))[0][0] == rule_id
    change("rules.csv", with_status(rule_id, "retired"))
    assert judge(quarterly("2024Q3", changes))["findings"] == []


def test_a_waiver_holds_without_a_warehouse(
    change: Change, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("JIBAO_WAREHOUSE_URL", raising=False)
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path / "home"))
    change("waivers.csv", lambda rows: [*rows, WAIVER])
    (tmp_path / "return.xlsx").write_bytes(quarterly("2024Q3", PART_ABOVE_WHOLE))
    code, printed = jibao("check", "--json", tmp_path / "return.xlsx")
    assert code == 0
    assert '"waiver": "W2024-01"' in printed


def test_a_waived_cell_stands_apart_in_a_column_at_fault(judge: Judge, change: Change) -> None:
    change("waivers.csv", lambda rows: [*rows, WAIVER | {"rule_id": "indicator_name_mismatch"}])
    answer = judge(quarterly("2024Q3", DATA.column("indicator_name", DATA.subjects, "家政领跑社区数")))
    found = [(finding["severity"], len(finding["cells"])) for finding in answer["findings"]]
    # Of each row the name and the code; one is called so, one is waived.
    assert found == [("error", 2 * (len(DATA.subjects) - 2)), ("warning", 2)]

"""The registry: what it holds, and that a broken one names every fault by file, line and reason."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from etl.common.settings import REGISTRY, REPOSITORY
from schemas.periods import Period
from schemas.region import REGION_CODE
from schemas.registry import RegistryError, files, load, registry
from schemas.registry.objects import Exemption, OpeningBalance, Waiver
from tests import registry_rows
from tests.registry_rows import Rows, sound_rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the registry that a test may break."""
    for file in REGISTRY.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copies one file of the registry, which a test may break."""
    return lambda file: Path(shutil.copy(REGISTRY / file, tmp_path))


def line_of(file: Path, start: str) -> int:
    """The line, as an editor counts, of the one that starts so."""
    lines = file.read_text(encoding="utf-8").split("\n")
    (found,) = [number for number, line in enumerate(lines, start=1) if line.startswith(start)]
    return found


def replace(file: Path, start: str, old: str, new: str) -> int:
    """Writes `new` for `old`, which must stand once in the line that starts so; answers that line."""
    number = line_of(file, start)
    lines = file.read_text(encoding="utf-8").split("\n")
    assert lines[number - 1].count(old) == 1, lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    file.write_text("\n".join(lines), encoding="utf-8")
    return number


def append(file: Path, row: str) -> int:
    """Writes one more row; answers its line."""
    lines = file.read_text(encoding="utf-8").count("\n")
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"{row}\n")
    return lines + 1


def already(file: str, start: str) -> str:
    return f"stands in line {line_of(REGISTRY / file, start)} already"


def faults(folder: Path) -> list[str]:
    with pytest.raises(RegistryError) as raised:
        load(folder)
    return [str(fault) for fault in raised.value.faults]


@cache
def sound() -> Rows:
    """The rows of the registry's files, which have no fault: `registry()` loads."""
    return sound_rows(REGISTRY)


def faults_of(file: Path) -> list[str]:
    return registry_rows.faults_of(file, sound())


def test_the_plan_is_there_whole() -> None:
    """What has come since, with a later day from which it holds, does not count here."""
    plan, start = registry(), date(2022, 1, 1)
    leagues = {code for code, league in plan.leagues.items() if league.valid_from <= start}
    counties = [county for county in plan.counties.values() if county.league_code in leagues]
    assert (len(leagues), len(counties)) == (12, 103)
    indicators = [indicator for indicator in plan.indicators.values() if indicator.valid_from <= start]
    assert (len(indicators), len({indicator.project_no for indicator in indicators})) == (79, 30)
    assert len(plan.targets) == 20
    assert [part.part for part in plan.returns["quarterly"].parts] == ["data", "progress", "counties"]
    assert [part.part for part in plan.returns["annual"].parts] == ["completion", "data", "suggestions"]
    assert [part.part for part in plan.returns["monthly"].parts] == ["enterprises", "activities"]
    assert list(plan.due_rules) == ["none", "legal_holiday", "announced_break", "every_day_off"]


@pytest.mark.slow
def test_what_has_passed_is_not_checked_again_until_it_changes(folder: Path) -> None:
    """Pandera is not even imported."""
    loads = (
        "import sys\nfrom pathlib import Path\nfrom schemas.registry import load\n"
        "load(Path(sys.argv[1]))\nprint('pandera' in sys.modules)"
    )

    def checks() -> str:
        done = subprocess.run(
            [sys.executable, "-c", loads, folder], cwd=REPOSITORY, capture_output=True, text=True
        )
        return done.stdout.strip() or done.stderr

    assert [checks(), checks()] == ["True", "False"]
    line = replace(folder / "targets.csv", "T11c,", "0.05", "0.5%")
    assert f"targets.csv, line {line}: " in checks()
    replace(folder / "targets.csv", "T11c,", "0.5%", "0.05")
    assert checks() == "False"


def test_where_nothing_can_be_noted_it_is_checked_each_time(folder: Path) -> None:
    (folder / "__pycache__").write_text("no folder")
    assert load(folder).targets == load(folder).targets == registry().targets


def test_cells_become_values_of_their_type() -> None:
    plan = registry()
    league = plan.leagues["150100"]
    assert league.aliases_zh == ("呼和浩特", "呼市")
    assert (league.in_region_sum, league.valid_from, league.valid_to) == (True, date(2022, 1, 1), None)
    target = plan.targets["T11c"]
    assert (target.at_least, target.up_to, target.tolerance) == (Decimal(1000), None, Decimal("0.05"))
    assert plan.projects[1].departments_zh == ("发展改革委", "人社厅")
    assert plan.projects[0].departments_zh == ()
    assert plan.returns["quarterly"].first_period == Period.of("quarter", 2022, 3)
    assert plan.units["元", "万元"] == Decimal("0.0001")
    assert plan.words["status"] == {"未启动": "not_started", "推进中": "under_way", "已完成": "completed"}
    budget = plan.part("quarterly", "progress").column("budget")
    assert budget is not None
    assert (budget.unit_zh, budget.decimals, budget.required) == ("万元", 6, False)
    assert plan.rules["file_unreadable"].explained_in is None


def test_decisions_of_people_are_read(folder: Path) -> None:
    append(folder / "opening_balances.csv", "P00-1,2021,150000,221000,yearbook,2022-08-01")
    append(folder / "exemptions.csv", "152900,quarterly,2022Q3,flood,the centre,2022-10-01")
    append(
        folder / "waivers.csv",
        "W1,part_above_whole,150400,quarterly,2023Q1,data,P02-3,,,moved,the centre,2023-04-06,2023-12-31",
    )
    plan = load(folder)
    assert plan.opening_balances == (
        OpeningBalance("P00-1", 2021, "150000", Decimal(221000), "yearbook", date(2022, 8, 1)),
    )
    assert plan.exemptions == (
        Exemption(
            "152900", "quarterly", Period.of("quarter", 2022, 3), "flood", "the centre", date(2022, 10, 1)
        ),
    )
    assert plan.waivers == (
        Waiver(
            waiver_id="W1",
            rule_id="part_above_whole",
            league_code="150400",
            return_kind="quarterly",
            period=Period.of("quarter", 2023, 1),
            part="data",
            indicator_code="P02-3",
            project_no=None,
            subject_code=None,
            reason="moved",
            approved_by="the centre",
            approved_on=date(2023, 4, 6),
            valid_to=date(2023, 12, 31),
        ),
    )


def test_the_registry_is_read_once_and_cannot_be_changed() -> None:
    assert registry() is registry()
    with pytest.raises(FrozenInstanceError):
        registry().leagues["150100"].name_zh = "x"  # type: ignore[misc]
    mappings = [value for value in vars(registry()).values() if isinstance(value, Mapping)]
    assert mappings
    for mapping in mappings:
        with pytest.raises(TypeError):
            mapping["x"] = "y"  # type: ignore[index]


def test_importing_the_registry_does_not_import_pandas() -> None:
    code = "import schemas.registry, sys; print('pandas' in sys.modules, 'pandera' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False\n"


def test_the_region_is_no_league() -> None:
    assert REGION_CODE not in registry().leagues


IN_ONE_FILE = [
    ("leagues.csv", "150100,", "150100", "1501", "league_code '1501' must be six digits"),
    ("leagues.csv", "150100,", "150100", "15010\uff10", "league_code '15010\uff10' must be six digits"),
    ("leagues.csv", "150200,", "Baotou", "", "name_en '' must not be blank, nor have space around it"),
    (
        "leagues.csv",
        "150200,",
        "Baotou",
        "Baotou ",
        "name_en 'Baotou ' must not be blank, nor have space around it",
    ),
    ("leagues.csv", "150200,", "city", "City", "kind 'City' must be lower-case letters, digits and _"),
    (
        "leagues.csv",
        "150100,",
        "呼和浩特|呼市",
        "呼和浩特||呼市",
        "aliases_zh '呼和浩特||呼市' must be words with | between them, no space around it",
    ),
    ("leagues.csv", "150300,", "yes", "ja", "in_region_sum 'ja' must be one of yes, no"),
    (
        "leagues.csv",
        "150300,",
        "2022-01-01",
        "2022-02-30",
        "valid_from '2022-02-30' must be a date such as 2022-01-31",
    ),
    (
        "leagues.csv",
        "150300,",
        "2022-01-01,",
        "20220101,",
        "valid_from '20220101' must be a date such as 2022-01-31",
    ),
    (
        "leagues.csv",
        "150300,",
        "2022-01-01,",
        "2022-01-01,soon",
        "valid_to 'soon' must be blank or a date such as 2022-01-31",
    ),
    ("counties.csv", "150124,", "150100", "1501oo", "league_code '1501oo' must be six digits"),
    (
        "departments.csv",
        "发展改革委,",
        "2022-01-01",
        "2022",
        "valid_from '2022' must be a date such as 2022-01-31",
    ),
    ("projects.csv", "29,", "month", "weekly", "cadence 'weekly' must be one of month, quarter, half, year"),
    (
        "indicators.csv",
        "P01-1,",
        "P01-1",
        "P1-1",
        "indicator_code 'P1-1' must be an indicator's code such as P01-1",
    ),
    ("indicators.csv", "P01-3,", "stock", "level", "measure 'level' must be one of flow, stock, ratio"),
    ("indicators.csv", "P02-1,", "flow,2", "flow,two", "decimals 'two' must be a number of decimals, 0 to 9"),
    ("indicators.csv", "P02-3,", "sum", "mean", "over_leagues 'mean' must be one of sum, terms, none"),
    ("targets.csv", "T00,", "T00", "X", "target_id 'X' must be a target's id such as T11a"),
    (
        "targets.csv",
        "T01,",
        "each_year",
        "yearly",
        "basis 'yearly' must be one of each_year, cumulative, stock, stock_by",
    ),
    ("targets.csv", "T01,", "region", "all", "scope 'all' must be one of region, each_league"),
    ("targets.csv", "T01,", "20000", "2万", "at_least '2万' must be a number above 0, in plain digits"),
    ("targets.csv", "T01,", ",20000", ",0", "at_least '0' must be a number above 0, in plain digits"),
    (
        "targets.csv",
        "T11c,",
        "0.05",
        "5%",
        "tolerance '5%' must be blank or a share of the goal such as 0.05",
    ),
    ("targets.csv", "T01,", "2022", "22", "from_year '22' must be a year such as 2022"),
    (
        "returns.csv",
        "quarterly,",
        "2022Q3",
        "2022Q5",
        "first_period '2022Q5' must be a period such as 2023Q1 or 2023",
    ),
    ("due_days.csv", "quarterly,2022Q3", "2022Q3,5", "2022Q3,0", "day '0' must be a whole number above 0"),
    (
        "returns.csv",
        "annual,",
        "year",
        "weekly",
        "cadence 'weekly' must be one of month, quarter, half, year",
    ),
    (
        "parts.csv",
        "quarterly,data,",
        ",figures,",
        ",sums,",
        (
            "feeds 'sums' must be one of figures, year, progress, completion, suggestions, counties,"
            " enterprises, events, rows"
        ),
    ),
    (
        "columns.csv",
        "quarterly,data,figure,",
        "value",
        "figure",
        "role 'figure' must be one of key, unit, value, note",
    ),
    (
        "columns.csv",
        "quarterly,progress,budget,",
        "万元,6",
        "万元,x",
        "decimals 'x' must be blank or a number of decimals, 0 to 9",
    ),
    ("labels.csv", "period,", "above", "left", "place 'left' must be one of above, below, unasked"),
    ("units.csv", "元,", "0.0001", "-1", "factor '-1' must be a number above 0, in plain digits"),
    (
        "rules.csv",
        "file_unreadable,",
        "gate",
        "robot",
        "judge 'robot' must be one of gate, reader, pandera, sql",
    ),
    (
        "rules.csv",
        "file_unreadable,",
        "error",
        "fatal",
        "severity 'fatal' must be one of error, warning, info",
    ),
    ("rules.csv", "file_unreadable,", "active", "new", "status 'new' must be one of beta, active, retired"),
    ("rules.csv", "file_unreadable,", ",1,", ",1.1,", "version '1.1' must be a whole number above 0"),
    (
        "rules.csv",
        "file_unreadable,",
        "active,,,",
        "active,,remarks,",
        "explained_in 'remarks' must be one of blank, own_row, annual_data",
    ),
    (
        "rules.csv",
        "file_unreadable,",
        "The file cannot be opened: {given}.",
        "",
        "says_en '' must not be blank, nor have space around it",
    ),
    (
        "due_rules.csv",
        "none,",
        "none",
        "never",
        "due_rule 'never' must be one of none, legal_holiday, announced_break, every_day_off",
    ),
]


@pytest.mark.parametrize(("file", "start", "old", "new", "reason"), IN_ONE_FILE)
def test_a_wrong_cell_is_named(
    copied: Callable[[str], Path], file: str, start: str, old: str, new: str, reason: str
) -> None:
    broken = copied(file)
    line = replace(broken, start, old, new)
    assert f"{file}, line {line}: {reason}" in faults_of(broken)


DOUBLED = [
    (
        "leagues.csv",
        "150100,新市,Xin,city,,yes,2022-01-01,",
        f"league_code '150100' {already('leagues.csv', '150100,')}",
    ),
    ("counties.csv", "150102,新城区,150100", f"county_code '150102' {already('counties.csv', '150102,')}"),
    (
        "departments.csv",
        "财政厅,Department of Finance,2023-01-01,",
        f"department_zh '财政厅' {already('departments.csv', '财政厅,')}",
    ),
    (
        "columns.csv",
        "annual,data,remark,附注,,note,text,no,,,,",
        f"return_kind 'annual', part 'data', field 'remark' {already('columns.csv', 'annual,data,remark,')}",
    ),
    ("units.csv", "万人,人,100", f"unit_zh '万人', to_unit_zh '人' {already('units.csv', '万人,')}"),
    (
        "words.csv",
        "status,推进中,begun",
        f"kind 'status', word '推进中' {already('words.csv', 'status,推进中,')}",
    ),
]


@pytest.mark.parametrize(("file", "row", "reason"), DOUBLED)
def test_a_doubled_key_is_named_with_the_line_that_has_it(
    copied: Callable[[str], Path], file: str, row: str, reason: str
) -> None:
    broken = copied(file)
    line = append(broken, row)
    assert faults_of(broken) == [f"{file}, line {line}: {reason}"]


BETWEEN_FILES = [
    (
        "leagues.csv",
        "150200,",
        "2022-01-01,",
        "2022-01-01,2021-12-31",
        "valid_to 2021-12-31 is before valid_from 2022-01-01",
    ),
    ("leagues.csv", "150200,", ",包头,", ",呼市,", f"'呼市' {already('leagues.csv', '150100,')}"),
    (
        "leagues.csv",
        "150400,",
        ",赤峰,",
        ",“包头市”|赤峰,",
        f"'“包头市”' {already('leagues.csv', '150200,')}",
    ),
    ("leagues.csv", "150200,", ",包头,", ",150100,", f"'150100' {already('leagues.csv', '150100,')}"),
    ("counties.csv", "150104,", "150100", "150199", "league_code '150199' is not in leagues.csv"),
    ("projects.csv", "2,", "财政厅,", "商务厅,", "departments_zh '商务厅' is not in departments.csv"),
    ("projects.csv", "2,", "政府性融资担保项目", "总体 目标", f"'总体 目标' {already('projects.csv', '0,')}"),
    ("indicators.csv", "P01-1,", "P01-1,1,", "P01-1,2,", "P01-1 is no code of project 2"),
    (
        "indicators.csv",
        "P01-2,",
        "家政领跑企业数",
        "城镇新增就业人数",
        f"'城镇新增就业人数' {already('indicators.csv', 'P00-1,')}",
    ),
    (
        "indicators.csv",
        "P02-4,",
        "P02-3,P02-1",
        "P02-9,P02-1",
        "numerator 'P02-9' is no other flow or stock of indicators.csv",
    ),
    (
        "indicators.csv",
        "P02-4,",
        "P02-3,P02-1",
        "P02-3,P02-4",
        "denominator 'P02-4' is no other flow or stock of indicators.csv",
    ),
    (
        "indicators.csv",
        "P02-4,",
        "P02-3,P02-1",
        ",P02-1",
        "a ratio has both numerator and denominator, any other measure neither",
    ),
    (
        "indicators.csv",
        "P04-3,",
        ",P04-1,no,no,sum",
        ",P04-3,no,no,sum",
        "not_above 'P04-3' is no other flow or stock of indicators.csv",
    ),
    ("targets.csv", "T01,", "P01-1", "P01-9", "indicator_code 'P01-9' is not in indicators.csv"),
    ("targets.csv", "T01,", "P01-1", "P02-4", "P02-4 is a ratio: a target counts a flow or stock"),
    ("targets.csv", "T01,", "2022,2025", "2022,2021", "by_year 2021 is before from_year 2022"),
    ("targets.csv", "T11b,", "2,3", "2,1.5", "up_to 1.5 is below at_least 2"),
    (
        "returns.csv",
        "annual,",
        "2022,2025",
        "2022,2025Q4",
        "2022 to 2025Q4 are no periods of cadence year",
    ),
    ("returns.csv", "annual,", "2022,2025", "2025,2022", "2025 to 2022 are no periods of cadence year"),
    (
        "columns.csv",
        "quarterly,data,indicator_name,",
        "指标|统计指标",
        "指标|指标 编码",
        f"'指标 编码' {already('columns.csv', 'quarterly,data,indicator_code,')}",
    ),
    (
        "columns.csv",
        "quarterly,data,indicator_name,",
        "指标|统计指标",
        "指标|指标",
        f"'指标' {already('columns.csv', 'quarterly,data,indicator_name,')}",
    ),
    (
        "columns.csv",
        "quarterly,data,indicator_name,",
        "指标|统计指标",
        "指标|报告期",
        "'报告期' is the label 'period' of labels.csv",
    ),
    ("labels.csv", "period,", "填报期", "盟市", f"'盟市' {already('labels.csv', 'league,')}"),
    ("units.csv", "万人,", ",人,", ",名,", "to_unit_zh '名' is no indicator's or column's unit"),
    (
        "words.csv",
        "multiplier,万,",
        "10000",
        "ten thousand",
        "meaning 'ten thousand' of a multiplier must be a number",
    ),
    (
        "causes.csv",
        "magnitude_slip,",
        "|peer_outlier",
        "|peer_rule",
        "absorbs 'peer_rule', which is not in rules.csv",
    ),
    ("causes.csv", "magnitude_slip,", "magnitude_slip,", "slip,", "rule_id 'slip' is not in rules.csv"),
    (
        "rules.csv",
        "budget_changes,",
        "sql,warning",
        "sql,error",
        "an sql rule refuses nothing: its severity is warning or info",
    ),
    (
        "rules.csv",
        "league_conflict,",
        "active",
        "beta",
        "a gate is an active error: what it stops cannot be judged",
    ),
    (
        "rules.csv",
        "league_conflict,",
        "gate,error",
        "gate,warning",
        "a gate is an active error: what it stops cannot be judged",
    ),
    (
        "rules.csv",
        "number_text,",
        "active",
        "retired",
        "a reader's rule is active or beta: what cannot be read is said",
    ),
    (
        "rules.csv",
        "file_unreadable,",
        "opened: {given}.",
        "opened.",
        "the Chinese and the English differ in {given}",
    ),
    (
        "rules.csv",
        "unit_unknown,",
        "active,unit,",
        "active,units,",
        "column 'units' is no field of columns.csv",
    ),
    (
        "words.csv",
        "not_reported,-,",
        "not_reported",
        "missing",
        f"kind 'missing' must be the field of a choice, or one of {', '.join(files.WORD_KINDS)}",
    ),
]


@pytest.mark.parametrize(("file", "start", "old", "new", "reason"), BETWEEN_FILES)
def test_what_does_not_fit_between_rows_and_files_is_named(
    copied: Callable[[str], Path], file: str, start: str, old: str, new: str, reason: str
) -> None:
    broken = copied(file)
    line = replace(broken, start, old, new)
    assert faults_of(broken) == [f"{file}, line {line}: {reason}"]


ADDED = [
    (
        "projects.csv",
        "99,新项目,A new project,人社厅,quarter,自治区人社厅",
        "its first indicator P99-1 is not in indicators.csv",
    ),
    (
        "indicators.csv",
        "P31-1,31,新指标,New,人,persons,flow,0,,,,no,no,sum,2022-01-01,",
        "project_no '31' is not in projects.csv",
    ),
    (
        "due_days.csv",
        "quarterly,2024,10",
        "from_period 2024 is no period of quarterly",
    ),
    (
        "due_days.csv",
        "quarterly,2026Q1,10",
        "from_period 2026Q1 is no period of quarterly",
    ),
    (
        "due_days.csv",
        "weekly,2024Q1,10",
        "return_kind 'weekly' is not in returns.csv",
    ),
    (
        "columns.csv",
        "annual,notes,remark,说明,,note,text,no,,,,",
        "annual.notes is not in parts.csv",
    ),
    (
        "opening_balances.csv",
        "P01-2,2021,150000,7,yearbook,2022-08-01",
        "indicator_code 'P01-2' is no flow of indicators.csv",
    ),
    (
        "opening_balances.csv",
        "P00-1,2021,150001,7,yearbook,2022-08-01",
        "league_code '150001' is not in leagues.csv",
    ),
    (
        "leagues.csv",
        "150000,自治区本级,The region,region,区本级,yes,2022-01-01,",
        "150000 is the region itself, the sum of its leagues",
    ),
    (
        "contacts.csv",
        "150001,王芳,wang@hr.example,2022-01-01,",
        "league_code '150001' is not in leagues.csv",
    ),
    (
        "contacts.csv",
        "150400,王芳,wang@hr.example,2022-01-01,2021-12-31",
        "valid_to 2021-12-31 is before valid_from 2022-01-01",
    ),
    (
        "contacts.csv",
        "150400,王芳,wang@hr.example;li@hr.example,2022-01-01,",
        "email 'wang@hr.example;li@hr.example' must be one e-mail address, with nothing around it",
    ),
    (
        "reminders.csv",
        "again,31,,已逾期{days}天",
        "from_day 31 is not after the row above it",
    ),
    (
        "reminders.csv",
        "again,61,30,已逾期{day}天",
        "says_zh '已逾期{day}天' must be words, with no other placeholder than {days}",
    ),
    (
        "reminders.csv",
        "again,+61,30,已逾期{days}天",
        "from_day '+61' must be a whole number of days, below 0 for days before",
    ),
    (
        "exemptions.csv",
        "152900,quarterly,2022Q2,flood,the centre,2022-10-01",
        "no quarterly return is due for 2022Q2",
    ),
    (
        "exemptions.csv",
        "152900,annual,2022Q4,flood,the centre,2022-10-01",
        "no annual return is due for 2022Q4",
    ),
    (
        "exemptions.csv",
        "159900,quarterly,2022Q3,flood,the centre,2022-10-01",
        "league_code '159900' is not in leagues.csv",
    ),
]


@pytest.mark.parametrize(("file", "row", "reason"), ADDED)
def test_a_row_that_names_what_is_not_there_is_named(
    copied: Callable[[str], Path], file: str, row: str, reason: str
) -> None:
    broken = copied(file)
    line = append(broken, row)
    assert faults_of(broken) == [f"{file}, line {line}: {reason}"]


def test_a_part_has_columns_a_table_and_rules(copied: Callable[[str], Path]) -> None:
    broken = copied("parts.csv")
    line = append(broken, "annual,notes,说明,Notes,note,reported_note,yes,rows,2024Q1")
    assert faults_of(broken) == [
        f"parts.csv, line {line}: annual.notes has no column in columns.csv",
        f"parts.csv, line {line}: annual.notes has no rule in part_rules.csv",
        f"parts.csv, line {line}: from_period 2024Q1 is no period of annual",
        (
            f"parts.csv, line {line}: reported_table 'reported_note' is none of reported_figure,"
            " reported_progress, reported_completion, reported_suggestion, reported_row"
        ),
        f"parts.csv, line {line}: subject 'note' is not in subjects.csv",
    ]


def test_a_return_has_parts_and_a_due_day(folder: Path) -> None:
    line = append(folder / "returns.csv", "half,半年报,Half-year,quarter,2023Q2,2025Q4,no")
    assert faults(folder) == [
        f"returns.csv, line {line}: half has no due day in 2023Q2: due_days.csv",
        f"returns.csv, line {line}: half has no part in parts.csv",
    ]


WAIVER = "W1,part_above_whole,150400,quarterly,2023Q1,data,P02-3,2,,why,who,2023-04-06,2023-12-31"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "part_above_whole",
            "part_above",
            "rule_id 'part_above' is no rule that refuses a part",
        ),
        (
            "part_above_whole",
            "figure_missing",
            "rule_id 'figure_missing' is no rule that refuses a part",
        ),
        (
            "part_above_whole",
            "league_conflict",
            "rule_id 'league_conflict' is no rule that refuses a part",
        ),
        ("150400", "150499", "league_code '150499' is not in leagues.csv"),
        ("2023Q1", "2023", "no quarterly return is due for 2023"),
        ("data", "completion", "quarterly.completion is not in parts.csv"),
        ("P02-3", "P02-9", "indicator_code 'P02-9' is not in indicators.csv"),
        (",2,", ",99,", "project_no '99' is not in projects.csv"),
        ("2023-12-31", "2023-01-01", "valid_to 2023-01-01 is before approved_on 2023-04-06"),
    ],
)
def test_a_waiver_waives_a_rule_of_a_return_that_is_there(
    copied: Callable[[str], Path], old: str, new: str, reason: str
) -> None:
    broken = copied("waivers.csv")
    line = append(broken, WAIVER.replace(old, new))
    assert faults_of(broken) == [f"waivers.csv, line {line}: {reason}"]


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "units.csv").unlink()
    assert faults(folder) == ["units.csv, line 1: the file is not there"]


def test_a_file_of_another_encoding_is_named(folder: Path) -> None:
    file = folder / "leagues.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    assert faults(folder) == ["leagues.csv, line 2: is not UTF-8: save the file as CSV UTF-8"]


def test_a_byte_order_mark_and_windows_line_ends_are_read(folder: Path) -> None:
    file = folder / "leagues.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).leagues == registry().leagues


def test_columns_may_stand_in_another_order(folder: Path) -> None:
    file = folder / "counties.csv"
    rows = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("".join(f"{league},{name},{code}\n" for code, name, league in rows), encoding="utf-8")
    assert load(folder).counties == registry().counties


def test_wrong_columns_are_named(folder: Path) -> None:
    replace(folder / "units.csv", "unit_zh,", "factor", "times")
    replace(folder / "counties.csv", "county_code,", "county_name_zh", "county_code")
    assert faults(folder) == [
        "counties.csv, line 1: the column county_code is doubled",
        "counties.csv, line 1: the column county_name_zh is missing",
        "units.csv, line 1: the column 'times' is not known",
        "units.csv, line 1: the column factor is missing",
    ]


def test_an_unquoted_comma_is_named(folder: Path) -> None:
    line = append(folder / "units.csv", "千人,人,1,000")
    assert faults(folder) == [
        f"units.csv, line {line}: has 4 cells, the header 3: quote a cell that holds a comma"
    ]


def test_an_open_quote_is_named(folder: Path) -> None:
    line = append(folder / "units.csv", '千人,人,"1000')
    assert faults(folder) == [f"units.csv, line {line}: is no CSV: unexpected end of data"]


def test_lines_are_those_of_an_editor_below_blank_lines_and_cells_of_two_lines(
    copied: Callable[[str], Path],
) -> None:
    file = copied("targets.csv")
    replace(file, "T01,", '"over 20,000', '"over\n20,000')
    replace(file, "T03,", "T03,", "\nT03,")
    line = replace(file, "T10,", "cumulative", "sum")
    assert line == line_of(REGISTRY / "targets.csv", "T10,") + 2
    reason = "basis 'sum' must be one of each_year, cumulative, stock, stock_by"
    assert faults_of(file) == [f"targets.csv, line {line}: {reason}"]


def test_all_faults_are_named_at_once_and_the_message_says_them(folder: Path) -> None:
    league = replace(folder / "leagues.csv", "150200,", "city", "")
    replace(folder / "leagues.csv", "150200,", "yes", "1")
    county = replace(folder / "counties.csv", "150102,", "150100", "150199")
    target = replace(folder / "targets.csv", "T03,", "cumulative", "sum")
    with pytest.raises(RegistryError) as raised:
        load(folder)
    assert str(raised.value) == (
        f"The registry in {folder} is broken. Nothing runs until this is mended:\n"
        f"  counties.csv, line {county}: league_code '150199' is not in leagues.csv\n"
        f"  leagues.csv, line {league}: in_region_sum '1' must be one of yes, no\n"
        f"  leagues.csv, line {league}: kind '' must be lower-case letters, digits and _\n"
        f"  targets.csv, line {target}: basis 'sum' must be one of each_year, cumulative, stock, stock_by"
    )

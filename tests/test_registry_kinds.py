"""A kind of return that cannot be read, kept or judged is refused when the registry is loaded, by line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.common.settings import REGISTRY
from schemas.registry import RegistryError, load, registry
from schemas.registry import folder as own_folder
from schemas.rules.frame import OTHERS, OWN_NAMES, frame
from tests.registry_rows import Rows, faults_of, sound_rows
from tests.third_kind.registries import GUIDE, with_half_yearly


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A registry with a half-yearly kind, which a test may break."""
    return with_half_yearly(tmp_path / "registry")


def faults(folder: Path) -> list[str]:
    with pytest.raises(RegistryError) as raised:
        load(folder)
    return [str(fault) for fault in raised.value.faults]


def replace(file: Path, old: str, new: str) -> int:
    """Writes `new` for `old`, which must stand once in the file; answers its line."""
    content = file.read_text(encoding="utf-8")
    assert content.count(old) == 1, content.count(old)
    file.write_text(content.replace(old, new), encoding="utf-8")
    return content[: content.index(old)].count("\n") + 1


# File, what stands there, what is written for it, the reason.
BROKEN = [
    ("returns.csv", "half_yearly,部门", "half-yearly,部门", "must be lower-case letters, digits and _"),
    ("returns.csv", "2025H2,no", "2025H2", "has 6 cells, the header 7: quote a cell that holds a comma"),
    ("returns.csv", ",half,2024H1", ",halfyear,2024H1", "must be one of month, quarter, half, year"),
    (
        "returns.csv",
        "half,2024H1,2025H2",
        "half,2024Q1,2025Q4",
        "2024Q1 to 2025Q4 are no periods of cadence half",
    ),
    (
        "due_days.csv",
        "half_yearly,2024H1,10",
        "half_yearly,2024Q2,10",
        "from_period 2024Q2 is no period of half_yearly",
    ),
    (
        "subjects.csv",
        "departments,department_zh,",
        "offices,department_zh,",
        "listed_in 'offices' is none of indicators, projects, counties, departments, leagues",
    ),
    (
        "subjects.csv",
        "departments,department_zh,",
        "departments,name_zh,",
        "listed_name 'name_zh' is no column of departments.csv",
    ),
    ("subjects.csv", "school,school,any", "school,school,", "either listed_in or signs says"),
    ("subjects.csv", "department,department,\n", "department,department,any\n", "either listed_in or signs"),
    ("subjects.csv", "school,培训机构,", "text,培训机构,", "subject 'text' is a reader's name"),
    (
        "parts.csv",
        "What departments did,department,",
        "What departments did,office,",
        "subject 'office' is not in subjects.csv",
    ),
    (
        "parts.csv",
        "Training schools,school,",
        "Training schools,county,",
        "half_yearly.schools has no column county_code of its county, of role key",
    ),
    (
        "columns.csv",
        "培训机构,key,school,",
        "培训机构,key,text,",
        "holds text, not the school that its rows are about",
    ),
    (
        "columns.csv",
        "enterprise_name,企业名称,企业|用人单位名称,key,text,",
        "enterprise_name,企业名称,企业|用人单位名称,key,enterprise,",
        "enterprise_name is a name: it holds text",
    ),
    (
        "parts.csv",
        "school,reported_row,yes,rows",
        "school,reported_school,yes,rows",
        "reported_table 'reported_school' is none of reported_figure, reported_progress,",
    ),
    ("parts.csv", "yes,rows,2024H2", "yes,rows,2024Q2", "from_period 2024Q2 is no period of half_yearly"),
    (
        "parts.csv",
        "school,reported_row,yes,rows",
        "school,reported_row,yes,schools",
        "must be one of figures,",
    ),
    (
        "parts.csv",
        "school,reported_row,yes,rows",
        "school,reported_row,yes,counties",
        "feeds 'counties', whose rows are about county",
    ),
    (
        "parts.csv",
        "none,reported_row,yes,rows,2024H2",
        "none,reported_row,yes,events,2024H2",
        "feeds 'events', and has no column held_on, enterprises, posts, intents",
    ),
    (
        "parts.csv",
        "none,reported_row,yes,rows,2024H2",
        "none,reported_row,yes,suggestions,2024H2",
        "feeds 'suggestions', which is made from reported_suggestion",
    ),
    ("parts.csv", "cases,典型案例,", "cases,典型/案例,", "name_zh '典型/案例' is no name of a sheet"),
    (
        "parts.csv",
        "cases,典型案例,",
        "cases,培训机构,",
        "name_zh '培训机构' is that of half_yearly.schools already",
    ),
    (
        "columns.csv",
        "half_yearly,schools,trained,培训人数,,value,",
        "half_yearly,schools,trained,培训人数,,note,",
        "a column of role note has the field remark",
    ),
    (
        "columns.csv",
        "value,number,yes,次,0",
        "value,integer,yes,次,0",
        "holds 'integer': no reader; use one of",
    ),
    (
        "columns.csv",
        "value,number,yes,次,0",
        "value,number,yes,,",
        "a number that is no indicator's has its unit_zh",
    ),
    (
        "columns.csv",
        "departments,delivery,落实进度",
        "departments,pace,落实进度",
        "field 'pace' has no words to choose from in words.csv",
    ),
    (
        "columns.csv",
        "departments,delivery,落实进度",
        "departments,state,落实进度",
        "field 'state' is a kind of words.csv: call the choice otherwise",
    ),
    (
        "columns.csv",
        "departments,work,主要做法",
        "departments,label,主要做法",
        "field 'label' is a name that rules use for something else",
    ),
    (
        "columns.csv",
        "部门|部门名称,key,department",
        "部门|部门名称,key,text",
        "field 'department' is what rows are about: it holds department",
    ),
    ("columns.csv", "会议次数,value", "责任部门,value", "'责任部门' stands in line"),
    ("columns.csv", "会议次数,value", "报告期,value", "'报告期' is the label 'period' of labels.csv"),
    (
        "columns.csv",
        "annual,suggestions,problem,",
        "annual,suggestions,trouble,",
        "field 'trouble' is not in reported_suggestion: keep the part in reported_row",
    ),
    (
        "part_rules.csv",
        "schools,value_missing",
        "schools,value_lost",
        "rule_id 'value_lost' is no rule of Pandera",
    ),
    (
        "part_rules.csv",
        "schools,value_missing",
        "schools,solved_above_hired",
        "solved_above_hired looks at 'solved', which half_yearly.schools does not have",
    ),
    (
        "words.csv",
        "delivery,全部完成",
        "deliver,全部完成",
        "kind 'deliver' must be the field of a choice, or one of not_reported",
    ),
    ("rules.csv", "member_doubled,1,", "member_twice,1,", "member_twice is no rule of schemas/rules"),
    (
        "rules.csv",
        "enterprise_new,1,",
        "enterprise_fresh,1,",
        "enterprise_fresh has no file sql/rules/enterprise_fresh.sql",
    ),
]


# File, the beginning of the rows that are left out, where that is told, the reason.
LEFT_OUT = [
    ("due_days.csv", "half_yearly,", "returns.csv", "half_yearly has no due day in 2024H1: due_days.csv"),
    ("parts.csv", "half_yearly,", "returns.csv", "half_yearly has no part in parts.csv"),
    (
        "columns.csv",
        "half_yearly,schools,",
        "parts.csv",
        "half_yearly.schools has no column in columns.csv",
    ),
    (
        "part_rules.csv",
        "half_yearly,cases,",
        "parts.csv",
        "half_yearly.cases has no rule in part_rules.csv",
    ),
    (
        "columns.csv",
        "half_yearly,schools,school,",
        "parts.csv",
        "half_yearly.schools has no column school of its school, of role key",
    ),
    (
        "words.csv",
        "delivery,",
        "columns.csv",
        "field 'delivery' has no words to choose from in words.csv",
    ),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    """That registry, which nobody breaks, and its rows."""
    folder = with_half_yearly(tmp_path_factory.mktemp("whole") / "registry")
    load(folder)
    return folder, sound_rows(folder)


@pytest.fixture
def copied(whole: tuple[Path, Rows], tmp_path: Path) -> Callable[[str], Path]:
    """Copies one file of it, which a test may break."""
    return lambda file: Path(shutil.copy(whole[0] / file, tmp_path))


@pytest.mark.parametrize(("file", "old", "new", "reason"), BROKEN)
def test_a_row_that_cannot_work_is_refused(
    whole: tuple[Path, Rows], copied: Callable[[str], Path], file: str, old: str, new: str, reason: str
) -> None:
    broken = copied(file)
    line = replace(broken, old, new)
    said = faults_of(broken, whole[1])
    assert any(fault.startswith(f"{file}, line {line}: ") and reason in fault for fault in said), said


def without(file: Path, start: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    file.write_text("".join(kept), encoding="utf-8")


@pytest.mark.parametrize(("file", "start", "where", "reason"), LEFT_OUT)
def test_rows_that_are_left_out_are_told(
    whole: tuple[Path, Rows], copied: Callable[[str], Path], file: str, start: str, where: str, reason: str
) -> None:
    broken = copied(file)
    without(broken, start)
    said = faults_of(broken, whole[1])
    assert any(fault.startswith(f"{where}, line ") and reason in fault for fault in said)


def test_the_guide_repeats_what_is_said() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    told = re.findall(r"^\| `\w+\.csv, line \d+: (.*?)` \|", guide, re.MULTILINE)
    known = [row[-1] for row in (*BROKEN, *LEFT_OUT)]
    assert len(told) == len(re.findall(r"^\|.*\.csv, line ", guide, re.MULTILINE)) > 0
    for reason in told:
        assert any(reason.startswith(each) or each.startswith(reason) for each in known), reason


def test_one_part_feeds_what_the_warehouse_has(folder: Path) -> None:
    """Counties of two returns in one view would be counted twice."""
    for file in ("parts.csv", "columns.csv", "part_rules.csv"):
        content = (folder / file).read_text(encoding="utf-8").splitlines()
        rows = [row for row in content if row.startswith("quarterly,counties,")]
        added = [
            row.replace("quarterly,counties,", "half_yearly,by_county,").replace("2024Q1", "") for row in rows
        ]
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.writelines(row.replace("quarterly", "half_yearly") + "\n" for row in added)
    (fault,) = faults(folder)
    assert "feeds 'counties', as quarterly.counties does: a further part feeds rows" in fault


def test_parts_of_one_period_have_names_of_their_own(folder: Path) -> None:
    """A waiver names a period and a part."""
    rows = {
        "returns.csv": "other_half,另一半年报,Another,half,2024H1,2025H2,no",
        "due_days.csv": "other_half,2024H1,10",
        "parts.csv": "other_half,schools,学校,Schools,school,reported_row,yes,rows,",
        "part_rules.csv": "other_half,schools,key_missing",
    }
    for file, row in rows.items():
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.write(f"{row}\n")
    content = (folder / "columns.csv").read_text(encoding="utf-8")
    copied = [row.replace("half_yearly", "other_half") for row in content.splitlines() if ",schools," in row]
    (folder / "columns.csv").write_text(content + "\n".join(copied) + "\n", encoding="utf-8")
    (fault,) = faults(folder)
    assert "part 'schools' is that of half_yearly.schools already" in fault


def test_names_of_the_frame_are_no_fields() -> None:
    """What the rules' frame adds to a part's fields is named in OWN_NAMES, so no field can be called so."""
    for kind in registry().returns.values():
        for part in kind.parts:
            fields = {column.field for column in part.row_columns}
            added = set(frame(part, [], registry()).columns) - fields
            assert {name for name in added if "_of_" not in name} - OWN_NAMES <= {*OTHERS}


def test_a_registry_of_ones_own_is_named_in_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIBAO_REGISTRY", str(folder))
    assert own_folder() == folder
    monkeypatch.delenv("JIBAO_REGISTRY")
    assert own_folder() == REGISTRY

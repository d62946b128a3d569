"""One cause, one item: a column's fault is named as what it is; what it explains is not said beside it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.causes import absorbed
from etl.common.findings import Finding, Place
from schemas.registry import registry
from tests.rules.conftest import Answer, Judge, Send
from tests.rules.faults import faults
from tests.rules.mutations import counted_in, renamed, times
from tests.rules.returns import ANNUAL, DATA, FLOWS, PROGRESS, Changes, annual, figure, quarterly

PEOPLE, MONEY = counted_in("人"), counted_in("万元")
AS_QUARTER: Changes = {DATA.at(code, "year_to_date"): figure(code, 3) for code in FLOWS}


def said(answer: Answer) -> list[tuple[str, str, str, int]]:
    """What is more than an info: severity, rule, first cell, how many cells."""
    return [
        (finding["severity"], finding["rule"], finding["cell"], len(finding["cells"]))
        for finding in answer["findings"]
        if finding["severity"] != "info"
    ]


def cells(finding: dict[str, Any]) -> list[str]:
    return [cell["cell"] for cell in finding["cells"]]


def places(codes: list[str], *fields: str) -> list[str]:
    """The cells of these indicators in these columns, without the sheet."""
    return [DATA.at(code, field).split("!")[1] for code in codes for field in fields]


def test_column_in_larger_unit(judge: Judge) -> None:
    """People as 万人 under 人: one error, with what each cell should hold; the unit alone mends it."""
    answer = judge(quarterly("2024Q3", times("人", Decimal("0.0001"))))
    (finding,) = answer["findings"]
    flows = [code for code in PEOPLE if code in FLOWS]
    assert (finding["severity"], finding["rule"]) == ("error", "column_in_larger_unit")
    assert sorted(cells(finding)) == sorted(places(PEOPLE, "figure") + places(flows, "year_to_date"))
    assert finding["cells"][0] | {"given": "0.1", "expected": "1000"} == finding["cells"][0]
    assert finding["says"] == f"D3等{len(PEOPLE) + len(flows)}处:以人计的数像是按万人填的。"
    assert finding["to_do"] == "请把计量单位改为“万人”,或按人填数,更正后重新报送。"
    assert answer["parts"]["data"] == "refused"
    mended = times("人", Decimal("0.0001")) | DATA.column("unit", PEOPLE, "万人")
    assert said(judge(quarterly("2024Q3", mended))) == []


def test_a_few_fractions_are_faults_of_their_cells(judge: Judge) -> None:
    changes = {DATA.at(code, "figure"): "0.1234" for code in PEOPLE[:2]}
    assert [found[1] for found in said(judge(quarterly("2024Q3", changes)))] == ["number_fraction"] * 2
    averages = {DATA.at(code, "figure"): figure(code, 3) + 0.5 for code in PEOPLE}
    assert {found[1] for found in said(judge(quarterly("2024Q3", averages)))} == {"number_fraction"}


def test_a_fraction_of_another_unit_stands_by_itself(judge: Judge) -> None:
    changes = {**times("人", Decimal("0.0001")), DATA.at("P02-2", "figure"): 1000.5}
    found = said(judge(quarterly("2024Q3", changes)))
    assert [rule for _, rule, *_ in found] == ["column_in_larger_unit", "number_fraction"]


def test_formulas_without_a_result_rest_on_the_column(judge: Judge) -> None:
    by_formula = {DATA.at(code, "year_to_date"): f"=D{3 + DATA.subjects.index(code)}*3" for code in FLOWS}
    (finding,) = judge(quarterly("2024Q3", times("人", Decimal("0.0001")) | by_formula))["findings"]
    assert set(places(list(FLOWS), "year_to_date")) < set(cells(finding))
    assert f"(E3等{len(FLOWS)}处公式没有计算结果,改好保存时会算出)" in finding["to_do"]


def test_column_in_another_unit(judge: Judge) -> None:
    """Money as 元 under 万元 is one warning; expected are the same figures in 万元."""
    answer = judge(quarterly("2024Q3", times("万元", Decimal(10_000))))
    (finding,) = answer["findings"]
    flows = [code for code in MONEY if code in FLOWS]
    assert sorted(cells(finding)) == sorted(places(MONEY, "figure") + places(flows, "year_to_date"))
    assert all(int(cell["given"]) == 10_000 * int(cell["expected"]) for cell in finding["cells"])
    assert finding["says"].endswith(":以万元计的数像是按元填的,约为本盟市以往水平的 10000 倍。")
    assert finding["to_do"].startswith("请按万元填数(或把计量单位改为“元”)")
    assert answer["parts"]["data"] == "accepted"
    mended = times("万元", Decimal(10_000)) | DATA.column("unit", MONEY, "元")
    assert said(judge(quarterly("2024Q3", mended))) == []


def test_a_unit_that_is_not_read_is_named_too(judge: Judge) -> None:
    (finding,) = judge(quarterly("2024Q3", times("万元", Decimal(10))))["findings"]
    assert "像是按千元填的" in finding["says"]
    assert finding["to_do"].startswith("请按万元填数,")


def test_only_the_figures_in_another_unit(judge: Judge) -> None:
    """Above their year-to-dates, which refuses the part: still one item, and that an error."""
    changes = {DATA.at(code, "figure"): figure(code, 3) * 10_000 for code in map(str, MONEY)}
    answer = judge(quarterly("2024Q3", changes))
    ((severity, rule, _, _),) = said(answer)
    assert (severity, rule, answer["parts"]["data"]) == ("error", "column_in_another_unit", "refused")


def test_money_of_projects_in_another_unit(judge: Judge) -> None:
    changes = PROGRESS.column("budget", PROGRESS.subjects, 10_000_000)
    assert said(judge(quarterly("2024Q3", changes))) == [("warning", "column_in_another_unit", "G3", 29)]
    tripled = changes | PROGRESS.column("budget", PROGRESS.subjects[3:10], 30_000_000)
    assert said(judge(quarterly("2024Q3", tripled))) == [("warning", "column_in_another_unit", "G3", 29)]


def test_annual_money_in_another_unit(judge: Judge) -> None:
    sent = judge(annual("2023"))
    assert said(sent) == []
    values = {ANNUAL.at(code, "figure"): 40_000_000 for code in map(str, MONEY)}
    rules = [rule for _, rule, *_ in said(judge(annual("2023", values, ANNUAL)))]
    # One item; the year's good figures stay in force until it is answered (tests/walk/test_held.py).
    assert rules == ["column_in_another_unit"]


def test_year_to_date_as_quarter(judge: Judge) -> None:
    (finding,) = judge(quarterly("2024Q3", AS_QUARTER))["findings"]
    assert finding["rule"] == "year_to_date_as_quarter"
    assert finding["cells"][0] | {"cell": "E3", "given": "1000", "expected": "3000"} == finding["cells"][0]
    two = {
        place: AS_QUARTER[place]
        for place in (DATA.at("P00-1", "year_to_date"), DATA.at("P01-1", "year_to_date"))
    }
    assert [rule for rule, *_ in faults(judge(quarterly("2024Q3", two)))] == ["year_to_date_falls"] * 2
    first = {DATA.at(code, "year_to_date"): figure(code, 1) for code in FLOWS}
    assert judge(quarterly("2024Q1", first))["findings"] == []


def test_two_causes_are_two_items(judge: Judge) -> None:
    changes = {**AS_QUARTER, **times("万元", Decimal(10_000))}
    found = said(judge(quarterly("2024Q3", changes)))
    assert [rule for _, rule, *_ in found] == ["column_in_another_unit", "year_to_date_as_quarter"]


def test_quarter_sent_again(judge: Judge) -> None:
    again = renamed(quarterly("2024Q2", None, DATA), "2024Q2", "2024Q3")
    assert [rule for _, rule, *_ in said(judge(again))] == ["quarter_sent_again"]
    of_the_fourth = renamed(quarterly("2023Q4", None, DATA), "2023Q4", "2024Q1")
    ((severity, rule, *_),) = said(judge(of_the_fourth))
    assert (severity, rule) == ("error", "quarter_sent_again")


@pytest.mark.usefixtures("history")
def test_last_quarters_sheet_again_explains_year_to_dates_like_its_quarter(send: Send) -> None:
    """Of what began in that quarter: its year-to-date is the quarter's figure, rightly so then."""
    begun = {DATA.at(code, "year_to_date"): figure(code, 2) for code in FLOWS[:3]}
    second = quarterly("2024Q2", begun, DATA)
    send(second, "2024-08-02", "second.xlsx")
    again = send(renamed(second, "2024Q2", "2024Q3"), "2024-10-02", "again.xlsx")
    assert [rule for _, rule, *_ in said(again)] == ["quarter_sent_again"]


@pytest.mark.parametrize(
    ("field", "values", "found"),
    [
        ("spent", [401] * 2, ["progress_sent_again"]),
        ("spent", [401] * 3, []),
        ("spent", [None] * 19, ["progress_sent_again", "money_dropped"]),
        ("spent", [None] * 20, ["money_dropped"]),
        ("progress", ["新建园区两个"] * 2, ["progress_sent_again"]),
        ("progress", ["新建园区两个"] * 3, []),
    ],
)
def test_progress_sent_again(judge: Judge, field: str, values: list[object], found: list[str]) -> None:
    """Of the words and of the money of ten projects at least, last quarter's sheet is known again."""
    changes = {PROGRESS.at(number, field): value for number, value in enumerate(values, 1)}
    again = renamed(quarterly("2024Q2", changes, PROGRESS), "2024Q2", "2024Q3")
    assert [rule for _, rule, *_ in said(judge(again))] == found


def test_a_slip_says_nothing_else_of_its_row(judge: Judge) -> None:
    """A zero too few, beside a year-to-date that is right: the chain is in its cells, not an item."""
    assert said(judge(quarterly("2024Q3", {DATA.at("P00-1", "figure"): 100}))) == [
        ("warning", "magnitude_slip", "D3", 2)
    ]


def test_a_slip_explains_the_error_of_its_row(judge: Judge) -> None:
    """A zero too many, above its year-to-date; and in the whole of a part, which is then above it."""
    above = {DATA.at("P00-1", "figure"): 10_000}
    assert said(judge(quarterly("2024Q3", above))) == [("error", "magnitude_slip", "D3", 2)]
    whole = {DATA.at("P04-1", "figure"): 113}
    ((severity, rule, cell, _),) = said(judge(quarterly("2024Q3", whole)))
    assert (severity, rule, f"{DATA.sheet}!{cell}") == ("error", "magnitude_slip", DATA.at("P04-1", "figure"))


def test_what_may_be_wrong_instead_is_named_beside(judge: Judge) -> None:
    """Of a part above its whole, of a code and a name that are nobody's, of money spent above its budget."""
    changes = {
        DATA.at("P04-1", "figure"): 500,
        DATA.at("P01-2", "indicator_code"): "P01-9",
        DATA.at("P01-2", "indicator_name"): "领跑的企业",
        PROGRESS.at(2, "budget"): 100,
    }
    answer = judge(quarterly("2024Q3", changes))
    named = {
        finding["rule"]: {f"{finding['sheet']}!{cell}" for cell in cells(finding)}
        for finding in answer["findings"]
    }
    assert named == {
        "indicator_unknown": {DATA.at("P01-2", "indicator_code"), DATA.at("P01-2", "indicator_name")},
        "part_above_whole": {DATA.at("P04-3", "figure"), DATA.at("P04-1", "figure")},
        "spent_above_budget": {PROGRESS.at(2, "spent"), PROGRESS.at(2, "budget")},
    }


def test_a_slip_is_not_asked_on_another_sheet_besides() -> None:
    """What the counties' sheet shows of it is no fault there; one county's own figures are another matter."""

    def found(rule_id: str, part: str, sheet: str, cell: str, county: str | None = None) -> Finding:
        return Finding(
            registry().rules[rule_id],
            Place(sheet, cell),
            part=part,
            indicator_code="P13-2",
            subject_code=county,
            cells=({"cell": cell, "given": None, "expected": None},),
        )

    slip = found("magnitude_slip", "data", "主要数据", "D47")
    asked = found("county_sum_differs", "counties", "分旗县情况", "D2")
    of_one = found("year_to_date_chain", "counties", "分旗县情况", "D3", "150402")
    left, other = absorbed([slip, asked, of_one], registry().causes)
    assert (left.rule, left.stands_for) == (slip.rule, {"county_sum_differs"})
    assert [cell["cell"] for cell in left.cells] == ["D47"]
    assert other == of_one


def test_a_slip_that_is_explained_hides_nothing(history: sa.Engine, send: Send) -> None:
    """Its explanation is carried to the next version, where the year-to-date alone is wrong."""
    right = {DATA.at("P00-1", "figure"): 10_000, DATA.at("P00-1", "year_to_date"): 12_000}
    first = send(quarterly("2024Q3", right | {DATA.at("P00-1", "remark"): "新增企业集中招工"}), "2024-10-02")
    assert first["verdict"] == "accepted"
    second = send(quarterly("2024Q3", right | {DATA.at("P00-1", "year_to_date"): 12_001}), "2024-10-03")
    assert [(f["rule"], f["open"]) for f in second["findings"] if f["severity"] != "info"] == [
        ("year_to_date_chain", True),
        ("magnitude_slip", False),
    ]


def test_earlier_return_wrong(history: sa.Engine, send: Send) -> None:
    """What is wrong in the third quarter is one item of the fourth, which is right, and ends with it."""
    send(quarterly("2024Q3", {**AS_QUARTER, **times("万元", Decimal(10_000))}), "2024-10-02")
    fourth = send(quarterly("2024Q4"), "2025-01-02")
    (finding,) = (found for found in fourth["findings"] if found["severity"] != "info")
    assert (finding["rule"], finding["severity"]) == ("earlier_return_wrong", "warning")
    assert "2024Q3" in finding["says"]
    assert finding["to_do"].startswith("本表不用改;请更正2024Q3的报表,更正后本项自动消除。")
    send(quarterly("2024Q3"), "2025-01-03")
    with history.connect() as connection:
        query = "SELECT rule_id FROM intake.finding WHERE resolved_at IS NULL AND submission_id = :fourth"
        assert list(connection.execute(sa.text(query), {"fourth": fourth["submission_id"]})) == []


def test_a_fault_of_the_later_return_is_asked_there(history: sa.Engine, send: Send) -> None:
    """Where the earlier one is in question, too, but would not mend it."""
    place = DATA.at("P00-1", "year_to_date")
    send(quarterly("2024Q3", {place: 3001}), "2024-10-02")
    assert faults(send(quarterly("2024Q4", {place: 4321}), "2025-01-02")) == [
        ("year_to_date_chain", place, "4321", "4001", "320")
    ]


def test_an_earlier_return_that_is_explained_is_right(history: sa.Engine, send: Send) -> None:
    changes = {DATA.at("P00-1", "year_to_date"): 3001, DATA.at("P00-1", "remark"): "补录旗县漏报数"}
    send(quarterly("2024Q3", changes), "2024-10-02")
    assert [rule for rule, *_ in faults(send(quarterly("2024Q4"), "2025-01-02"))] == ["year_to_date_chain"]


def test_column_shifted(warehouse: sa.Engine, send: Send) -> None:
    """Figures of different sizes, a blank cell put in at the tenth: all below it stand a row too low.

    The last one stands below the table; that they are far off the right ones that they replace is not said.
    """
    sizes = _sizes()
    for period, day in (("2022Q3", "2022-10-02"), ("2022Q4", "2023-01-02"), ("2023Q1", "2023-04-01")):
        send(quarterly(period, _of_sizes(sizes, period), DATA), day)
    shifted = dict(_of_sizes(sizes, "2023Q1"))
    codes = list(_asked())
    for above, code in pairwise(codes[9:]):
        shifted[DATA.at(code, "figure")] = sizes[above]
    shifted[DATA.at(codes[9], "figure")] = None
    column, row = DATA.at(DATA.subjects[-1], "figure")[:-2], int(DATA.at(DATA.subjects[-1], "figure")[-2:])
    shifted[f"{column}{row + 1}"] = sizes[codes[-1]]
    answer = send(quarterly("2023Q1", shifted, DATA), "2023-04-02")
    whole = [finding for finding in answer["findings"] if finding["rule"] == "column_shifted"]
    assert len(whole) == 1
    assert "像是向下错了一行,与上一行指标以往的数字相符" in whole[0]["says"]
    assert [found[1] for found in said(answer)] == ["column_shifted"]


def _asked() -> list[str]:
    indicators = registry().indicators
    return [str(code) for code in DATA.subjects if indicators[str(code)].measure != "ratio"]


def _sizes() -> dict[str, int]:
    """Of each indicator another size than its neighbours'; a part is as much as its whole."""
    sizes: dict[str, int] = {}
    for number, code in enumerate(_asked()):
        indicator = registry().indicators[code]
        usual = 5 if indicator.one_a_county else (17, 240, 3100, 45000)[number % 4]
        sizes[code] = sizes.get(indicator.not_above or "", usual)
    return sizes


def _of_sizes(sizes: dict[str, int], period: str) -> Changes:
    """Every figure by its size; a year-to-date is as much for each quarter of the year."""
    quarters = int(period[-1])
    changes: dict[str, Any] = {DATA.at(code, "figure"): size for code, size in sizes.items()}
    return changes | {DATA.at(code, "year_to_date"): quarters * sizes[code] for code in FLOWS}

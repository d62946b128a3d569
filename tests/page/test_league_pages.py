"""The page of a league: its own year, its place, and nothing that another league wrote."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from etl.common.settings import ZONE
from etl.publish.annual.page.places import Place, on_time_part, placed
from schemas.region import REGION_CODE
from tests.page.conftest import Made
from tests.page.messy import GONE
from tests.page.reading import number, numbers, one, rows, words


def test_one_page_a_league(made: Made) -> None:
    leagues = {row["league_code"]: row["league_name_zh"] for row in made.content["annual_reporting"]}
    mark = made.content.edition.mark
    assert {path.name for path in made.league_files.values()} == {
        f"{code}_{name}_2023年度({mark}).html" for code, name in leagues.items()
    }
    assert {path.parent.name for path in made.league_files.values()} == {"盟市"}


def test_no_other_league_is_named(made: Made) -> None:
    names = {row["league_code"]: row["league_name_zh"] for row in made.content["annual_reporting"]}
    for code in made.league_files:
        said = words(made.league_page(code))
        assert [name for other, name in names.items() if name in said] == [names[code]]


def test_only_its_own_findings_differences_and_waivers(made: Made) -> None:
    for code in made.league_files:
        page = made.league_page(code)
        own = [row for row in made.content["annual_finding"] if row["league_code"] == code]
        lines = rows(page, "table-findings")
        assert [line.get("data-place") for line in lines] == [str(row["place"]) for row in own]
        for line, row in zip(lines, own, strict=True):
            for column in ("source_file", "sheet", "cell", "says_zh", "to_do_zh"):
                assert row[column] is None or row[column] in line.text_content()
        assert number(page, "findings") == len(own)
        for table in ("annual_difference", "annual_waiver"):
            owned = [row for row in made.content[table] if row["league_code"] == code]
            assert len(rows(page, f"table-{table.removeprefix('annual_')}s")) == len(owned)


def test_its_figures_its_part_and_its_place(made: Made) -> None:
    figures = {(row["indicator_code"], row["league_code"]): row for row in made.content["annual_indicator"]}
    region = [row for row in made.content["annual_target"] if row["league_code"] == REGION_CODE]
    for code in made.league_files:
        lines = rows(made.league_page(code), "table-shares")
        for line, target in zip(lines, region, strict=True):
            indicator = target["indicator_code"]
            whole, own = figures[indicator, REGION_CODE], figures.get((indicator, code))
            shares = {
                row["league_code"]: row["completed"] / row["target"]
                for row in made.content["annual_account"]
                if indicator == f"P{row['project_no']:02d}-1"
                and row["target"]
                and row["completed"] is not None
            }
            assert number(line, "goal") == target["goal"]
            assert number(line, "region") == whole["value"]
            assert number(line, "completion") == shares.get(code)
            place = one(line, "td[@data-column='place']").get("data-value")
            if not shares.get(code):
                assert (place, words(line.xpath("td")[-1])) == (None, "不排位次")
            else:
                assert place == str(1 + sum(share > shares[code] for share in shares.values()))
            if own is None:
                continue
            assert number(line, "own") == own["value"]
            if whole["value"] and own["leagues_reporting"]:
                assert number(line, "part") == own["value"] / whole["value"]


def test_who_has_no_target_or_is_at_zero_is_not_ranked(all_made: Mapping[str, Made]) -> None:
    made = all_made["messy"]
    (zero,) = {row["league_code"] for row in made.content["annual_account"] if row["completed"] == 0}
    gone, at_zero = (
        {line.get("data-target"): line for line in rows(made.league_page(code), "table-shares")}["T01"]
        for code in (GONE, zero)
    )
    assert words(gone.xpath("td")[-1]) == "不排位次"
    assert number(gone, "completion") is None
    assert words(at_zero.xpath("td")[-1]) == "不排位次"
    assert number(at_zero, "completion") == 0


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (9, Place(1, 3, 2, 2)),
        (5, Place(3, 3, 1, 2)),
        (0, Place(None, 3, 0, 2)),
        (None, Place(None, 3, 0, 2)),
    ],
)
def test_ties_share_a_place(value: int | None, place: Place) -> None:
    figures = [Decimal(9), Decimal(5), None, Decimal(9), Decimal(0)]
    assert placed(None if value is None else Decimal(value), figures) == place


def test_its_returns(made: Made) -> None:
    for code in made.league_files:
        own = [row for row in made.content["annual_return"] if row["league_code"] == code]
        page = made.league_page(code)
        for line, row in zip(rows(page, "table-returns"), own, strict=True):
            numbers(line, row, "versions", "errors", "warnings")
            for column in ("due_at", "effective_due_at", "arrived_at"):
                cell = one(line, f"td[@data-column='{column}']")
                assert cell.get("data-value") == (row[column] and row[column].astimezone(ZONE).isoformat())
            assert one(line, "td[@data-column='timeliness']").get("data-value") == row["timeliness"]
            assert row["outstanding"] is None or row["outstanding"] in words(line)
        (summed,) = (row for row in made.content["annual_reporting"] if row["league_code"] == code)
        part = on_time_part(summed)
        shown = page.xpath("//*[@data-column='on_time_part']/@data-value")
        assert [Decimal(value) for value in shown] == ([] if part is None else [part])


def test_its_own_account(made: Made) -> None:
    for code in made.league_files:
        own = [row for row in made.content["annual_account"] if row["league_code"] == code]
        lines = rows(made.league_page(code), "table-accounts")
        assert len(lines) == 29
        for line, row in zip(lines, own, strict=True):
            numbers(line, row, "target", "completed", "rate", "budget", "spent")
            assert (row["status"] or "缺") in words(line)
            assert (row["account"] or row["progress"] or "缺") in words(line)


def test_its_own_targets(made: Made) -> None:
    for code in made.league_files:
        own = [row for row in made.content["annual_target"] if row["league_code"] == code]
        for line, row in zip(rows(made.league_page(code), "table-goals"), own, strict=True):
            numbers(line, row, "goal", "actual", "share_reached")
            assert one(line, ".//td[@data-column='standing']").get("data-value") == row["standing"]


def test_indicators_that_it_lacks_are_named(all_made: Mapping[str, Made]) -> None:
    said = words(all_made["messy"].league_page(GONE))
    ratios = {
        row["indicator_code"]
        for row in all_made["messy"].content["annual_indicator"]
        if row["measure"] == "ratio"
    }
    assert f"没有本年数的指标({79 - len(ratios)} 项):P00-1 城镇新增就业人数、P01-1" in said
    assert "没有本年数的指标" not in words(all_made["ended"].league_page(GONE))

"""The page of the year says what the summary tables say, number by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml.html import HtmlElement

from etl.common.settings import ZONE
from etl.publish.annual.content import ORDERED_BY, Content
from etl.publish.annual.page import year
from etl.publish.annual.words import STANDINGS, TABLES, TIMELINESS, figure
from schemas.region import REGION_CODE
from tests.page.conftest import Made, pages, read
from tests.page.messy import GONE, LONG, PROVISIONAL, STALE
from tests.page.reading import number, numbers, one, rows, words


def test_targets(made: Made) -> None:
    page = made.year_page
    shown = {row.get("data-target"): row for row in rows(page, "table-targets")}
    region = [row for row in made.content["annual_target"] if row["league_code"] == REGION_CODE]
    assert [row["target_id"] for row in region] == list(shown)
    for row in region:
        line = shown[row["target_id"]]
        columns = ("goal", "actual", "this_year", "opening_balance", "line", "share_reached")
        numbers(line, row, *columns, "leagues_reporting")
        badge = one(line, ".//td[@data-column='standing']")
        assert (badge.get("data-value"), words(badge)[1:]) == (row["standing"], STANDINGS[row["standing"]])
        assert ("暂定" in words(line)) == (row["provisional"] and row["actual"] is not None)
        assert row["missing"] is None or row["missing"] in words(line)
        assert row["wording_zh"] in words(line)


def test_targets_are_counted_one_way(made: Made) -> None:
    groups: dict[str, list[str]] = {}
    for row in made.content["annual_target"]:
        groups.setdefault(row["target_id"], []).append(row["standing"])
    worst_first = ("not_met", "behind", "unknown", "on_track", "met")
    stand = Counter(min(standings, key=worst_first.index) for standings in groups.values())
    (figure_,) = made.year_page.xpath("//figure[contains(figcaption, '量化目标')]")
    assert (
        words(one(figure_, "figcaption"))
        == "连同总体目标共19项量化目标(18项按全区考核,1项按盟市分别考核)的判定"
    )
    shown = {
        one(part, "span").get("class").split()[-1]: int(one(part, "data").get("value"))
        for part in figure_.xpath("ul/li")
    }
    assert shown == stand
    assert sum(shown.values()) == 19


def test_what_is_missing_is_asked_for(all_made: Mapping[str, Made]) -> None:
    asked = {row.get("data-code"): row for row in rows(all_made["ended"].year_page, "table-asked-for")}
    assert list(asked) == ["P00-1", "P03-1", "P17-1", "P17-2", "P18-1"]
    assert [words(cell) for cell in asked["P00-1"]] == [
        "城镇新增就业人数2021年实绩(人，全区全年数)",
        "人社厅",
        "书面提供，由人社厅录入季报系统(指标代码P00-1)",
        "可判定进度",
    ]
    late = {row.get("data-code"): row for row in rows(all_made["messy"].year_page, "table-asked-for")}[GONE]
    assert words(late[0]) == "2023年第四季度报表(主要数据、项目进展)、2023年度报表(任务完成情况)"
    assert words(late[1]) == "阿拉善盟"


def test_leagues_are_compared_by_their_own_targets(made: Made) -> None:
    shown = {row.get("data-league"): row for row in rows(made.year_page, "table-comparison")}
    means = {}
    for code in shown:
        own = [row for row in made.content["annual_account"] if row["league_code"] == code]
        shares = [
            row["completed"] / row["target"] for row in own if row["target"] and row["completed"] is not None
        ]
        means[code] = sum(min(share, Decimal(1)) for share in shares) / len(shares) if shares else None
        assert number(shown[code], "reached") == (sum(s >= 1 for s in shares) if shares else None)
    for code, line in shown.items():
        assert number(line, "completion") == means[code]
        mine = means[code]
        better = sum(mean is not None and mine is not None and mean > mine for mean in means.values())
        assert number(line, "place") == (better + 1 if mine else None)
    tiles = made.year_page.xpath("//*[@data-tile]/@data-tile")
    assert set(tiles) == (set(shown) if any(means.values()) else set())


def test_a_change_in_percent_needs_a_base(all_made: Mapping[str, Made]) -> None:
    for line in rows(all_made["ended"].year_page, "table-comparison"):
        value, before = number(line, "value"), number(line, "previous_year")
        assert value is not None
        assert before is not None
        assert number(line, "change") == (value / before - 1 if before >= 20 else None)
    by_code = {row.get("data-league"): row for row in rows(all_made["messy"].year_page, "table-comparison")}
    assert number(by_code["150300"], "change") is None


def test_a_forecast_is_named_as_an_estimate(all_made: Mapping[str, Made]) -> None:
    page, content = all_made["ended"].year_page, all_made["ended"].content
    lines = rows(page, "table-forecast")
    assert [line.get("data-target") for line in lines] == [
        row["target_id"] for row in content["annual_forecast"]
    ]
    assert len(lines) > 5
    for line, row in zip(lines, content["annual_forecast"], strict=True):
        numbers(line, row, "goal", "actual", "pace", "expected", "low", "high")
    assert "估计数" in words(page.xpath("//table[@id='table-forecast']/caption")[0])


def test_a_matter_stands_once_with_its_leagues_and_its_answer(all_made: Mapping[str, Made]) -> None:
    page = all_made["messy"].year_page
    answered, open_ = rows(page, "table-matters")
    assert [words(answered[0]), words(answered[3])[:4]] == ["2023-aa0001", "12 个"]
    assert "正在办理 人社厅 <b>就业促进处</b>(2024-01-20)：" in words(answered[2])
    assert words(open_[2]) == "尚未答复"
    assert len(rows(page, "table-earlier-matters")) == 1
    assert "2023年共2件，正在办理1件，尚未答复1件" in words(page.get_element_by_id("matters"))


def test_each_project_has_a_page_with_what_is_known_of_it(made: Made) -> None:
    assert [path.name for path in made.project_files] == [
        f"项目{number:02d}_2023年度({made.content.edition.mark}).html" for number in range(1, 30)
    ]
    links = [unquote(link) for link in made.year_page.xpath("//table[@id='table-projects']//a/@href")]
    assert [made.year_file.parent / link for link in links] == list(made.project_files)
    for number_, path in enumerate(made.project_files, 1):
        page = read(path)
        own = [row for row in made.content["annual_target"] if row["project_no"] == number_]
        targets = sorted(own, key=lambda row: row["league_code"] != REGION_CODE)
        for line, row in zip(rows(page, "table-targets"), targets, strict=True):
            numbers(line, row, "goal", "actual", "line", "share_reached")
            assert one(line, ".//td[@data-column='standing']").get("data-value") == row["standing"]
        accounts = [row for row in made.content["annual_account"] if row["project_no"] == number_]
        for line, row in zip(rows(page, "table-accounts"), accounts, strict=True):
            numbers(line, row, "target", "completed", "budget", "spent")


def test_a_project_says_what_leagues_say_of_it_once(all_made: Mapping[str, Made]) -> None:
    made = all_made["messy"]
    said = words(read(made.project_files[0]).get_element_by_id("problems"))
    assert "1 个盟市：阿拉善盟" in said
    assert said.count("1 个盟市") == 3  # a problem, and two suggestions


def test_targets_of_each_league(made: Made) -> None:
    own = [row for row in made.content["annual_target"] if row["league_code"] != REGION_CODE]
    shown = made.year_page.xpath("//section[@id='targets']//tr[@data-of]")
    assert [line.get("data-of") for line in shown] == [row["league_code"] for row in own]
    for line, row in zip(shown, own, strict=True):
        numbers(line, row, "goal", "actual", "share_reached")


def test_the_headline_goal_is_the_plans_first(made: Made) -> None:
    headline = one(made.year_page, "//div[@data-target='T00']")
    (row,) = (row for row in made.content["annual_target"] if row["target_id"] == "T00")
    numbers(headline, row, "goal", "actual", "this_year", "line", "share_reached")


def test_projects_and_what_leagues_say_of_their_completion(made: Made) -> None:
    page, projects = made.year_page, made.content["annual_project"]
    assert len(rows(page, "table-projects")) == len(projects) == 29
    for line, rated, row in zip(
        rows(page, "table-projects"), rows(page, "table-rates"), projects, strict=True
    ):
        columns = ("completed_leagues", "under_way_leagues", "not_started_leagues", "budget", "spent")
        numbers(line, row, *columns, "leagues_reporting")
        assert one(line, ".//td[@data-column='standing']").get("data-value") == row["standing"]
        assert row["departments_zh"] in words(line)
        accounts = [one for one in made.content["annual_account"] if one["project_no"] == row["project_no"]]
        rates = [account["rate"] for account in accounts if account["rate"] is not None]
        assert number(line, "lowest_rate") == min(rates, default=None)
        assert number(line, "highest_rate") == max(rates, default=None)
        shown = {cell.get("data-league"): cell.get("data-value") for cell in rated.xpath("td")}
        assert shown == {
            account["league_code"]: None if account["rate"] is None else f"{account['rate']:f}"
            for account in accounts
        }


def test_indicators_of_the_region_and_of_each_league(made: Made) -> None:
    shown: dict[tuple[str, str], str | None] = {}
    marked = set()
    for line in rows(made.year_page, "table-indicators"):
        code = line.get("data-indicator")
        for cell in line.xpath("td[@data-column='value' or @data-league]"):
            shown[code, cell.get("data-league", REGION_CODE)] = cell.get("data-value")
            marked |= {(code, cell.get("data-league", REGION_CODE), mark.text) for mark in cell.xpath("sup")}
    said = {
        (row["indicator_code"], row["league_code"]): None if row["value"] is None else f"{row['value']:f}"
        for row in made.content["annual_indicator"]
    }
    leagues = {row["league_code"] for row in made.content["annual_reporting"]}
    codes = {code for code, _ in said}
    nothing = {(code, league): None for code in codes for league in leagues}
    assert shown == nothing | said
    assert marked == {
        (row["indicator_code"], row["league_code"], "暂" if row["leagues_reporting"] else "旧")
        for row in made.content["annual_indicator"]
        if row["value"] is not None and (row["provisional"] or not row["leagues_reporting"])
    }


def test_a_sum_that_lacks_leagues_says_which(made: Made) -> None:
    shown = {line.get("data-indicator"): line for line in rows(made.year_page, "table-indicators")}
    for row in made.content["annual_indicator"]:
        if row["league_code"] == REGION_CODE:
            line = shown[row["indicator_code"]]
            numbers(line, row, "leagues_reporting")
            assert (row["missing_leagues"] or "—") == words(line.xpath("td")[-1])


@pytest.mark.parametrize(("which", "is_whole"), [("ended", True), ("running", False)])
def test_the_year_before_stands_beside_a_whole_year_only(
    all_made: Mapping[str, Made], which: str, is_whole: bool
) -> None:
    made = all_made[which]
    shown = {line.get("data-indicator"): line for line in rows(made.year_page, "table-indicators")}
    for row in made.content["annual_indicator"]:
        if row["league_code"] == REGION_CODE:
            line = shown[row["indicator_code"]]
            assert bool(line.xpath("td[@data-column='previous_year']")) == is_whole
            if is_whole:
                numbers(line, row, "previous_year")
            assert (row["previous_year"] is not None) == is_whole


def test_what_is_missing_is_never_0(all_made: Mapping[str, Made]) -> None:
    page = all_made["messy"].year_page
    cells = page.xpath(f"//table[@id='table-indicators']//td[@data-league='{GONE}']")
    assert (Counter(words(cell) for cell in cells), len(cells)) == ({"缺": 79}, 79)
    account = page.xpath(f"//table[@id='table-money-leagues']//tr[@data-league='{GONE}']")[0]
    assert [number(account, "budget"), number(account, "spent")] == [None, None]
    assert [number(account, "budgeting"), number(account, "spending")] == [0, 0]


def test_money_adds_up_what_is_there(made: Made) -> None:
    page, accounts = made.year_page, made.content["annual_account"]
    for line, row in zip(rows(page, "table-money"), made.content["annual_project"], strict=True):
        numbers(line, row, "budget", "spent")
        assert number(line, "rate") == row["execution"]
        assert number(line, "budgeting") == row["budget_leagues"]
    for line in rows(page, "table-money-leagues"):
        own = [row for row in accounts if row["league_code"] == line.get("data-league")]
        given = [row for row in own if row["budget"] is not None]
        assert number(line, "budget") == (sum(row["budget"] for row in given) if given else None)
        # An older quarter's is in the sum, and not counted.
        assert number(line, "budgeting") == sum(row["budget_reporting"] for row in given)


def test_money_that_lacks_a_league_is_marked(all_made: Mapping[str, Made]) -> None:
    """In the messy year one league has said nothing, and another stopped early."""
    for name, marks in (("ended", 0), ("messy", 2)):
        page = all_made[name].year_page
        assert len(rows(page, "table-projects")[0].xpath("td/sup[text()='缺']")) == marks
        assert len(page.xpath(f"//li[@data-of='{STALE}']//dd[data[@data-column='spent']]/sup")) == marks
    stale = one(
        all_made["messy"].year_page, f"//table[@id='table-money-leagues']//tr[@data-league='{STALE}']"
    )
    assert [number(stale, "budgeting"), number(stale, "spending")] == [0, 0]


def test_a_year_before_that_lacks_leagues_is_marked(all_made: Mapping[str, Made]) -> None:
    for name, titles in (("ended", []), ("messy", ["上年报送盟市 11/12"])):
        line = rows(all_made[name].year_page, "table-indicators")[1]
        assert line.xpath("td[@data-column='previous_year']/sup/@title") == titles


def test_a_rate_of_spending_needs_both_sides(all_made: Mapping[str, Made]) -> None:
    lines = {
        line.get("data-league"): line for line in rows(all_made["messy"].year_page, "table-money-leagues")
    }
    assert number(lines["150100"], "both") == 28  # one project has a budget and no spending
    assert number(lines["150100"], "rate") == Decimal("0.4")
    assert number(lines[GONE], "rate") is None
    complete = {
        line.get("data-league"): line for line in rows(all_made["ended"].year_page, "table-money-leagues")
    }
    assert number(complete["150100"], "rate") == Decimal("0.4")  # each project: 100 planned, 40 spent


def test_returns_by_league_and_period(made: Made) -> None:
    shown = {
        (line.get("data-league"), cell.get("data-period")): (cell.get("data-value"), words(cell))
        for line in rows(made.year_page, "table-returns")
        for cell in line.xpath("td[@data-period]")
    }
    owed = {(row["league_code"], row["period"]): row for row in made.content["annual_return"]}
    assert shown.keys() == owed.keys()
    for key, row in owed.items():
        timeliness, said = shown[key]
        assert timeliness == row["timeliness"]
        assert TIMELINESS[timeliness] in said
        assert row["arrived_at"] is None or f"{row['arrived_at'].astimezone(ZONE):%Y-%m-%d %H:%M}" in said
        assert row["outstanding"] is None or row["outstanding"] in said


def test_reporting_sums(made: Made) -> None:
    lines = rows(made.year_page, "table-reporting")
    for line, row in zip(lines, made.content["annual_reporting"], strict=True):
        columns = ("expected", "on_time", "late", "missing", "not_due", "exempt", "median_days_early")
        numbers(line, row, *columns, "versions", "errors", "warnings")


def test_every_problem_and_suggestion_stands_with_who_said_it(made: Made) -> None:
    shown = Counter(
        (topic.get("data-project"), words_of(voice, "problem"), words_of(voice, "suggestion"), who, period)
        for topic in made.year_page.xpath("//details[.//ul[@class='voices']]")
        for voice in topic.xpath("ul[@class='voices']/li")
        for said in voice.xpath("ul[@class='who']/li")
        for who in [said.get("data-league")]
        for period in said.get("data-periods").split()
    )
    assert shown == Counter(
        (
            "general" if row["project_no"] is None else str(row["project_no"]),
            row["problem"],
            row["suggestion"],
            row["league_code"],
            row["period"],
        )
        for row in made.content["annual_suggestion"]
    )


def words_of(voice: HtmlElement, kind: str) -> str | None:
    found = voice.xpath(f".//span[@class='{kind}']")
    return found[0].text_content() if found else None


def test_the_same_words_stand_once(all_made: Mapping[str, Made]) -> None:
    page = all_made["messy"].year_page
    voices = page.xpath("//details[@data-project='general']/ul/li")
    assert [len(voice.xpath("ul/li")) for voice in voices] == [12, 1]
    assert words(voices[1]).startswith(f"问题{LONG}")


def test_differences(made: Made) -> None:
    decimals = {row["indicator_code"]: row["decimals"] for row in made.content["annual_indicator"]}
    lines = rows(made.year_page, "table-differences")
    for line, row in zip(lines, made.content["annual_difference"], strict=True):
        numbers(line, row, "from_quarters", "from_annual_return", "difference")
        sign = "+" if row["difference"] > 0 else ""
        shown = words(one(line, ".//td[@data-column='difference']"))
        assert shown == sign + figure(row["difference"], decimals[row["indicator_code"]])
        assert (row["explanation"] or "未说明") in words(line)


def test_findings_and_waivers(made: Made) -> None:
    lines = rows(made.year_page, "table-findings")
    assert [int(line.get("data-place")) for line in lines] == [
        row["place"] for row in made.content["annual_finding"]
    ]
    for line, row in zip(lines, made.content["annual_finding"], strict=True):
        for column in (
            "league_name_zh",
            "rule_name_zh",
            "source_file",
            "sheet",
            "cell",
            "says_zh",
            "to_do_zh",
        ):
            assert row[column] is None or row[column] in line.text_content()
        assert row["expected"] is None or row["expected"] in line.text_content()
    waived = rows(made.year_page, "table-waivers")
    for line, row in zip(waived, made.content["annual_waiver"], strict=True):
        assert row["waiver_id"] in words(line)
        assert row["reason"] in words(line)
        assert row["approved_by"] in words(line)


def test_the_whole_action(made: Made) -> None:
    lines = rows(made.year_page, "table-action")
    for line, row in zip(lines, made.content["action_target"], strict=True):
        numbers(line, row, "goal", "actual", "share_reached", "last_year", "years_met")
        assert one(line, ".//td[@data-column='standing']").get("data-value") == row["standing"]
        (years,) = (words(cell) for cell in line.xpath("td[@data-column='years_met']"))
        met = row["years_met"]
        assert years == ("—" if met is None else f"{met}/{row['years_counted']}")


def test_sources(made: Made) -> None:
    shown = Counter(
        (
            line.get("data-league"),
            one(line, "td[@data-period]").get("data-period"),
            words(line.xpath("td")[-1]),
        )
        for line in rows(made.year_page, "table-sources")
        for _part in words(line.xpath("td")[1]).split("、")
    )
    assert shown == Counter(
        (row["league_code"], row["period"], row["sha256"]) for row in made.content["annual_submission"]
    )


def test_what_differs_from_the_edition_before(all_made: Mapping[str, Made], tmp_path: Path) -> None:
    content = all_made["messy"].content
    lines = rows(all_made["messy"].year_page, "table-changes")
    for line, row in zip(lines, content.changes, strict=True):
        shown = [words(cell) for cell in line]
        assert shown == [
            TABLES[row["table"]],
            row["key_zh"],
            row["column_zh"],
            row["before"] or "无",
            row["after"] or "无",
        ]
    unchanged = pages(replace(content, changes=()), tmp_path).year_page
    assert words(unchanged.get_element_by_id("changes")) == "与上一版对照 与第 1 版相比没有不同。"
    assert all_made["ended"].year_page.xpath("//section[@id='changes']") == []


def test_the_edition_is_named(all_made: Mapping[str, Made]) -> None:
    draft, second = all_made["ended"], all_made["messy"]
    assert draft.year_file.name == "2023年度行动总结(草稿).html"
    assert words(one(draft.year_page, "//h1")) == "重点项目助推就业行动2023年度总结 草稿"
    assert second.year_file.name == "2023年度行动总结(第2版).html"
    assert words(one(second.year_page, "//h1")) == "重点项目助推就业行动2023年度总结 第2版"
    assert "就业促进处 <b>王</b>批准" in words(one(second.year_page, "//header"))


def test_a_running_year_says_so(all_made: Mapping[str, Made]) -> None:
    assert "本年已结束 3 个季度" in words(one(all_made["running"].year_page, "//header"))
    assert "个季度" not in words(one(all_made["ended"].year_page, "//header"))


def test_each_league_is_linked(made: Made) -> None:
    links = [unquote(link) for link in made.year_page.xpath("//ul[@class='cards']//a/@href")]
    assert [made.year_file.parent / link for link in links] == list(made.league_files.values())
    assert len(links) == 12


def test_a_league_that_reports_nothing_has_a_card(all_made: Mapping[str, Made]) -> None:
    card = one(all_made["messy"].year_page, f"//li[@data-of='{GONE}']")
    assert "城镇新增就业人数 缺 占全区— 到期报表按时3/5 份,✕未报齐 2" in words(card)
    assert number(card, "findings") == 2
    stale, provisional = (
        one(all_made["messy"].year_page, f"//li[@data-of='{code}']") for code in (STALE, PROVISIONAL)
    )
    assert "人旧" in words(stale)
    assert "人暂" in words(provisional)


def test_a_year_of_which_nothing_is_known(tmp_path: Path, all_made: Mapping[str, Made]) -> None:
    content = all_made["ended"].content
    nothing = Content(2023, content.as_of, 0, {table: [] for table in ORDERED_BY})
    (path,) = year.write(tmp_path, nothing)
    assert read(path).xpath("//tbody/tr") == []


def test_the_same_content_makes_the_same_bytes(all_made: Mapping[str, Made], tmp_path: Path) -> None:
    before = all_made["messy"]
    again = pages(before.content, tmp_path)
    assert again.year_file.read_bytes() == before.year_file.read_bytes()
    for code, file in again.league_files.items():
        assert file.read_bytes() == before.league_files[code].read_bytes()


def test_a_page_is_small_enough_to_send(made: Made) -> None:
    assert made.year_file.stat().st_size < 1_500_000

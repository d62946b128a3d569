"""The bulletin 行动进展简报: a few pages on a quarter, as an official document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.publish.annual import report
from etl.publish.annual.content import Content
from etl.publish.annual.report import annex
from etl.publish.annual.report.chapters import Facts, spending, standings
from etl.publish.annual.report.matters import chosen, matters, together, who
from etl.publish.annual.report.numerals import numbered
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.spoken import LEAST_BASE, amount, called, grown, lacking, mostly_lacking
from etl.publish.annual.report.table_notes import notes
from etl.publish.annual.report.target_sentence import missed, target_sentence
from etl.publish.annual.standing import by_target, late
from etl.publish.annual.tally import missed_steps, missed_words, tally
from etl.publish.annual.words import NONE, figure, number_of, value_or_why
from etl.publish.bulletin.workbook import since_january
from etl.summarise.rows import QuarterIndicator, QuarterTarget, Return
from schemas.region import REGION_CODE

NAME = "行动进展简报"
_QUOTED = 5  # problems, and suggestions


def write(folder: Path, content: Content) -> list[Path]:
    """The bulletin is in the folder, as one file."""
    of_region = [row for row in content.tables["quarter_indicator"] if row["league_code"] == REGION_CODE]
    first = {row["project_no"]: row for row in reversed(of_region)}
    rows = _targets(content)
    grouped = by_target(rows)
    in_all = tally(rows)
    tables = {
        "目标": [annex.target(own) for own in grouped],
        "指标": [_line(first[number], content) for number in sorted(first)],
    }
    facts: Facts = {
        "总体": [
            *(_quarter(row, content) for row in of_region if row["project_no"] == 0),
            *(target_sentence(own, content) for own in grouped if own[0]["project_no"] == 0),
        ],
        "没有报齐": who(list(filter(None, mostly_lacking(content).split("、"))), _leagues(content)),
        "目标合计": in_all.words if grouped else "",
        "目标判定": ";".join(filter(None, (standings(in_all.targets, "项"), missed_words(content)))),
        "关注": [
            *(f"{called(step)}{missed(step)}。" for step in missed_steps(content)),
            *(target_sentence(own, content) for own in late(grouped)),
        ],
        "资金": spending(content.tables["quarter_project"], _leagues(content)),
        "报送": reported(content.tables["quarter_return"]),
        "问题": _voices(content, "problem"),
        "建议": _voices(content, "suggestion"),
        "表": tables,
        "表注": notes(content, {"目标": tables["目标"]}),
    }
    return [report.compose(folder, content, NAME, "bulletin", facts)]


def _targets(content: Content) -> Sequence[QuarterTarget]:
    """In a running year every figure is provisional: marked at each, it would say nothing."""
    rows = content.tables["quarter_target"]
    return [{**row, "provisional": False} for row in rows] if content.quarters < 4 else rows


def _quarter(row: QuarterIndicator, content: Content) -> str:
    """The quarter's figure, and how the year so far stands against the one before; what follows tells it."""
    return f"本季度{called(row)}{amount(row['figure'], row)}{lacking(row, content)}{_moved(row)}。"


def _moved(row: QuarterIndicator) -> str:
    """Compared only where every league is in both: else the difference would be that of who reports."""
    now, before = row["year_to_date"], row["year_before"]
    whole = row["leagues_reporting"] == row["leagues_expected"] == row["year_before_reporting"]
    if now is None or not before or not whole:
        return ""
    if before < LEAST_BASE:
        return f",上年同期累计为{amount(before, row)}"
    return ",本年累计" + (
        "与上年同期持平" if now == before else f"比上年同期{grown((now - before) / before)}"
    )


def _line(row: QuarterIndicator, content: Content) -> Mapping[str, object]:
    return {
        "项目": number_of(row["project_no"]),
        "指标": row["name_zh"] + lacking(row, content),
        "单位": row["unit_zh"],
        "本季度": value_or_why(row, row["figure"]),
        "累计": figure(row["year_to_date"], row["decimals"]) if since_january(row) else NONE,
        "上年": _before(row),
    }


def _before(row: QuarterIndicator) -> str:
    """The figure of a year before; below it how many leagues are in it, if not all."""
    if row["year_before"] is None:
        return NONE
    shown, there = figure(row["year_before"], row["decimals"]), row["year_before_reporting"]
    return shown if there == row["leagues_expected"] else f"{shown}\n{there}/{row['leagues_expected']}"


def reported(returns: Sequence[Return]) -> str:
    """Who reported the period in time, late or not yet."""
    by_timeliness = {
        name: [row["league_name_zh"] for row in returns if row["timeliness"] == name]
        for name in ("on_time", "late", "missing", "exempt")
    }
    owed = [row for row in returns if row["timeliness"] != "exempt"]
    complete = len(by_timeliness["on_time"]) + len(by_timeliness["late"])
    if len(by_timeliness["on_time"]) == len(owed):
        return f"应报的{len(owed)}个盟市全部按时报齐。"
    if not complete and len(by_timeliness["missing"]) == len(owed):
        return f"应报的{len(owed)}个盟市均未报齐。"
    words = f"应报的{len(owed)}个盟市" + ("全部报齐" if complete == len(owed) else f"中,{complete}个报齐")
    others = {"late": "迟报", "missing": "未报齐", "exempt": "免报"}
    clauses = [f"{joined(by_timeliness[name])}{word}" for name, word in others.items() if by_timeliness[name]]
    return f"{','.join([words, *clauses])}。"


def _voices(content: Content, column: str) -> list[str]:
    found = chosen(matters(content.tables["quarter_suggestion"], column), (), _QUOTED)
    return numbered(f"{quote}。" for quote in together(found, _leagues(content)))


def _leagues(content: Content) -> list[str]:
    return [row["league_name_zh"] for row in content.tables["quarter_return"]]

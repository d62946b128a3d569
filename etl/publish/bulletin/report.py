"""The bulletin 行动进展简报: a few pages on a quarter, as an official document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from etl.publish.annual import report
from etl.publish.annual.content import Content
from etl.publish.annual.money import by_status
from etl.publish.annual.report import targets
from etl.publish.annual.report.blocks import Block, Column, Heading, Paragraph, Table
from etl.publish.annual.report.lacking_money import how_many, who
from etl.publish.annual.report.plain import cut, joined
from etl.publish.annual.report.target_sentence import target_sentence
from etl.publish.annual.report.terms import NONE, amount, counted, grown, standings
from etl.publish.annual.report.voices import Voice, voices
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.words import MISSING, figure, number_of, value_or_why
from etl.publish.bulletin import sentences as say
from etl.publish.bulletin.workbook import since_january
from etl.summarise.rows import QuarterIndicator, Return
from schemas.region import REGION_CODE

_STATUSES = {"completed": "已完成", "under_way": "推进中", "not_started": "未启动"}
_WATCHED = ("not_met", "behind")
_VOICES = 10  # texts that are shown
_LONGEST = 80  # characters of one that are shown
_FIGURES = (
    Column("项目", 11),
    Column("指标", 55, "left"),
    Column("单位", 14),
    Column("本季度", 25, "right"),
    Column("本年累计", 26, "right"),
    Column("上年同期", 25, "right"),
)
_VOICE_COLUMNS = (
    Column("类别", 14),
    Column("内容", 82, "left", verbatim=True),
    Column("提出的盟市", 60, "left"),
)


def write(folder: Path, content: Content) -> list[Path]:
    """The bulletin is in the folder, as one file."""
    return [report.compose(folder, content, say.NAME, _blocks(content))]


def _blocks(content: Content) -> Iterator[Block]:
    yield Heading("总体情况")
    yield Paragraph(say.INTRODUCTION.format(period=content.period.name_zh, stamp=content.stamp))
    headline = [row for row in content.tables["quarter_target"] if row["project_no"] == 0]
    of_region = [row for row in content.tables["quarter_indicator"] if row["league_code"] == REGION_CODE]
    for row in of_region:
        if row["project_no"] == 0:
            yield Paragraph(_quarter(row))
    if headline:
        yield Paragraph(target_sentence(headline, content))
    yield from _targets(content)
    yield from _figures(of_region)
    yield from _projects(content)
    yield Heading("报送情况")
    yield Paragraph(reported(content.tables["quarter_return"]))
    yield from _voices(content)


def _quarter(row: QuarterIndicator) -> str:
    before = row["year_before"]
    return say.QUARTER.format(
        name=row["name_zh"],
        figure=amount(row["figure"], row),
        to_date=amount(row["year_to_date"], row),
        before=say.BEFORE.format(before=amount(before, row), change=_change(row, before)) if before else "",
        reporting=_reporting(row),
    )


def _change(row: QuarterIndicator, before: Decimal) -> str:
    """Compared only where every league is in both: else the difference would be that of who reports."""
    whole = row["leagues_reporting"] == row["leagues_expected"] == row["year_before_reporting"]
    if row["year_to_date"] is None or not whole:
        return "不作比较"
    share = (row["year_to_date"] - before) / before
    return grown(share) if share else "持平"


def _reporting(row: QuarterIndicator) -> str:
    if row["leagues_reporting"] == row["leagues_expected"]:
        return ""
    return say.REPORTING.format(reporting=row["leagues_reporting"], expected=row["leagues_expected"])


def _targets(content: Content) -> Iterator[Block]:
    rows = content.tables["quarter_target"]
    if content.quarters < 4:
        # In a running year every figure is provisional: marked at each, it would say nothing.
        rows = [{**row, "provisional": False} for row in rows]
    grouped = by_target(rows)
    if not grouped:
        return
    yield Heading("目标进度")
    stand = [worst(rows) for rows in grouped]
    yield Paragraph(say.TARGETS.format(count=len(grouped), counts=standings(stand, "项")))
    yield from targets.overview(grouped)
    watched = [rows for rows, standing in zip(grouped, stand, strict=True) if standing in _WATCHED]
    if watched:
        yield Paragraph(say.TO_WATCH)
        yield from (Paragraph(target_sentence(rows, content)) for rows in watched)


def _figures(of_region: Sequence[QuarterIndicator]) -> Iterator[Block]:
    yield Heading("主要数据")
    yield Paragraph(say.FIGURES)
    first = {row["project_no"]: row for row in reversed(of_region)}
    yield Table("全区主要数据", _FIGURES, [_line(first[number]) for number in sorted(first)])


def _line(row: QuarterIndicator) -> list[str]:
    decimals = row["decimals"]
    return [
        number_of(row["project_no"]),
        row["name_zh"] + _reporting(row),
        row["unit_zh"],
        value_or_why(row, row["figure"]),
        figure(row["year_to_date"], decimals) if since_january(row) else NONE,
        _before(row),
    ]


def _before(row: QuarterIndicator) -> str:
    """The figure of a year before; below it how many leagues are in it, if not all."""
    if row["year_before"] is None:
        return NONE
    shown, there = figure(row["year_before"], row["decimals"]), row["year_before_reporting"]
    return shown if there == row["leagues_expected"] else f"{shown}\n{there}/{row['leagues_expected']}"


def _projects(content: Content) -> Iterator[Block]:
    projects = content.tables["quarter_project"]
    counts = by_status(projects)
    lacking = [*who(projects)]
    yield Heading("项目推进与资金")
    yield Paragraph(
        say.STATUS.format(
            projects=len(projects),
            leagues=max((row["leagues_reporting"] for row in projects), default=0),
            cases=sum(counts.values()),
            counts=counted(counts, _STATUSES, "项次") or NONE,
            budget=_money(row["budget"] for row in projects),
            spent=_money(row["spent"] for row in projects),
        )
        + (how_many(projects) if lacking else "")
        + "。"
        + "".join(lacking)
    )


def _money(amounts: Iterable[Decimal | None]) -> str:
    given = [amount for amount in amounts if amount is not None]
    return f"{sum(given, Decimal(0)):,.2f}" if given else MISSING


def reported(returns: Sequence[Return]) -> str:
    """Who reported the period in time, late or not yet."""
    by_timeliness = {
        name: [row["league_name_zh"] for row in returns if row["timeliness"] == name]
        for name in ("on_time", "late", "missing", "exempt")
    }
    owed = [row for row in returns if row["timeliness"] != "exempt"]
    complete = len(by_timeliness["on_time"]) + len(by_timeliness["late"])
    words = say.ALL_IN if complete == len(owed) else say.SOME_IN
    paragraph = words.format(owed=len(owed), complete=complete, on_time=len(by_timeliness["on_time"]))
    for name, sentence in (("late", say.LATE), ("missing", say.MISSING), ("exempt", say.EXEMPT)):
        if by_timeliness[name]:
            paragraph += sentence.format(names=joined(by_timeliness[name]))
    return paragraph


def _who(voice: Voice, content: Content) -> str:
    if len(voice.leagues) == len(content.tables["quarter_return"]):
        return say.EVERYONE
    return joined(voice.leagues[code] for code in sorted(voice.leagues))


def _voices(content: Content) -> Iterator[Block]:
    yield Heading("问题与建议")
    written = voices(content.tables["quarter_suggestion"])
    if not written:
        yield Paragraph(say.NO_VOICES)
        return
    yield Paragraph(say.VOICES.format(times=sum(voice.times for voice in written)))
    yield Table(
        "各盟市的问题和建议",
        _VOICE_COLUMNS,
        [
            [
                {"problem": "问题", "suggestion": "建议"}[voice.kind],
                cut(voice.words, _LONGEST),
                _who(voice, content),
            ]
            for voice in written[:_VOICES]
        ],
    )

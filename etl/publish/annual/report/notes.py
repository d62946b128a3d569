"""数据说明: what the figures lack and rest on, how the plan was read, what the words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.definitions import definitions
from etl.publish.annual.readings import reading
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Column, Heading, Paragraph, Table
from etl.publish.annual.report.days import day
from etl.publish.annual.report.plain import flat, joined
from etl.publish.annual.report.terms import exact, of_region
from etl.publish.annual.standing import by_target
from etl.publish.annual.words import MISSING, SEVERITIES, part_name, period
from etl.summarise.rows import AnnualTarget, Difference, OpenFinding, Waiver

_DIFFERENCES = (
    Column("盟市", 22, "left"),
    Column("指标", 40, "left"),
    Column("单位", 12),
    Column("四季度数", 20, "right"),
    Column("年报数", 20, "right"),
    Column("差", 16, "right"),
    Column("盟市的说明", 26, "left", verbatim=True),
)
_WAIVERS = (
    Column("盟市", 24, "left"),
    Column("报表", 28),
    Column("豁免的规则", 32, "left"),
    Column("理由", 38, "left", verbatim=True),
    Column("批准", 34, "left"),
)
_FINDINGS = (
    Column("核验规则", 50, "left"),
    Column("级别", 14),
    Column("条数", 14),
    Column("盟市", 78, "left"),
)
_READINGS = (Column("目标指标", 56, "left"), Column("判定口径", 100, "left"))
_DEFINITIONS = (Column("术语", 32, "left"), Column("含义", 124, "left"))


def chapter(content: Content) -> Iterator[Block]:
    """The chapter; what there is nothing to say of is not mentioned."""
    yield Heading("数据说明")
    yield Heading("数据的完整性", 2)
    yield Paragraph("".join(_completeness(content)))
    yield from _differences(content)
    yield from _waivers(content.tables["annual_waiver"])
    yield from _findings(content.tables["annual_finding"])
    targets = by_target(content.tables["annual_target"])
    if targets:
        yield Heading("目标的判定口径", 2)
        yield Paragraph(say.READINGS)
        yield Table("目标的判定口径", _READINGS, _readings(targets))
    yield Heading("术语", 2)
    yield Table("术语", _DEFINITIONS, [list(definition) for definition in definitions(content)])


def _completeness(content: Content) -> Iterator[str]:
    rows = of_region(content)
    lacking = [row for row in rows if row["missing_leagues"]]
    provisional = sum(row["provisional"] for row in rows)
    if rows and not lacking and not provisional:
        yield say.COMPLETE
    if lacking:
        leagues = _by_league(row["missing_leagues"] for row in lacking)
        yield say.LACKING.format(all=len(rows), count=len(lacking), leagues=leagues)
        if stale := _by_league(row["stale_leagues"] for row in lacking):
            yield say.STALE.format(leagues=stale)
    if provisional:
        yield say.PROVISIONAL_COUNT.format(count=provisional)
    yield say.PREVIOUS


def _by_league(lists: Iterable[str | None]) -> str:
    """In how many lists each league is named."""
    return _times((name for names in lists for name in (names or "").split("、") if name), "项")


def _differences(content: Content) -> Iterator[Block]:
    rows = content.tables["annual_difference"]
    if rows:
        explained = sum(bool(flat(row["explanation"])) for row in rows)
        yield Heading("年报与季报的差异", 2)
        yield Paragraph(
            say.DIFFERENCES.format(count=len(rows), explained=explained, silent=len(rows) - explained)
        )
        yield Table("年报与第四季度报表的差异", _DIFFERENCES, [_difference(row) for row in rows])
    elif any(
        row["return_kind"] == "annual" and row["arrived_at"] is not None
        for row in content.tables["annual_return"]
    ):
        yield Paragraph(say.NO_DIFFERENCES)


def _difference(row: Difference) -> list[str]:
    return [
        row["league_name_zh"],
        row["name_zh"],
        row["unit_zh"],
        exact(row["from_quarters"]),
        exact(row["from_annual_return"]),
        exact(row["difference"]),
        flat(row["explanation"]) or MISSING,
    ]


def _waivers(rows: Sequence[Waiver]) -> Iterator[Block]:
    if not rows:
        return
    yield Heading("豁免", 2)
    yield Paragraph(say.WAIVERS.format(count=len(rows)))
    yield Table("生效的豁免", _WAIVERS, [_waiver(row) for row in rows])


def _waiver(row: Waiver) -> list[str]:
    until = f",至{day(row['valid_to'])}止" if row["valid_to"] else ""
    return [
        row["league_name_zh"],
        f"{period(row['period'])} {part_name(row['part'])}",
        row["rule_name_zh"],
        flat(row["reason"]),
        f"{flat(row['approved_by'])},{day(row['approved_on'])}{until}",
    ]


def _findings(rows: Sequence[OpenFinding]) -> Iterator[Block]:
    if not rows:
        return
    severities = [row["severity"] for row in rows]
    yield Heading("尚未了结的核验问题", 2)
    yield Paragraph(
        say.FINDINGS.format(
            count=len(rows), errors=severities.count("error"), warnings=severities.count("warning")
        )
    )
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        groups.setdefault((row["rule_name_zh"], row["severity"]), []).append(row["league_name_zh"])
    yield Table(
        "尚未了结的核验问题",
        _FINDINGS,
        [
            [rule, SEVERITIES[severity], str(len(names)), _times(names, "条")]
            for (rule, severity), names in groups.items()
        ],
    )


def _times(names: Iterable[str], unit: str) -> str:
    """How often each name is there, in the order in which they come."""
    return joined(f"{name}{times}{unit}" for name, times in Counter(names).items())


def _readings(targets: Sequence[Sequence[AnnualTarget]]) -> list[list[str]]:
    """The targets that are read alike, and how."""
    alike: dict[str, list[str]] = {}
    for rows in targets:
        alike.setdefault(reading(rows[0]), []).append(rows[0]["indicator_name_zh"])
    return [[joined(names), how] for how, names in alike.items()]

"""意见建议办理: what leagues suggest, matter by matter, with answers; 问题与建议: their words by project."""

from __future__ import annotations

from collections.abc import Iterator

from etl.publish.annual.content import Content
from etl.publish.annual.matters import about, summary
from etl.publish.annual.voices import Topic, topics
from etl.publish.annual.words import matter_state
from etl.publish.annual.workbook.cells import Cell, Line, Sheet, centred, day
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import Matter
from schemas.periods import Period

_MATTERS = [
    ("提出年度", 8), ("编号", 13), ("意见建议", 44), ("盟市数", 7), ("提出盟市", 34), ("涉及项目", 24),
    ("办理情况", 12), ("承办单位", 16), ("答复", 44), ("答复日期", 11),
]  # fmt: skip
_VOICES = [
    ("序号", 6), ("重点项目", 30), ("存在问题", 42), ("意见建议", 42), ("盟市数", 7),
    ("提出盟市(报告期)", 46),
]  # fmt: skip


def matters(content: Content) -> Sheet:
    """A line for each matter of the year and of the year before."""
    this_year, before = content.tables["suggestion_matter"], content.tables["earlier_matter"]
    said = f"{content.year}年{summary(this_year)}。{content.year - 1}年{summary(before)}。"
    return table(
        content,
        "意见建议办理",
        f"文字相同、相近的建议并为一件。{said}",
        _MATTERS,
        [
            *(_matter(row, content.year) for row in this_year),
            *(_matter(row, row["said_in"]) for row in before),
        ],
        nothing="无:各盟市没有提出意见建议。",
    )


def _matter(row: Matter, year: int) -> Line:
    return [
        Cell(year, "", "center", "0"),
        centred(row["matter_id"]),
        Cell(row["wording"]),
        Cell(row["leagues"], "", "center", "0"),
        Cell(row["leagues_zh"]),
        Cell(about(row)),
        centred(matter_state(row["state"]), "" if row["state"] else "missing"),
        Cell(row["handler_zh"]),
        Cell(row["reply"]),
        day(row["replied_on"]),
    ]


def suggestions(content: Content) -> Sheet:
    """A line for what several wrote of a project in the same words; those of no project come first."""
    return table(
        content,
        "问题与建议",
        "盟市原文,同一项目下文字完全相同的列一行;不属于某个项目的列为“综合”。逐条原文见数据包。",
        _VOICES,
        [line for topic in topics(content.tables["annual_suggestion"]) for line in _voices(topic)],
        nothing="无:各盟市没有报送问题和建议。",
    )


def _voices(topic: Topic) -> Iterator[Line]:
    for voice in topic.voices:
        who = "、".join(
            f"{rows[0]['league_name_zh']}({'、'.join(dict.fromkeys(_short(row['period']) for row in rows))})"
            for rows in voice.by_league.values()
        )
        yield [
            centred("综合") if topic.project_no is None else Cell(topic.project_no, "", "center"),
            Cell(topic.name if topic.project_no is not None else None),
            Cell(voice.problem),
            Cell(voice.suggestion),
            Cell(len(voice.by_league), "", "center", "0"),
            Cell(who),
        ]


def _short(period: str) -> str:
    return Period.parse(period).short_zh

"""意见建议办理: what leagues suggest, matter by matter, with answers; 问题与建议: by project."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest

from etl.publish.annual.content import Content
from etl.publish.annual.matters import about, summary
from etl.publish.annual.report.matters import who
from etl.publish.annual.voices import Wording, wordings
from etl.publish.annual.words import matter_state
from etl.publish.annual.workbook.cells import Cell, Line, Sheet, centred, day
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import Matter

_MATTERS = [
    ("提出年度", 8), ("编号", 13), ("意见建议", 44), ("盟市数", 7), ("提出盟市", 34), ("涉及项目", 24),
    ("办理情况", 12), ("承办单位", 16), ("答复", 44), ("答复日期", 11),
]  # fmt: skip
_VOICES = [
    ("序号", 6), ("重点项目", 30), ("存在问题", 34), ("反映的盟市", 46), ("意见建议", 34), ("提出的盟市", 46),
]  # fmt: skip


def matters(content: Content) -> Sheet:
    """A line for each matter of the year and of the year before."""
    this_year, before = content.tables["suggestion_matter"], content.tables["earlier_matter"]
    counts = f"{content.year}年{summary(this_year)}。{content.year - 1}年{summary(before)}。"
    return table(
        content,
        "意见建议办理",
        f"文字相同、相近的建议并为一件。{counts}",
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
    """Project by project what leagues write, near words once; what is of no project comes first."""
    return table(
        content,
        "问题与建议",
        "同一项目下文字相同、相近的并为一条,列出提出的盟市;不属于某个项目的列为“综合”。逐条原文见数据包。",
        _VOICES,
        list(_voices(content)),
        nothing="无:各盟市没有报送问题和建议。",
    )


def _voices(content: Content) -> Iterator[Line]:
    everyone = [row["league_name_zh"] for row in content.tables["annual_reporting"]]

    def pair_of(wording: Wording | None) -> tuple[Cell, Cell]:
        if wording is None:
            return Cell(None), Cell(None)
        return Cell(wording.words), Cell(who(wording.leagues, everyone))

    rows = content.tables["annual_suggestion"]
    for number, of_project in groupby(rows, lambda row: row["project_no"]):
        own = list(of_project)
        lines = zip_longest(wordings(own, "problem"), wordings(own, "suggestion"))
        for problem, suggestion in lines:
            yield [
                centred("综合") if number is None else Cell(number, "", "center"),
                Cell(own[0]["project_name_zh"] if number is not None else None),
                *pair_of(problem),
                *pair_of(suggestion),
            ]

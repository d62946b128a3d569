"""存在的问题与意见建议: what the leagues write; the same words stand once, with all who wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Column, Heading, Paragraph, Table
from etl.publish.annual.report.plain import cut, flat, joined, prose
from etl.publish.annual.words import number_of
from etl.summarise.rows import Suggestion

WIDESPREAD = 5  # projects in which the same words make them a common problem
MOST = 3  # problems, and suggestions, that are shown of a project
LONGEST = 80  # characters of one that are shown
_Kind = Literal["problem", "suggestion"]
_KINDS: dict[_Kind, str] = {"problem": "问题", "suggestion": "建议"}
_GENERAL = "综合"
_COMMON = (
    Column("类别", 13),
    Column("内容", 52, "left", verbatim=True),
    Column("提出的盟市", 47, "left"),
    Column("涉及的项目", 44, "left"),
)
_OTHERS = (
    Column("项目", 11),
    Column("项目名称", 33, "left"),
    Column("存在的问题", 56, "left", verbatim=True),
    Column("意见建议", 56, "left", verbatim=True),
)


@dataclass
class Voice:
    """A problem or a suggestion in these words, who wrote it, and of which projects."""

    kind: _Kind
    words: str
    leagues: dict[str, str] = field(default_factory=dict)  # code: name
    projects: dict[int | None, set[str]] = field(default_factory=dict)  # project: codes of leagues
    times: int = 0

    def names(self, project_no: int | None) -> list[str]:
        """The leagues that wrote it of this project."""
        return [self.leagues[code] for code in sorted(self.projects[project_no])]


def voices(suggestions: Sequence[Suggestion]) -> list[Voice]:
    """Every text once, those of most leagues first; of equals, the more frequent and the first written."""
    by_words: dict[tuple[_Kind, str], Voice] = {}
    for row in suggestions:
        for kind in _KINDS:
            if words := flat(row[kind]):
                voice = by_words.setdefault((kind, words), Voice(kind, words))
                voice.leagues[row["league_code"]] = row["league_name_zh"]
                voice.projects.setdefault(row["project_no"], set()).add(row["league_code"])
                voice.times += 1
    return sorted(by_words.values(), key=lambda voice: (-len(voice.leagues), -voice.times))


def chapter(content: Content) -> Iterator[Block]:
    """The chapter: what is common to many projects, then project by project."""
    written = voices(content.tables["annual_suggestion"])
    yield Heading("存在的问题与意见建议")
    if not written:
        yield Paragraph(say.NO_VOICES.format(year=content.year))
        return
    kinds = [voice.kind for voice in written]
    yield Paragraph(
        say.VOICES.format(
            year=content.year,
            times=sum(voice.times for voice in written),
            texts=len(written),
            problems=kinds.count("problem"),
            advice=kinds.count("suggestion"),
        )
    )
    common = [voice for voice in written if len(voice.projects) >= WIDESPREAD]
    others = [voice for voice in written if voice not in common]
    if common:
        yield Heading("共性问题和建议", 2)
        yield Paragraph(say.WIDESPREAD.format(least=WIDESPREAD))
        yield Table(
            "共性问题和建议",
            _COMMON,
            [_common_line(voice, content) for kind in _KINDS for voice in common if voice.kind == kind],
        )
    if others:
        yield Heading("分项目的问题和建议", 2)
        yield Paragraph(say.BY_PROJECT.format(most=MOST, longest=LONGEST))
        yield Table("各项目的问题和建议", _OTHERS, list(_by_project(others, content)))
    elif common:
        yield Paragraph(say.NO_OTHERS)


def _common_line(voice: Voice, content: Content) -> list[str]:
    everyone = len(voice.leagues) == len(content.tables["annual_reporting"])
    names = [voice.leagues[code] for code in sorted(voice.leagues)]
    return [
        _KINDS[voice.kind],
        cut(voice.words, 2 * LONGEST),
        f"全部{len(names)}个盟市" if everyone else joined(names),
        _projects(voice, content),
    ]


def _projects(voice: Voice, content: Content) -> str:
    """Their numbers, neighbours as a span: 第1—8、10项; what is general is no project."""
    numbers = sorted(number for number in voice.projects if number is not None)
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    listed = f"第{joined('—'.join(map(str, span)) for span in spans)}项"
    projects = (
        f"全部{len(numbers)}个项目" if len(numbers) == len(content.tables["annual_project"]) else listed
    )
    return joined([*([_GENERAL] if None in voice.projects else []), *([projects] if numbers else [])])


def _by_project(others: Sequence[Voice], content: Content) -> Iterator[list[str]]:
    names = {row["project_no"]: row["name_zh"] for row in content.tables["annual_project"]}
    for number, name in [(None, _GENERAL), *names.items()]:
        own = [voice for voice in others if number in voice.projects]
        if own:
            cells = (_cell([voice for voice in own if voice.kind == kind], number) for kind in _KINDS)
            yield ["" if number is None else number_of(number), name, *cells]


def _cell(own: Sequence[Voice], number: int | None) -> str:
    """The words with their leagues, a line each; how many more there are."""
    ranked = sorted(own, key=lambda voice: -len(voice.projects[number]))
    lines = [cut(voice.words, LONGEST) + prose(f"({joined(voice.names(number))})") for voice in ranked[:MOST]]
    if len(own) > MOST:
        lines.append(prose(say.OTHERS.format(count=len(own) - MOST)))
    return "\n".join(lines)

"""What the year comes to: what is met, behind and missing, and who must bring what; for page and report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from etl.publish.annual.asked_for import of_departments
from etl.publish.annual.content import Content
from etl.publish.annual.department import words
from etl.publish.annual.report.matters import Matter, chosen, matters, who, whole_sentences
from etl.publish.annual.report.numerals import in_chinese
from etl.publish.annual.report.plain import flat, joined, quoted
from etl.publish.annual.report.spoken import called
from etl.publish.annual.report.target_sentence import in_leagues, missed, missing, why
from etl.publish.annual.standing import LATE, by_target
from etl.publish.annual.tally import missed_steps
from etl.publish.annual.words import BASE, listed
from etl.summarise.rows import AnnualProject, AnnualReturn, AnnualTarget
from schemas.periods import Period
from schemas.registry import registry

_MOST_REASONS = 3  # reasons that equally many leagues give: of more none is told
# What `missing` calls all leagues together.
_ALL = "全部盟市"
# Periods that are counted within a year, and what a count is called.
_COUNTED: Mapping[str, tuple[Callable[[int], str], str]] = {
    "quarter": (in_chinese, "季度"),
    "month": (str, "月"),
}


@dataclass(frozen=True)
class Gap:
    """A figure that is not there: what, who brings it, and which targets (their projects) wait for it.

    `who`: a league; of a year before the first return, the departments project by project.
    """

    what: str
    who: str
    projects: Sequence[int]
    why: str = ""  # it is wanted, of what departments give

    @property
    def is_base(self) -> bool:
        """Whether departments give it, not a league."""
        return self.what == BASE

    @property
    def lacks(self) -> str:
        """That it is not there, in a clause."""
        waits = f",{listed(self.projects)}暂不能判定" if self.projects else ""
        if self.is_base:
            return f"{self.why};{self.what}尚未提供({self.who}){waits}"
        return f"{self.who}尚未报送{self.what}{waits}"


def named(row: AnnualProject) -> str:
    """Such as 第3项高校毕业生岗位拓展项目."""
    return f"第{row['project_no']}项{row['name_zh']}"


def of_standing(content: Content, *standings: str) -> list[AnnualProject]:
    """The projects that stand so."""
    return [row for row in content.tables["annual_project"] if row["standing"] in standings]


def targets_of(content: Content, project_no: int) -> list[list[AnnualTarget]]:
    """The targets of a project, the rows of each together."""
    return [
        rows for rows in by_target(content.tables["annual_target"]) if rows[0]["project_no"] == project_no
    ]


def lagging(content: Content) -> list[AnnualProject]:
    """The projects that are behind; what fell due and was not reached comes first."""
    missed_of = {row["project_no"] for row in missed_steps(content)}
    due = [row for row in content.tables["annual_project"] if _fell_due(row, missed_of)]
    return [*due, *(row for row in of_standing(content, "behind") if row not in due)]


def _fell_due(row: AnnualProject, missed_of: Collection[int]) -> bool:
    return row["standing"] == "not_met" or row["project_no"] in missed_of


def headline_late(content: Content) -> str:
    """How far the headline goal, which is of no project, is behind; nothing where it is not."""
    rows = [own[0] for own in targets_of(content, 0) if own[0]["standing"] in LATE]
    return ",".join(f"{called(row)}{why(row, content)}" for row in rows)


def reason(content: Content, project: AnnualProject) -> str:
    """How far a project is behind, where; then the department's remark, else what leagues write most."""
    number = project["project_no"]
    steps = [row for row in missed_steps(content) if row["project_no"] == number]
    parts = [missed(row) for row in steps]
    targets = targets_of(content, number)
    for rows in targets:
        behind = [row for row in rows if row["standing"] in LATE]
        name = called(rows[0]) if len(targets) > 1 and behind else ""
        if rows[0]["scope"] == "each_league" and behind:
            parts.append(f"{name}{in_leagues(behind)}")
        else:
            parts += [f"{name}{short}" for row in behind if (short := why(row, content))]
    late = [row for rows in targets for row in rows if row["standing"] in LATE]
    of_region = not late or any(row["scope"] != "each_league" for row in late)
    own_words = whole_sentences(flat("".join(words(content, "remark", str(number))))).rstrip("。")
    reasons = (
        [own_words]
        if own_words
        else (
            _by_how_many(problems(content, number))
            if of_region or steps
            else _own_words(problems(content, number, [row["league_name_zh"] for row in late]))
        )
    )
    return ";".join([*parts, *reasons])


def _most(found: Sequence[Matter]) -> list[Matter]:
    """What most leagues write; of more such than are quoted none, as a choice would be one of ours."""
    most = [each for each in found if len(each.leagues) == len(found[0].leagues)]
    return most if len(most) <= _MOST_REASONS else []


def _by_how_many(found: Sequence[Matter]) -> list[str]:
    """By how many leagues it is written: such as 8个盟市反映“资金到位较慢”; nothing for none."""
    most = _most(found)
    quotes = "".join(quoted(each.quotation) for each in most)
    if len(most) > 1:
        return [f"{quotes}各有{len(most[0].leagues)}个盟市反映"]
    return [f"{len(each.leagues)}个盟市反映{quotes}" for each in most]


def _own_words(found: Sequence[Matter]) -> list[str]:
    """By which leagues it is written: such as 阿拉善盟反映“资金到位较慢”; nothing for none."""
    groups = groupby(_most(found), lambda each: joined(each.leagues))
    return [f"{names}反映{''.join(quoted(each.quotation) for each in own)}" for names, own in groups]


def problems(
    content: Content, project_no: int | None = None, leagues: Collection[str] | None = None
) -> list[Matter]:
    """The problems that can be quoted: of the year, or of one project; of all leagues, or of these."""
    own = [
        row
        for row in content.tables["annual_suggestion"]
        if (project_no is None or row["project_no"] == project_no)
        and (leagues is None or row["league_name_zh"] in leagues)
    ]
    return chosen(matters(own, "problem"), (), len(own))


def gaps(content: Content) -> list[Gap]:
    """What is missing: the year before the first return, then league by league, each once."""
    waiting: dict[str, dict[int, None]] = {}
    for row in content.tables["annual_target"]:
        for part in missing(row) if row["standing"] == "unknown" else ():
            waiting.setdefault(part, {})[row["project_no"]] = None
    base = (
        [Gap(BASE, _departments(content), list(waiting.pop(BASE)), wanted(content))]
        if BASE in waiting
        else []
    )
    overdue = [row for row in content.tables["annual_return"] if row["timeliness"] == "missing"]
    everyone = leagues(content)
    alike: dict[str, dict[str, list[int]]] = {}
    dealt_with: set[str] = set()
    for league, rows in groupby(overdue, lambda row: row["league_name_zh"]):
        own = [part for part in waiting if part.startswith((league, _ALL))]
        dealt_with.update(own)
        numbers = sorted({number for part in own for number in waiting[part]})
        alike.setdefault(_returns(list(rows)), {})[league] = numbers
    returns = [
        Gap(what, who([*leagues], everyone), sorted({number for own in leagues.values() for number in own}))
        for what, leagues in alike.items()
    ]
    for part, projects in ((part, projects) for part, projects in waiting.items() if part not in dealt_with):
        league = next((name for name in everyone if part.startswith(name)), _ALL)
        returns.append(
            Gap(f"{part.removeprefix(league)}数据", league.replace(_ALL, "各盟市"), list(projects))
        )
    return [*base, *returns]


def wanted(content: Content) -> str:
    """Why the year before the first return is wanted: which targets count from it."""
    lacking = [row for row in content.tables["annual_target"] if BASE in missing(row)]
    projects = list(dict.fromkeys(row["project_no"] for row in lacking))
    return f"{listed(projects)}自{lacking[0]['from_year']}年起算,应计入{BASE}"


def givers(content: Content) -> str:
    """Who is to give them: 由人社厅牵头,请教育厅、团委配合; where nobody else does, 请人社厅."""
    requests = list(of_departments(content.tables["annual_target"]))
    leading = dict.fromkeys(request.givers[0] for request in requests)
    others = {name: None for request in requests for name in request.givers if name not in leading}
    return f"由{joined(leading)}牵头,请{joined(others)}配合," if others else f"请{joined(leading)}"


def _departments(content: Content) -> str:
    """Which departments give the figures of the year before, each with the projects that it is for."""
    by_whom: dict[str, dict[int, None]] = {}
    for request in of_departments(content.tables["annual_target"]):
        project = registry().indicators[request.code].project_no
        by_whom.setdefault(request.whom, {})[project] = None
    return ";".join(f"{listed(list(projects))}由{whom}提供" for whom, projects in by_whom.items())


def _returns(rows: Sequence[AnnualReturn]) -> str:
    """The returns of a league that are not in, with the parts where the same are missing of all."""
    parts = {row["outstanding"] for row in rows}
    which = f"的{parts.pop()}" if len(parts) == 1 and None not in parts else ""
    return f"{periods([Period.parse(row['period']) for row in rows])}报表{which}"


def periods(of_year: Sequence[Period]) -> str:
    """The periods of a year, those one after another as a span: 2024年二至四季度、4至12月和年度."""
    spans: list[str] = []
    for cadence, (digits, unit) in _COUNTED.items():
        own = sorted(each.number for each in of_year if each.cadence == cadence)
        for _, run in groupby(enumerate(own), lambda item: item[1] - item[0]):
            numbers = [digits(number) for _, number in run]
            between = "、" if len(numbers) == 2 else "至"
            spans.append(between.join(dict.fromkeys((numbers[0], numbers[-1]))) + unit)
    within = f"{of_year[0].year}年{joined(spans)}" if spans else ""
    others = [each.name_zh for each in of_year if each.cadence not in _COUNTED]
    if not within or not others:
        return within or joined(others)
    return f"{within}和{joined(name.removeprefix(f'{of_year[0].year}') for name in others)}"


def leagues(content: Content) -> list[str]:
    """The names of the leagues that owe returns of the year."""
    return [row["league_name_zh"] for row in content.tables["annual_reporting"]]

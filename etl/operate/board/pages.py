"""The board's pages, each from the warehouse as it is now; None where there is nothing to show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, cast
from urllib.parse import quote, urlencode

from etl.common.settings import ZONE
from etl.operate.board import files, words
from etl.operate.board.inbox import Sighting, lying
from etl.operate.board.matrix import Cell, matrices
from etl.operate.board.queries import PAGE_SIZE, Row, all_of, latest, only_row, reading, with_standing
from etl.operate.board.render import View, page
from etl.publish.annual.asked_for import of_departments
from etl.publish.annual.matters import about
from etl.publish.annual.page import goals
from etl.store.warehouse import rows
from etl.summarise.rows import ActionTarget, AnnualTarget, Matter
from schemas.periods import Period, span
from schemas.registry import registry


class _Year(TypedDict):
    """A year that returns are owed for, and whether its annual tables are built."""

    year: int
    built: bool


@dataclass(frozen=True)
class Wanted:
    """Which submissions the list shows; a blank lets everything through, pages count from 1."""

    league: str = ""
    period: str = ""
    verdict: str = ""
    page: int = 1

    def address(self, number: int, year: int) -> str:
        """The query of another page of the same list."""
        asked = {"year": year, "league": self.league, "period": self.period, "verdict": self.verdict}
        return urlencode({name: value for name, value in asked.items() if value} | {"page": number})


def board(view: View, year: int | None, wanted: Wanted) -> str | None:
    """Who has reported, what is stuck, how old the data are, and the latest submissions."""
    with reading() as connection:
        years = cast(list[_Year], all_of(connection, "years"))
        year = year or _this_year([row["year"] for row in years])
        if year not in {row["year"] for row in years}:
            return None
        cells = cast(list[Cell], all_of(connection, "matrix", year=year))
        waiting = all_of(connection, "waiting")
        unassigned = all_of(connection, "unassigned")
        ages = only_row(connection, "ages")
        submissions = latest(connection, wanted.league, wanted.period, wanted.verdict, wanted.page)
        listed = with_standing(connection, submissions)
        sightings = cast(list[Sighting], all_of(connection, "sightings"))
        age = only_row(connection, "summary_age", period=str(year))
        open_ = only_row(connection, "open", year=year)
    matching = listed[0]["matching"] if listed else 0
    return page(
        "board.html",
        view,
        years=[row["year"] for row in years],
        year=year,
        matrices=matrices(cells, registry()),
        waiting=waiting,
        unassigned=unassigned,
        lying=lying(sightings),
        ages=ages,
        draft_at=files.draft_built_at(year),
        age=age,
        open=open_,
        listed=listed,
        matching=matching,
        pages=-(-matching // PAGE_SIZE),
        wanted=wanted,
        leagues=list(registry().leagues),
        verdicts=words.VERDICTS,
        periods=_periods({row["year"] for row in years}),
    )


def of_return(view: View, league: str, period: str, return_kind: str = "") -> str | None:
    """A return: what is outstanding, when it is due, its versions part by part, every file that came.

    Without its kind, the first that has such periods.
    """
    about = {"league_code": league, "period": period}
    with reading() as connection:
        owed = only_row(connection, "return", **about, return_kind=return_kind)
        if owed is None:
            return None
        about["return_kind"] = owed["return_kind"]
        versions = all_of(connection, "versions", **about)
        sent = with_standing(connection, all_of(connection, "sent", **about))
    asked = registry().returns[owed["return_kind"]].parts_asked(Period.parse(period))
    parts: dict[str, list[Row]] = {part.part: [] for part in asked}
    for version in versions:
        parts.setdefault(version["part"], []).append(version)
    return page("return.html", view, owed=owed, parts=parts, sent=sent, year=owed["year"])


def submission(view: View, submission_id: int, *, decides: bool) -> str | None:
    """A submission: receipt, parts, findings, versions, events, and what can be decided about it.

    `decides`: it is shown to somebody who may do that.
    """
    with reading() as connection:
        row = only_row(connection, "submission", submission_id=submission_id)
        if row is None:
            return None
        (row,) = with_standing(connection, [{**row, "state": row["verdict"]}])
        taken_up = rows(connection, "intake/taken_up_by", submission_id=submission_id)
        parts = rows(connection, "reply/parts", submission_ids=[submission_id])
        findings = all_of(connection, "findings", submission_id=submission_id)
        events = all_of(connection, "events", submission_id=submission_id)
        superseded = all_of(connection, "superseded_by", submission_id=submission_id)
    return page(
        "submission.html",
        view,
        row=row,
        taken_up_as=[again["submission_id"] for again in taken_up],
        parts=parts,
        findings=findings,
        events=[{**event, "log": task_path(event["run"])} for event in events],
        superseded_by={event["part"]: event["by_id"] for event in superseded},
        decides=decides,
        archived=files.sent(cast(files.Sent, row)) is not None,
        replied=files.reply(cast(files.Sent, row)) is not None,
        year=Period.parse(row["period"]).year if row["period"] else None,
    )


def targets(view: View, year: int | None) -> str | None:
    """The targets of a year and of the whole action; says so where the tables are not built."""
    with reading() as connection:
        years = cast(list[_Year], all_of(connection, "years"))
        year = year or _latest_built(years)
        if year not in {row["year"] for row in years}:
            return None
        of_year = cast(list[AnnualTarget], all_of(connection, "targets", year=year))
        of_action = cast(list[ActionTarget], all_of(connection, "action_targets", year=year))
        age = only_row(connection, "summary_age", period=str(year))
    return page(
        "targets.html",
        view,
        years=[row["year"] for row in years],
        year=year,
        region=goals.of_region(of_year),
        each_league=goals.of_each_league(of_year),
        action=goals.of_region(of_action),
        action_leagues=goals.of_each_league(of_action),
        draft_at=files.draft_built_at(year),
        age=age,
    )


def matters(view: View, year: int | None) -> str | None:
    """What the year lacks and from whom; what leagues suggested in it and the year before, with answers."""
    with reading() as connection:
        years = cast(list[_Year], all_of(connection, "years"))
        year = year or _latest_built(years)
        if year not in {row["year"] for row in years}:
            return None
        of_year = cast(list[AnnualTarget], all_of(connection, "targets", year=year))
        suggested = cast(list[Matter], all_of(connection, "matters", year=year))
        earlier = cast(list[Matter], all_of(connection, "matters", year=year - 1))
        age = only_row(connection, "summary_age", period=str(year))
    return page(
        "matters.html",
        view,
        years=[row["year"] for row in years],
        year=year,
        built=bool(of_year),
        requests=list(of_departments(of_year)),
        by_year={year: suggested, year - 1: earlier},
        about=about,
        draft_at=files.draft_built_at(year),
        age=age,
    )


def task_path(run: Mapping[str, str | int | None] | None) -> str | None:
    """Where Airflow shows the task that judged, below its base path; None if no task did."""
    if not run:
        return None
    dag, of, task = (quote(str(run[name]), safe="") for name in ("dag_id", "run_id", "task_id"))
    mapped = run.get("map_index", -1)
    end = f"/mapped/{int(mapped)}" if mapped is not None and int(mapped) >= 0 else ""
    return f"/dags/{dag}/runs/{of}/tasks/{task}{end}"


def _periods(years: Collection[int]) -> list[str]:
    """The periods of these years of which some return is asked, in order."""
    asked = {
        period
        for kind in registry().returns.values()
        for period in span(kind.first_period, kind.last_period)
        if period.year in years
    }
    return [str(period) for period in sorted(asked)]


def _this_year(years: list[int]) -> int:
    """The running year, or the one nearest to it that returns are owed for."""
    now = datetime.now(ZONE).year
    return min(years, key=lambda year: abs(year - now), default=now)


def _latest_built(years: list[_Year]) -> int:
    """The latest year whose tables are built; where none is, the running year."""
    built = [row["year"] for row in years if row["built"]]
    return max(built, default=_this_year([row["year"] for row in years]))

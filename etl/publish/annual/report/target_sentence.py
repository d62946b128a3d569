"""The sentence on a target: what the plan asks for, what is there, how much is missing, how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.plain import joined, quoted
from etl.publish.annual.report.terms import amount, end, exact, goal, span
from etl.publish.annual.words import STANDINGS, percent
from etl.summarise.rows import PeriodTarget


def target_sentence(rows: Sequence[PeriodTarget], content: Content) -> str:
    """One sentence on a target of the region (one row) or of each league (a row each)."""
    first = rows[0]
    facts = _of_leagues(rows) if first["scope"] == "each_league" else ",".join(_of_region(first, content))
    return say.TARGET.format(
        name=first["indicator_name_zh"], wording=quoted(first["wording_zh"]), facts=facts
    )


def _of_region(row: PeriodTarget, content: Content) -> Iterator[str]:
    yield _done(row, content)
    if row["actual"] is not None:
        if row["share_reached"] is not None:
            share = say.SHARE if row["up_to"] is None else say.SHARE_OF_LOWER_END
            yield share.format(goal=amount(row["goal"], row), share=percent(row["share_reached"]))
        yield _gap(row, row["actual"] - row["goal"])
        yield from _line(row)
    yield _standing(row)


def _done(row: PeriodTarget, content: Content) -> str:
    basis = row["basis"]
    done = say.DONE if row["actual"] is not None else say.DONE_LACKING
    words = done[basis]
    if basis == "cumulative" and row["actual"] is not None and row["this_year"] is None:
        words = say.CUMULATIVE_NOT_THIS_YEAR
    sentence = words.format(
        span=span(content),
        end=end(content),
        from_year=row["from_year"],
        actual=amount(row["actual"], row),
        this_year=amount(row["this_year"], row),
    )
    remarks = ";".join(_remarks(row, content))
    return f"{sentence}({remarks})" if remarks else sentence


def _remarks(row: PeriodTarget, content: Content) -> Iterator[str]:
    """What the figure holds and lacks; a running year's are all provisional, so there it goes unmentioned."""
    if row["actual"] is None:
        return
    openings = [part for part in (row["missing"] or "").split("、") if part.endswith("期初数")]
    if openings:
        yield say.NO_OPENING.format(opening=joined(openings))
    elif row["opening_balance"] is not None:
        yield say.OPENING.format(opening=amount(row["opening_balance"], row))
    if row["leagues_reporting"] < row["leagues_expected"]:
        yield say.PART_OF_LEAGUES.format(reporting=row["leagues_reporting"], expected=row["leagues_expected"])
    if row["provisional"] and content.quarters == 4:
        yield say.PROVISIONAL


def _gap(row: PeriodTarget, gap: Decimal) -> str:
    if gap > 0:
        return say.OVER.format(gap=amount(gap, row))
    if gap == 0:
        return say.EXACT
    if row["standing"] == "met" and row["tolerance"] is not None:
        return say.WITHIN.format(gap=amount(-gap, row), tolerance=_tolerance(row["tolerance"]))
    return say.SHORT.format(gap=amount(-gap, row))


def _line(row: PeriodTarget) -> Iterator[str]:
    """How it stands against the straight line; a level is asked for whole, so it has none."""
    if row["basis"] in ("each_year", "cumulative"):
        words = {"on_track": say.ON_LINE, "behind": say.BELOW_LINE}.get(row["standing"])
        if words and row["line"] is not None:
            yield words.format(line=f"{exact(row['line'])}{row['unit_zh']}")


def _standing(row: PeriodTarget) -> str:
    if row["standing"] == "unknown" and row["missing"]:
        return say.UNKNOWN.format(missing=row["missing"])
    lacking = say.STILL_LACKING.format(missing=row["missing"]) if row["missing"] else ""
    return STANDINGS[row["standing"]] + lacking


def _of_leagues(rows: Sequence[PeriodTarget]) -> str:
    counts = []
    for standing, word in STANDINGS.items():
        own = [row for row in rows if row["standing"] == standing]
        if own:
            names = f"({joined(map(_league, own))})" if standing != "met" else ""
            counts.append(f"{word}{len(own)}个{names}")
    return say.EACH_LEAGUE.format(goal=goal(rows[0]), all=len(rows), counts=joined(counts))


def _league(row: PeriodTarget) -> str:
    """A league and how far it is from its goal."""
    if row["actual"] is None:
        return f"{row['league_name_zh']}{say.EACH_LEAGUE_LACKING}"
    gap = row["goal"] - row["actual"]
    if gap <= 0:
        return f"{row['league_name_zh']}{amount(row['actual'], row)}"
    short = say.EACH_LEAGUE_SHORT.format(actual=amount(row["actual"], row), gap=amount(gap, row))
    return f"{row['league_name_zh']}{short}"


def _tolerance(tolerance: Decimal) -> str:
    return f"{exact(100 * tolerance)}%"

"""What was reached before the first return (2021年实绩): a department gives it, an operator enters it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import sqlalchemy as sa

from etl.operate.decide.outcome import Outcome
from etl.store import archive, events
from etl.store.events import DecisionError
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows, statement, transaction
from schemas.registry import registry
from schemas.registry.objects import Target

_TOO_LARGE = 10**15  # as for a return


def provide(
    indicator_code: str, year: int, value: Decimal, *, provider: str, source: str, actor: str, reason: str
) -> Outcome:
    """The region's figure of that year counts from now on, in place of one that was entered before.

    `provider`: the department that gives it; `source`: the document that it stands in. The outcome names the
    years whose tables it changes. DecisionError where no target counts from that year, or it can be no figure
    of the indicator.
    """
    targets = _counting(indicator_code, year)
    _require_figure(indicator_code, value)
    if not (provider.strip() and source.strip()):
        raise DecisionError("a figure needs who gives it and where it stands")
    figure = {
        "indicator_code": indicator_code,
        "year": year,
        "value": str(value),
        "provider_zh": provider,
        "source": source,
    }
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        now = datetime.now(UTC)  # after whatever was built while this waited
        entered = {"entered_at": now, "entered_by": actor}
        connection.execute(statement("intake/base_figure"), figure | entered)
        events.decide(
            connection,
            "provide",
            year=year,
            at=now,
            to_state="provided",
            actor=actor,
            reason=reason,
            detail={"base_figure": figure},
        )
        years = _years(connection, targets)
    archive.log_new_events()
    name = registry().indicators[indicator_code].name_zh
    return Outcome((f"{indicator_code} {name}, {year}: {value}, by {provider}",), years)


def before_returns() -> range:
    """The years before the first return from which a target of the plan counts."""
    first = min(kind.first_period.year for kind in registry().returns.values())
    counted = [target.from_year for target in registry().targets.values() if target.basis == "cumulative"]
    return range(min([first, *counted]), first)


def _counting(indicator_code: str, year: int) -> list[Target]:
    """The region's targets in which the figure counts."""
    targets = [
        target
        for target in registry().targets.values()
        if target.basis == "cumulative" and target.from_year <= year and year in before_returns()
    ]
    asked = [target for target in targets if target.indicator_code == indicator_code]
    if not asked:
        codes = ", ".join(sorted({target.indicator_code for target in targets})) or "none"
        raise DecisionError(f"no target counts {indicator_code} of {year}; of that year are asked: {codes}")
    return asked


def _require_figure(indicator_code: str, value: Decimal) -> None:
    decimals = registry().indicators[indicator_code].decimals
    if not value.is_finite() or not 0 <= value < _TOO_LARGE or value != round(value, decimals):
        raise DecisionError(f"{value} is no figure of {indicator_code}: 0 or more, {decimals} decimals")


def _years(connection: sa.Connection, targets: list[Target]) -> tuple[int, ...]:
    """The years that have tables, as long as one of the targets runs."""
    last = max(target.by_year for target in targets)
    built = [row["year"] for row in rows(connection, "rebuild/years_built")]
    return tuple(year for year in built if year <= last)

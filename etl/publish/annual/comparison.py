"""The leagues beside each other: by what they reach of their own targets, never by size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.money import Money, money
from etl.summarise.rows import Account, AnnualIndicator, Reporting

# A change in percent says nothing of a base that is smaller.
LEAST_BASE = 20


@dataclass(frozen=True)
class Own:
    """What a league reaches of the targets that it has set itself, project by project.

    `completion`: the mean over projects of what is completed of the target, no project above the whole; None
    where it gives no target or nothing completed. `targets`: how many it gives; `told`: of how many it says
    what is completed; `reached`: how many of them it reaches.
    """

    completion: Decimal | None
    targets: int
    given: int
    reached: int


@dataclass(frozen=True)
class Compared:
    """A league: its own targets and its place by them (1 the best; none without figures, or at zero), the
    headline figure of this year and the year before, returns on time of those due, money.
    """

    league_code: str
    name: str
    own: Own
    place: int | None
    headline: AnnualIndicator | None
    on_time: int
    due: int
    money: Money

    @property
    def change(self) -> Decimal | None:
        """The headline figure against the year before, a share of it; None where that is too small a base."""
        return change(self.headline)

    @property
    def punctuality(self) -> Decimal | None:
        return Decimal(self.on_time) / self.due if self.due else None


def compare(content: Content) -> list[Compared]:
    """The leagues of the region's sum, in the order of their codes."""
    accounts: dict[str, list[Account]] = {}
    for row in content.tables["annual_account"]:
        if row["in_region_sum"]:
            accounts.setdefault(row["league_code"], []).append(row)
    headline = {
        row["league_code"]: row for row in content.tables["annual_indicator"] if row["project_no"] == 0
    }
    reporting = {row["league_code"]: row for row in content.tables["annual_reporting"]}
    owns = {code: own(rows) for code, rows in accounts.items()}
    compared = []
    for code, rows in sorted(accounts.items()):
        on_time, due = _punctual(reporting.get(code))
        compared.append(
            Compared(
                code,
                rows[0]["league_name_zh"],
                owns[code],
                place(owns[code].completion, [each.completion for each in owns.values()]),
                headline.get(code),
                on_time,
                due,
                money(rows),
            )
        )
    return compared


def own(accounts: Sequence[Account]) -> Own:
    """A league's own targets, by its accounts of the year."""
    shares = [completion(row) for row in accounts]
    given = [share for share in shares if share is not None]
    return Own(
        sum((min(share, Decimal(1)) for share in given), Decimal()) / len(given) if given else None,
        sum(bool(row["target"]) for row in accounts),
        len(given),
        sum(share >= 1 for share in given),
    )


def completion(account: Account) -> Decimal | None:
    """What is completed of a league's own target of a project; None where it gives either not."""
    if not account["target"] or account["completed"] is None:
        return None
    return account["completed"] / account["target"]


def place(share: Decimal | None, others: Sequence[Decimal | None]) -> int | None:
    """The place of a share among all, itself included; what is missing or 0 has none.

    Those that look equal, in percent with one decimal, share it.
    """
    if not share:
        return None
    return 1 + sum(other is not None and round(other, 3) > round(share, 3) for other in others)


def change(row: AnnualIndicator | None) -> Decimal | None:
    """A figure against the year before, as a share of that; None where one is missing or the base small."""
    if row is None or row["value"] is None or not row["leagues_reporting"]:
        return None
    before = row["previous_year"]
    if before is None or before < LEAST_BASE:
        return None
    return row["value"] / before - 1


def _punctual(row: Reporting | None) -> tuple[int, int]:
    return (row["on_time"], row["expected"] - row["not_due"]) if row else (0, 0)

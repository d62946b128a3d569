"""Where the headline figure rose and fell: league by league, against the year before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.spoken import called, compared, moved
from etl.publish.annual.words import figure
from etl.summarise.rows import AnnualIndicator
from schemas.region import REGION_CODE

_NAMED = 3  # leagues that moved most


def where_it_moved(content: Content) -> str:
    """In how many leagues it rose and fell, and where most of what it did in the region.

    A sentence with its full stop; nothing where the years cannot be compared.
    """
    region, leagues = rows(content)[:1], rows(content)[1:]
    both = compared(region[0]) if region else None
    if both is None or both.now == both.before:
        return ""
    moved = sorted(leagues, key=more)
    fell, rose = ([row for row in moved if sign * more(row) > 0] for sign in (-1, 1))
    up = both.now > both.before
    most = joined(
        f"{row['league_name_zh']}{figure(abs(more(row)), row['decimals'])}{row['unit_zh']}"
        for row in (rose[::-1] if up else fell)[:_NAMED]
    )
    counts = joined(f"{len(own)}个{word}" for own, word in ((rose, "增长"), (fell, "下降")) if own)
    return f"分盟市看,{counts},{'增加' if up else '减少'}较多的是{most}。"


def where_it_fell(content: Content) -> str:
    """That the headline figure is below the year before's, and in how many leagues; nothing if it is not."""
    region, leagues = rows(content)[:1], rows(content)[1:]
    both = compared(region[0]) if region else None
    if both is None or both.now >= both.before:
        return ""
    fell = f",{count}个盟市下降" if (count := sum(more(row) < 0 for row in leagues)) else ""
    return f"{called(both.row)}{moved(both.row).removeprefix(',')}{fell}"


def rows(content: Content) -> Sequence[AnnualIndicator]:
    """Of the headline indicator, the region's first."""
    found = [row for row in content.tables["annual_indicator"] if row["project_no"] == 0]
    return sorted(found, key=lambda row: row["league_code"] != REGION_CODE)


def more(row: AnnualIndicator) -> Decimal:
    """By how much it is more than the year before; what is missing counts nothing."""
    return (row["value"] or Decimal()) - (row["previous_year"] or Decimal())

"""What the department is asked to decide of a year: what is behind, missing, asked for and not answered."""

from __future__ import annotations

from etl.publish.annual.content import Content
from etl.publish.annual.department import words
from etl.publish.annual.report.by_league import where_it_fell
from etl.publish.annual.report.facts import gaps, givers, headline_late, lagging, leagues
from etl.publish.annual.report.matters import chosen, of_row, together
from etl.publish.annual.report.plain import joined
from etl.publish.annual.words import STANDINGS, listed
from etl.summarise.matters import alike

GOING_ON = "继续按季度调度各项目进展,确保按期完成。"
_ASKED = 6  # suggestions that are put to the department's leaders


def decisions(content: Content) -> list[str]:
    """The three things that are to be decided: what is open; where that is less, that the year is signed."""
    return [*unsettled(content), "审定本年度总结。审定后印发各盟市。", GOING_ON][:3]


def unsettled(content: Content) -> list[str]:
    """What is behind, what is missing, and what leagues ask for and nobody has answered."""
    late, lacking = lagging(content), gaps(content)
    behind = [0] if headline_late(content) else []
    behind += [row["project_no"] for row in late if row["standing"] == "behind"]
    due = [row["project_no"] for row in late if row["standing"] != "behind"]
    found = []
    if behind or due:
        whose = joined(
            f"{STANDINGS[code]}的{listed(sorted(numbers))}"
            for code, numbers in (("behind", behind), ("not_met", due))
            if numbers
        )
        found.append(f"加快进度。对{whose}逐项明确责任单位、措施和时限。")
    if fell := where_it_fell(content):
        asked_of = f"{fell},请下降的盟市说明原因、提出措施。"
        found[:1] = [f"{found[0]}{asked_of}"] if found else [asked_of]
    if lacking:
        own = [f"{givers(content)}书面提供{gap.what},由人社厅录入" for gap in lacking if gap.is_base]
        whose = joined(dict.fromkeys(gap.who for gap in lacking if not gap.is_base))
        parts = [*own, *([f"请{whose}报齐缺少的报表"] if whose else [])]
        found.append(f"补齐缺少的数据。{'。'.join(parts)}。")
    if asked := _unanswered(content):
        quotes, before = asked
        found.append(f"办理盟市的意见建议。对{quotes}明确承办处室,限期答复{before}。")
    return found


def _unanswered(content: Content) -> tuple[str, str] | None:
    """What leagues ask for and nobody has answered, and what of it was asked before; None for none."""
    rows = [row for row in content.tables.get("suggestion_matter", ()) if not row["state"]]
    before = [row for row in content.tables.get("earlier_matter", ()) if not row["state"]]
    again = len(rows) - len(alike([row["wording"] for row in before + rows])) + len(before)
    asked = chosen([of_row(row) for row in rows], words(content, "quoted"), _ASKED)
    if not asked:
        return (f"上年的{len(before)}件", "") if before else None
    more = f"等{len(rows)}件(先列提出盟市多的,其余见附件)" if len(asked) < len(rows) else ""
    which = f"其中{again}件" if again < len(rows) else f"{again}件均为" if again > 1 else "该件"
    again_zh = f";{which}上年已提出、至今未答复" if again else ""
    again_zh += f";上年另有{len(before) - again}件未答复,一并办理" if len(before) > again else ""
    return "".join(together(asked, leagues(content))) + more, again_zh

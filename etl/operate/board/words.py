"""What codes are called on the board, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from etl.common.punctuation import chinese
from etl.publish.annual import words as annual
from etl.publish.annual.tally import is_step
from etl.summarise.rows import Target
from schemas.periods import Period
from schemas.region import REGION_CODE
from schemas.registry import registry

LANGUAGES = ("zh", "en")
# Short words of states; replies to leagues have longer ones, which also say what to do.
_STATES: Mapping[str, tuple[str, str]] = {
    "received": ("待判定", "No verdict yet"),
    "unreadable": ("无法读取", "Unreadable"),
    "rejected": ("退回", "Rejected"),
    "refused": ("退回", "Refused"),
    "partly_accepted": ("部分采用", "Partly accepted"),
    "accepted": ("已采用", "Accepted"),
    "accepted_with_warnings": ("采用,有疑问", "Accepted, warnings"),
    "held": ("暂不生效", "Held"),
    "superseded": ("已被代替", "Superseded"),
    "withdrawn": ("已撤回", "Withdrawn"),
    "duplicate": ("重复", "Duplicate"),
    "attachment": ("附件", "Attachment"),
}
VERDICTS = (
    "received",
    "accepted",
    "accepted_with_warnings",
    "held",
    "partly_accepted",
    "rejected",
    "unreadable",
    "duplicate",
    "attachment",
)
_ENGLISH: Mapping[str, str] = {
    "on_time": "On time",
    "late": "Late",
    "missing": "Missing",
    "not_due": "Not due",
    "exempt": "Exempt",
    "met": "Met",
    "on_track": "On track",
    "unknown": "Unknown",
    "behind": "Behind",
    "not_met": "Not met",
    "no_number": "No number",
    "error": "Error",
    "warning": "Warning",
    "info": "Info",
    "each_year": "Each year",
    "cumulative": "Cumulative",
    "stock": "Kept every year",
    "stock_by": "To be reached",
}
_MATTER_STATES: Mapping[str | None, str] = {
    "done": "Done",
    "under_way": "Under way",
    "planned": "Planned",
    "declined": "Not possible for now",
    None: "Not answered",
}
_VERBS: Mapping[str, tuple[str, str]] = {
    "receive": ("接收", "Received"),
    "judge": ("判定", "Judged"),
    "supersede": ("代替", "Superseded"),
    "recheck": ("复核", "Rechecked"),
    "withdraw": ("撤回", "Withdrawn"),
    "hold": ("暂缓生效", "Held"),
    "release": ("放行", "Released"),
    "revive": ("恢复", "Revived"),
    "assign": ("指定归属", "Assigned"),
    "waive": ("豁免", "Waived"),
    "revoke": ("终止豁免", "Waiver revoked"),
    "rejudge": ("重新判定", "Judged anew"),
    "correct": ("更正到达时间", "Arrival corrected"),
}
# Beside every colour, for whoever does not see it.
MARKS: Mapping[str, str] = {
    "on_time": "✓",
    "late": "!",
    "missing": "✕",
    "not_due": "…",
    "exempt": "–",
    "received": "…",
    "accepted": "✓",
    "accepted_with_warnings": "!",
    "partly_accepted": "◐",
    "held": "‖",
    "rejected": "✕",
    "refused": "✕",
    "unreadable": "✕",
    "superseded": "↷",
    "withdrawn": "–",
    "duplicate": "=",
    "attachment": "+",
    "met": "✓",
    "on_track": "●",
    "unknown": "?",
    "behind": "▼",
    "not_met": "✕",
    "no_number": "–",
    "error": "✕",
    "warning": "!",
    "info": "i",
}


def word(code: str | None, lang: str) -> str:
    """What a state, timeliness, standing, severity or verb is called; the code itself if it is new."""
    if code is None:
        return "—"
    if both := _STATES.get(code) or _VERBS.get(code):
        return chinese(both[0]) if lang == "zh" else both[1]
    if lang == "en":
        return _ENGLISH.get(code, code)
    known = {**annual.TIMELINESS, **annual.STANDINGS, **annual.SEVERITIES, **annual.BASES, "info": "提示"}
    return known.get(code, code)


def league(code: str | None, lang: str) -> str:
    """The league's name; 未识别 where it could not be told."""
    known = registry().leagues.get(code or "")
    if known is None:
        return "全区" if code == REGION_CODE and lang == "zh" else "未识别" if lang == "zh" else "Not told"
    return known.name_zh if lang == "zh" else known.name_en


def kind(return_kind: str, lang: str) -> str:
    """What a kind of return is called."""
    known = registry().returns[return_kind]
    return known.name_zh if lang == "zh" else known.name_en


def part(return_kind: str | None, name: str | None, lang: str) -> str:
    """What a part of a return is called; a dash for the whole file."""
    if return_kind is None or name is None:
        return "—"
    known = registry().part(return_kind, name)
    return known.name_zh if lang == "zh" else known.name_en


def period(code: str | None, lang: str) -> str:
    """`2023年第一季度`, or `2023 Q1`; `2023年度`, or `2023 (annual)`."""
    if code is None:
        return "—"
    known = Period.parse(code)
    return known.name_zh if lang == "zh" else known.name_en


def short_period(code: str, lang: str) -> str:
    """The period where the year is plain: `一季度`, or `Q1`; `年报`, or `Annual`."""
    known = Period.parse(code)
    return known.short_zh if lang == "zh" else known.short_en


def outstanding(return_kind: str | None, names_zh: str | None, lang: str) -> str:
    """Parts that are not in yet, as the warehouse lists them; a dash for none."""
    if not names_zh or return_kind is None or lang == "zh":
        return names_zh or "—"
    english = {part.name_zh: part.name_en for part in registry().returns[return_kind].parts}
    return ", ".join(english.get(name, name) for name in names_zh.split("、"))


def unit(code: str, unit_zh: str, lang: str) -> str:
    """The unit of the indicator's figures."""
    known = registry().indicators.get(code)
    return known.unit_en if lang == "en" and known else unit_zh


def indicator(code: str, lang: str) -> str:
    """The indicator's name; its code where the registry has it no more."""
    known = registry().indicators.get(code)
    if known is None:
        return code
    return known.name_en if lang == "en" else known.name_zh


def matter_state(code: str | None, lang: str) -> str:
    """How a suggestion is dealt with; None: nobody has answered."""
    return annual.matter_state(code) if lang == "zh" else _MATTER_STATES[code]


def step(target: Target, lang: str) -> str:
    """Of a step on the way to the plan's end: until when; else nothing."""
    if not is_step(target):
        return ""
    year = target["by_year"]
    return f"({year}年底阶段目标)" if lang == "zh" else f" (step, by the end of {year})"

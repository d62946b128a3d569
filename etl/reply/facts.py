"""What the receipt says of the file, of the return that it belongs to, and of its parts."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from etl.reply.headline import Answer, dry
from etl.reply.items import group_of
from etl.reply.punctuation import chinese
from etl.settings import ZONE

Facts = list[tuple[str, str]]  # label, value
UNKNOWN = "未能识别"
_ADOPTED = ("accepted", "accepted_with_warnings")
_LAST_SECOND = time(23, 59, 59)


def of_the_file(answer: Answer) -> Facts:
    """Which file it is and whose: what is not known is said, what was not asked is left out."""
    read = answer["verdict"] not in ("unreadable", "duplicate", "attachment")
    told = [
        ("文件", str(answer.get("file_name") or answer.get("file") or "")),
        ("到达时间", moment(answer.get("arrived_at"))),
        ("填报单位", _known(answer.get("league_zh") or answer.get("league_code"), read)),
        ("报表", _known(answer.get("return_zh"), read)),
        ("报告期", _known(answer.get("period_zh") or answer.get("period"), read)),
        ("填报日期", day(answer.get("reported_on"))),
        ("更正说明", str(answer.get("revision_reason") or "")),
    ]
    return [(label, value) for label, value in told if value]


def of_the_return(answer: Answer) -> Facts:
    """What was decided, and how the return stands."""
    number = answer.get("submission_id")
    told = [
        ("报送编号", f"第 {number} 号" if number is not None else ""),
        ("结论", "" if dry(answer) else str(answer.get("verdict_zh") or "")),
        ("第几版", _version(answer)),
        ("是否按时", _timeliness(answer)),
        ("本期尚缺", _outstanding(answer)),
        ("SHA-256", str(answer.get("sha256") or "")),
    ]
    return [(label, chinese(value)) for label, value in told if value]


def parts(answer: Answer) -> list[tuple[str, str, int, int, str]]:
    """Of each part: name, verdict, errors, warnings that are open, and what else there is."""
    found = list(answer.get("findings", ()))
    told = []
    for part, verdict in answer.get("parts", {}).items():
        name = answer.get("part_names", {}).get(part, part)
        of_part = [finding for finding in found if finding.get("part") == part]
        errors = sum(finding["severity"] == "error" for finding in of_part)
        groups = [group_of(finding) for finding in of_part]
        warnings = groups.count("open") - errors
        other = ((groups.count("settled"), "已说明或已豁免 {} 项"), (groups.count("info"), "提示 {} 项"))
        notes = [words.format(count) for count, words in other if count]
        if verdict == "refused" and _earlier_in_force(answer, name):
            notes.insert(0, "以前采用的版本继续有效")
        said = _checked(verdict) if dry(answer) else answer.get("parts_zh", {}).get(part, verdict)
        told.append((name, chinese(said), errors, warnings, chinese(",".join(notes))))
    return told


def moment(at: str | datetime | None) -> str:
    """A moment as people in the region write it; the last second of a day is its 24th hour."""
    if not at:
        return ""
    local = (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone(ZONE)
    if local.time().replace(microsecond=0) == _LAST_SECOND:
        return f"{day(local)}24时"
    return f"{day(local)} {local:%H:%M:%S}(北京时间)"


def day(of: str | date | None) -> str:
    """A day as people write it."""
    if not of:
        return ""
    found = datetime.fromisoformat(of) if isinstance(of, str) else of
    return f"{found.year}年{found.month}月{found.day}日"


def _checked(verdict: str) -> str:
    return "可以采用" if verdict in _ADOPTED else "不能采用,请更正"


def _known(value: Any, read: bool) -> str:
    return str(value or (UNKNOWN if read else ""))


def _version(answer: Answer) -> str:
    versions = answer.get("versions")
    if versions is None or not answer.get("parts"):
        return ""
    if any(verdict in _ADOPTED for verdict in answer["parts"].values()):
        return f"第 {versions} 版"
    return f"本次未采用;以前已采用 {versions} 版" if versions else "本次未采用;还没有采用的版本"


def _timeliness(answer: Answer) -> str:
    said = answer.get("timeliness_zh")
    if not said:
        return ""
    due, effective = answer.get("due_at"), answer.get("effective_due_at")
    if answer.get("timeliness") == "exempt" or not due:
        return str(said)
    moved = f",遇节假日顺延至 {moment(effective)}" if effective and moment(effective) != moment(due) else ""
    return f"{said}(截止 {moment(due)}{moved})"


def _outstanding(answer: Answer) -> str:
    if "outstanding" not in answer or not answer.get("period") or dry(answer):
        return ""
    return str(answer["outstanding"] or "无,本期报表已报齐")


def _earlier_in_force(answer: Answer, name: str) -> bool:
    return bool(answer.get("versions")) and name not in str(answer.get("outstanding") or "").split("、")

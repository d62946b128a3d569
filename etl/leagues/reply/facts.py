"""What the receipt shows of the file, of the return that it belongs to, and of its parts."""

from __future__ import annotations

from etl.common.dates import day, moment
from etl.common.punctuation import chinese
from etl.leagues.reply.headline import dry
from etl.leagues.reply.items import group_of
from etl.leagues.reply.model import Answer
from etl.leagues.reply.standing import ADOPTED, states_of

Facts = list[tuple[str, str]]  # label, value
UNKNOWN = "未能识别"


def in_short(answer: Answer) -> str:
    """Whose return of which period it is, whether it is on time, and what of it is still to come."""
    whose = (answer.get(name) for name in ("league_zh", "period_zh", "return_zh"))
    outstanding = _outstanding(answer)
    timeliness = None if dry(answer) else answer.get("timeliness_zh")
    standing = [timeliness, outstanding and f"本期尚缺{outstanding}" if answer.get("outstanding") else None]
    return chinese(" · ".join(str(text) for text in (*whose, *standing) if text))


def of_the_file(answer: Answer) -> Facts:
    """Which file it is and whose: what is not known is shown as unknown, what was not asked is left out."""
    read = answer["verdict"] not in ("unreadable", "duplicate", "attachment")
    facts = [
        ("文件", str(answer.get("file_name") or answer.get("file") or "")),
        ("到达时间", moment(answer.get("arrived_at"))),
        ("填报单位", _known(answer.get("league_zh") or answer.get("league_code"), read)),
        ("报表", _known(answer.get("return_zh"), read)),
        ("报告期", _known(answer.get("period_zh") or answer.get("period"), read)),
        ("填报日期", day(answer.get("reported_on"))),
        ("更正说明", str(answer.get("revision_reason") or "")),
    ]
    return [(label, value) for label, value in facts if value]


def of_the_return(answer: Answer) -> Facts:
    """What was decided, and how the return stands."""
    number = answer.get("submission_id")
    facts = [
        ("报送编号", f"第 {number} 号" if number is not None else ""),
        ("重新审核", _again(answer)),
        ("结论", "" if dry(answer) else str(answer.get("verdict_zh") or "")),
        ("第几版", _version(answer)),
        ("是否按时", _timeliness(answer)),
        ("本期尚缺", _outstanding(answer)),
        ("建议答复", _matters(answer)),
        ("SHA-256", str(answer.get("sha256") or "")),
    ]
    return [(label, chinese(value)) for label, value in facts if value]


def _matters(answer: Answer) -> str:
    count = len(answer.get("matters") or ())
    return f"贵单位的意见建议有 {count} 件已答复,见“建议答复”表" if count else ""


def _again(answer: Answer) -> str:
    before = answer.get("again_of")
    return f"由第 {before} 号报送的文件重新审核,以本回执为准" if before else ""


def parts(answer: Answer) -> list[tuple[str, str, int, int, str]]:
    """Of each part: name, what counts now, errors, warnings that are open, and what else there is."""
    words = answer.get("part_states_zh", answer.get("parts_zh", {}))
    lines = []
    for part, state in states_of(answer).items():
        name = answer.get("part_names", {}).get(part, part)
        of_part = [finding for finding in answer.get("findings", ()) if finding.get("part") == part]
        errors = sum(finding["severity"] == "error" for finding in of_part)
        groups = [group_of(finding) for finding in of_part]
        warnings = groups.count("open") - errors
        other = ((groups.count("settled"), "已说明或已豁免 {} 项"), (groups.count("info"), "提示 {} 项"))
        notes = [note.format(count) for count, note in other if count]
        if state == "refused" and _earlier_in_force(answer, name):
            notes.insert(0, "以前采用的版本继续有效")
        outcome = _checked(state) if dry(answer) else words.get(part, state)
        lines.append((name, chinese(outcome), errors, warnings, chinese(",".join(notes))))
    return lines


def _checked(state: str) -> str:
    return "可以采用" if state in ADOPTED else "不能采用,请更正"


def _known(value: str | None, read: bool) -> str:
    return value or (UNKNOWN if read else "")


def _version(answer: Answer) -> str:
    versions = answer.get("versions")
    if versions is None or not answer.get("parts"):
        return ""
    if answer.get("version"):
        return f"第 {answer['version']} 版"
    return f"本次未采用;以前已采用 {versions} 版" if versions else "本次未采用;还没有采用的版本"


def _timeliness(answer: Answer) -> str:
    timeliness = answer.get("timeliness_zh")
    if not timeliness:
        return ""
    due, effective = answer.get("due_at"), answer.get("effective_due_at")
    if answer.get("timeliness") == "exempt" or not due:
        return timeliness
    moved = f",遇节假日顺延至 {moment(effective)}" if effective and moment(effective) != moment(due) else ""
    return f"{timeliness}(截止 {moment(due)}{moved})"


def _outstanding(answer: Answer) -> str:
    if "outstanding" not in answer or not (answer.get("period") and answer.get("league_code")) or dry(answer):
        return ""
    return str(answer["outstanding"] or "无,本期报表已报齐")


def _earlier_in_force(answer: Answer, name: str) -> bool:
    return bool(answer.get("versions")) and name not in str(answer.get("outstanding") or "").split("、")

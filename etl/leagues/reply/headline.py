"""What became of the file and what the league must do, in a sentence or two."""

from __future__ import annotations

from collections import Counter

from etl.common.dates import day
from etl.common.settings import settings
from etl.leagues.reply.items import group_of, is_explainable, sentence
from etl.leagues.reply.model import Answer, AnswerFinding, Withdrawn
from etl.leagues.reply.standing import OVER, states_of
from schemas.registry import registry

_BY_ITEMS = "请逐项处理下面的待办事项:点蓝色的单元格,就到您报表中的那个位置。"
_ANSWER = "在原文件上改好后,把整份文件重新放入收件文件夹。"
_PART_SENTENCES = {
    "accepted": "{name}{adopted}",
    "accepted_with_warnings": "{name}{adopted}",
    "superseded": "{name}已由更新的版本代替",
    "withdrawn": "{name}已撤回,不再采用{because}",
}


def dry(answer: Answer) -> bool:
    """Whether the file was only checked, not sent."""
    return answer.get("submission_id") is None


def headline(answer: Answer) -> tuple[str, str]:
    """The banner: first what to do, then a line about how."""
    match answer["verdict"]:
        case "unreadable":
            return "文件未能读取,请处理后重新报送。", _first(answer)
        case "duplicate":
            return _duplicate(answer)
        case "attachment":
            return "附件已留存。", _first(answer)
        case "rejected":
            return _rejected(answer)
    states = set(states_of(answer).values())
    if "held" in states:
        return _held(answer)
    if len(states) == 1 and states <= set(OVER):
        return _over(answer, *states)
    if answer["verdict"] == "partly_accepted" or states & set(OVER):
        return _by_parts(answer)
    return _accepted(answer)


def _duplicate(answer: Answer) -> tuple[str, str]:
    numbers = "、".join(
        f"第 {number} 号" for number in answer.get("in_force", [answer.get("duplicate_of")]) if number
    )
    if numbers:
        return f"这份文件以前报送过,以{numbers}报送的回执为准。", _first(answer)
    return "这份文件以前报送过,现在没有生效的版本,请重新报送。", _first(answer)


def _held(answer: Answer) -> tuple[str, str]:
    """What is accepted and does not count yet, why, and what counts meanwhile."""
    states = states_of(answer)
    names = "、".join(_name(answer, part) for part, state in states.items() if state == "held")
    holding = [finding for finding in answer.get("findings", ()) if _holds(finding["rule"])]
    because = "".join(sentence(finding, "says") for finding in holding[:1])
    others = [
        f"{_name(answer, part)}{_refused(answer)}" for part, state in states.items() if state == "refused"
    ]
    first = ";".join([f"{names}暂不生效:{because.removesuffix('。')}", *others])
    how = "".join(sentence(finding, "to_do") for finding in holding[:1])
    return f"{first}。", f"以前采用的版本继续有效。{how}"


def _holds(rule_id: str) -> bool:
    """Whether the rule holds a part, or finds the cause of what one that does would find."""
    cause = registry().causes.get(rule_id)
    return not {rule_id, *(cause.absorbs if cause else ())}.isdisjoint(settings().hold_rules)


def _rejected(answer: Answer) -> tuple[str, str]:
    of_file = [finding for finding in _errors(answer) if not finding.get("part")]
    refused = _refused(answer)
    if of_file:
        # A correction would not help where the year is locked or the period not over.
        refused = refused.split(",")[0]
    if len(of_file) == 1:
        return f"{refused}:{sentence(of_file[0], 'says')}", sentence(of_file[0], "to_do")
    counted = [f"{_name(answer, part)}有 {count} 项错误" for part, count in _counts(answer).items()]
    if of_file:
        counted.insert(0, f"整个文件有 {len(of_file)} 项错误")
    return f"{refused}:{','.join(counted)}。" if counted else f"{refused}。", _BY_ITEMS + _ANSWER


def _over(answer: Answer, state: str) -> tuple[str, str]:
    """Nothing of it counts any more, and every part for the same reason."""
    names = "、".join(_name(answer, part) for part in states_of(answer))
    if state == "superseded":
        return f"已由更新的版本代替:{names}以更新的版本为准。", _still_to_send(answer)
    because = dict.fromkeys(_because(answer, part) for part in states_of(answer))
    return f"已撤回:{names}不再采用{''.join(because)}。", _still_to_send(answer)


def _because(answer: Answer, part: str) -> str:
    """Who withdrew the part, when and why."""
    withdrawals = _withdrawn(answer, part)
    return "".join(f"({gone['actor']},{day(gone['at'])}:{gone['reason']})" for gone in withdrawals)


def _withdrawn(answer: Answer, part: str) -> list[Withdrawn]:
    return [gone for gone in answer.get("withdrawn") or () if gone["part"] == part]


def _by_parts(answer: Answer) -> tuple[str, str]:
    counts, adopted, states = _counts(answer), _adopted(answer), states_of(answer)
    sentences = []
    for part, state in states.items():
        name = _name(answer, part)
        if state in _PART_SENTENCES:
            because = _because(answer, part)
            sentences.append(_PART_SENTENCES[state].format(name=name, adopted=adopted, because=because))
        else:
            wrong = f"有 {counts[part]} 项错误," if part in counts else ""
            sentences.insert(0, f"{name}{wrong}{_refused(answer)}")
    partly = "refused" in states.values() and not set(states.values()) <= {"refused", *OVER}
    lead = f"部分{adopted.removeprefix('已')}:" if partly else ""
    warnings = _open_warnings(answer)
    also = f"另有 {warnings}。" if warnings else ""
    how = f"{_BY_ITEMS}{also}{_ANSWER}" if counts else also + _still_to_send(answer)
    return f"{lead}{';'.join(sentences)}。", how


def _accepted(answer: Answer) -> tuple[str, str]:
    adopted, missing = _adopted(answer), _still_to_send(answer)
    warnings = _open_warnings(answer)
    if warnings:
        return f"{adopted};有 {warnings}。", missing + _BY_ITEMS
    settled = sum(group_of(finding) == "settled" for finding in answer.get("findings", ()))
    explained = f"{settled} 项警告已说明或已豁免,不用再处理。" if settled else ""
    if missing:
        return f"{adopted};本期还缺{answer['outstanding']},请另行报送。", explained
    if dry(answer):
        return "没有发现错误,可以报送。", explained
    return f"{adopted},无需处理。", explained or "请留存本回执。"


def _still_to_send(answer: Answer) -> str:
    missing = answer.get("outstanding")
    return f"本期还缺{missing},请另行报送。" if missing and not dry(answer) else ""


def _adopted(answer: Answer) -> str:
    return "可以采用" if dry(answer) else "已采用"


def _refused(answer: Answer) -> str:
    return "不能采用,请更正" if dry(answer) else "未采用,请更正后重新报送"


def _errors(answer: Answer) -> list[AnswerFinding]:
    return [finding for finding in answer.get("findings", ()) if finding["severity"] == "error"]


def _counts(answer: Answer) -> Counter[str]:
    return Counter(part for finding in _errors(answer) if (part := finding.get("part")))


def _open_warnings(answer: Answer) -> str:
    """How many warnings are open, and how they are answered; nothing where none is."""
    warnings = [
        finding
        for finding in answer.get("findings", ())
        if finding["severity"] == "warning" and group_of(finding) == "open"
    ]
    explainable = sum(map(is_explainable, warnings))
    again = "请更正" if dry(answer) else "请更正后重新报送"
    answered = ((explainable, "请更正,或在情况说明中写明原因"), (len(warnings) - explainable, again))
    how = [(count, words) for count, words in answered if count]
    if len(how) < 2:
        return "".join(f"{count} 项警告,{words}" for count, words in how)
    return f"{len(warnings)} 项警告:" + ";".join(f"{count} 项{words}" for count, words in how)


def _name(answer: Answer, part: str) -> str:
    return str(answer.get("part_names", {}).get(part, part))


def _first(answer: Answer) -> str:
    findings = answer.get("findings") or ()
    return sentence(findings[0], "says") + sentence(findings[0], "to_do") if findings else ""

"""What a cell takes, as a spreadsheet's check of entries with its words of refusal."""

from __future__ import annotations

from datetime import date

from etl.leagues.template.model import Allowed

Options = dict[str, str | bool | int | date | list[str]]  # by XlsxWriter's names

_LONGEST = 255  # characters, of a list as of a message
_REFUSED: Options = {"error_type": "stop", "ignore_blank": True}


def validation(allowed: Allowed, at: str) -> Options:
    """The options of XlsxWriter's `data_validation` for the cell at this address.

    A list that is longer than a spreadsheet's check can hold is not checked.
    """
    if allowed.kind == "choice":
        return _choice(allowed)
    if allowed.kind == "date":
        return _date(allowed)
    return {
        **_REFUSED,
        **_number(allowed, at),
        "error_title": "请填写数字",
        "error_message": _number_message(allowed),
    }


def _choice(allowed: Allowed) -> Options:
    if len(",".join(allowed.words)) > _LONGEST:
        return {"validate": "any"}
    message = f"只能是:{'、'.join(allowed.words)}。"
    if allowed.others:
        message = "请尽量从列表中选择;列表中没有的,可照原样填写。"
    elif len(message) > _LONGEST:
        message = "请从列表中选择。"
    return {
        **_REFUSED,
        "validate": "list",
        "source": list(allowed.words),
        "error_type": "information" if allowed.others else "stop",
        "error_title": "请从列表中选择",
        "error_message": message,
    }


def _date(allowed: Allowed) -> Options:
    since = allowed.since or date(2000, 1, 1)
    if allowed.until is not None:
        asked = f"{since} 至 {allowed.until} 之间的日期,例如 {since}"
        among: Options = {"criteria": "between", "minimum": since, "maximum": allowed.until}
    else:
        asked = "日期,例如 2023-04-03"
        among = {"criteria": ">=", "value": since}
    return {
        **_REFUSED,
        **among,
        "validate": "date",
        "error_title": "请填写日期",
        "error_message": f"请填写{asked}。",
    }


def _number(allowed: Allowed, at: str) -> Options:
    if allowed.decimals:
        exact = f"=AND(ISNUMBER({at}),{at}>=0,ROUND({at},{allowed.decimals})={at})"
        return {"validate": "custom", "value": exact}
    if allowed.most is not None:
        return {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": allowed.most}
    return {"validate": "integer", "criteria": ">=", "value": 0}


def _number_message(allowed: Allowed) -> str:
    if allowed.most is not None:
        return f"请填写 1 至 {allowed.most} 的项目序号;不属于某个项目的可留空。"
    kind = f"不小于 0 的数,最多 {allowed.decimals} 位小数" if allowed.decimals else "不小于 0 的整数"
    return f"请填写{kind},不要带单位和“约”“左右”等文字;没有发生填 0,没有掌握留空。"

"""A page for each rule, in `docs/rules/`, from the register: `python -m etl.operate.handbook.rule_pages`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from etl.common.settings import REPOSITORY, SQL
from schemas.registry import registry
from schemas.registry.objects import Part, Rule

FOLDER = REPOSITORY / "docs" / "rules"
INDEX = "README.md"

_JUDGES = {
    "gate": ("整份核对:文件、盟市和报告期", "gate: the file as a whole, its league and its period"),
    "reader": ("读取:表头和单元格", "reader: headers and cells"),
    "pandera": ("本表核对:一张表以内", "pandera: one part by itself"),
    "sql": (
        "对照核对:与其他表、历史和其他盟市对照",
        "sql: against other parts, the history and the other leagues",
    ),
}
_SEVERITIES = {
    "error": ("错误,该表不予接收", "error: the part is refused"),
    "warning": ("警告,接收后请更正或说明", "warning: accepted; to be corrected or explained"),
    "info": ("提示,供参考", "info: for information"),
}
_CLOSED = ("错误,整份不予接收", "error: the whole file is refused")
_STATUSES = {
    "active": ("启用", "active"),
    "beta": ("试行,不退回报表", "beta: it counts and refuses nobody"),
    "retired": ("停用", "retired"),
}
_ANSWERS = {
    "own_row": ("更正,或在该行的“情况说明”中说明原因", "correct it, or explain it in 情况说明 of the row"),
    "annual_data": (
        "更正,或在年度报表主要数据该行的“情况说明”中说明原因",
        "correct it, or explain it in 情况说明 of the row in the annual main data",
    ),
}
_ONLY_CORRECTED = ("只能更正,说明不算", "only by correcting it")
_NO_ANSWER = ("无需答复", "no answer is asked for")
# Where rules without a column of their own look, by how their ids begin; the first that fits.
_PLACES = {
    "file_": ("整个文件", "the file"),
    "league_": ("填报单位、文件名、文件夹", "填报单位, the file’s name, its folder"),
    "period_": ("报告期、文件名", "报告期, the file’s name"),
    "part_": ("工作表", "the sheet"),
    "column_": ("表头", "the header"),
    "row_": ("文本文件的行", "the rows of a text file"),
    "repaired_delimiter": ("文本文件的行", "the rows of a text file"),
    "personal_": ("各文字列", "text columns"),
    "number_": ("各数字列", "number columns"),
    "repaired_": ("各数字列", "number columns"),
    "converted_": ("各数字列", "number columns"),
    "choice_": ("各选填列", "columns with a choice"),
}
_WHOLE_RETURN = ("整个报表", "the return")


def pages() -> Mapping[str, str]:
    """Every page by its file's name: one a rule, and the index."""
    rules = registry().rules.values()
    return {f"{rule.rule_id}.md": _page(rule) for rule in rules} | {INDEX: _index(list(rules))}


def write() -> None:
    """`docs/rules/` holds these pages and no other."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = pages()
    for file in FOLDER.glob("*.md"):
        if file.name not in made:
            file.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def places(rule: Rule) -> tuple[str, str]:
    """Where the rule looks: returns, parts and columns; Chinese and English."""
    parts = list(_parts(rule))
    if rule.column is None and rule.judge != "pandera":
        fitting = (place for start, place in _PLACES.items() if rule.rule_id.startswith(start))
        return next(fitting, _WHOLE_RETURN)
    chinese, english = [], []
    for part in parts:
        kind = registry().returns[part.return_kind]
        column = part.column(rule.column) if rule.column else None
        named = f"“{column.name_zh}”" if column else ""
        chinese.append(f"{kind.name_zh}·{part.name_zh}{named}")
        english.append(f"{kind.name_en}: {part.name_en}" + (f", {column.name_zh}" if column else ""))
    return ";".join(chinese), "; ".join(english)


def _parts(rule: Rule) -> Iterator[Part]:
    """The parts that the rule judges; a reader's rule looks at all that have its column."""
    for kind in registry().returns.values():
        for part in kind.parts:
            is_read = (
                rule.judge == "reader" and rule.column is not None and part.column(rule.column) is not None
            )
            if is_read or rule.rule_id in part.rules:
                yield part


def _page(rule: Rule) -> str:
    judge, status = _JUDGES[rule.judge], _STATUSES[rule.status]
    severity = _CLOSED if (rule.judge, rule.severity) == ("gate", "error") else _SEVERITIES[rule.severity]
    where, answer = places(rule), _answer(rule)
    lines = [
        f"# {rule.name_zh}",
        "",
        f"`{rule.rule_id}`,第 {rule.version} 版",
        "",
        "| | |",
        "|---|---|",
        f"| 级别 | {severity[0]} |",
        f"| 状态 | {status[0]} |",
        f"| 核对环节 | {judge[0]} |",
        f"| 核对位置 | {where[0]} |",
        f"| 如何答复 | {answer[0]} |",
        f"| 提示语 | {_cell(rule.says_zh)} |",
        f"| 怎么办 | {_cell(rule.to_do_zh)} |",
        f"| 举例 | {_cell(rule.example_zh)} |",
        "",
        f"## {rule.name_en}",
        "",
        "| | |",
        "|---|---|",
        f"| Severity | {severity[1]} |",
        f"| Status | {status[1]} |",
        f"| Judge | {judge[1]} |",
        f"| Looks at | {where[1]} |",
        f"| Answered | {answer[1]} |",
        f"| Says | {_cell(rule.says_en)} |",
        f"| To do | {_cell(rule.to_do_en)} |",
        f"| Example | {_cell(rule.example_en)} |",
    ]
    if rule.judge == "sql":
        lines += [
            "",
            "Exactly, as [its SQL](../../sql/rules/" + f"{rule.rule_id}.sql) says:",
            "",
            _comment(rule),
        ]
    return "\n".join([*lines, "", f"[全部规则 All rules]({INDEX})", ""])


def _answer(rule: Rule) -> tuple[str, str]:
    if rule.severity == "info":
        return _NO_ANSWER
    return _ANSWERS.get(rule.explained_in or "", _ONLY_CORRECTED)


def _comment(rule: Rule) -> str:
    """The comment that its SQL begins with."""
    lines = []
    for line in (SQL / "rules" / f"{rule.rule_id}.sql").read_text(encoding="utf-8").splitlines():
        if not line.startswith("-- "):
            break
        lines.append(f"> {line.removeprefix('-- ')}")
    return "\n".join(lines)


def _index(rules: list[Rule]) -> str:
    lines = [
        "# 核对规则 Rules",
        "",
        "Made from `schemas/registry/rules.csv` by `make rules`; words in braces are filled in.",
    ]
    for judge, (chinese, english) in _JUDGES.items():
        lines += [
            "",
            f"## {chinese}",
            "",
            english,
            "",
            "| 规则 | Rule | 级别 | 状态 | 提示语 |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| [{rule.name_zh}]({rule.rule_id}.md) | `{rule.rule_id}`: {rule.name_en} | {rule.severity} "
            f"| {rule.status} | {_cell(rule.says_zh)} |"
            for rule in rules
            if rule.judge == judge
        ]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write()

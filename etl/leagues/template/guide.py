"""The first sheet of a template, 填表说明: until when, how to fill it in, and what happens then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.leagues.matters import AnsweredMatter, answer_zh
from etl.leagues.template.due import Owed
from schemas.registry.objects import League, Part, Registry


def guide(
    league: League, owed: Owed, registry: Registry, matters: Sequence[AnsweredMatter] = ()
) -> tuple[tuple[str, str], ...]:
    """Captions and the texts beside them, in order; last what the league's suggestions were answered."""
    asked = owed.kind.parts_asked(owed.period)
    sheets = "、".join(f"“{part.name_zh}”" for part in asked)
    statuses = "、".join(registry.words["status"])
    free = (label for label in registry.labels.values() if not label.required and label.place != "unasked")
    labels = "、".join(label.name_zh for label in free)
    about_fields = {
        "year_to_date": (
            "本年累计",
            "上季度已采用的,按“上季度本年累计+本季度数”自动计算;确需修改可直接覆盖,并写情况说明。",
        ),
        "status": ("进展状态", f"从下拉列表中选择:{statuses}。"),
        "rate": ("完成率", "由年度完成和年度目标自动计算;年度完成取自主要数据中该项目的第一个指标。"),
    }
    fields = {column.field for part in asked for column in part.columns}
    required = "带 ★ 的指标必须填报。" if any(part.subject == "indicator" for part in asked) else ""
    return (
        ("报表", f"{owed.kind.name_zh},{owed.period.name_zh}"),
        ("单位", league.name_zh),
        ("报送期限", _due(owed)),
        ("填哪里", f"填写{sheets}各表的黄色单元格;灰色单元格已锁定,不用改。"),
        ("填什么", f"没有发生填 0,没有掌握留空;{required}个数填整数,金额按表中单位填写。"),
        *(line for field, line in about_fields.items() if field in fields),
        *(_of_an_open_list(part, owed, registry) for part in asked if _is_open(part, registry)),
        (
            "颜色提示",
            "红色:强制性,会被退回,必须更正;橙色:核实性,有疑问,请更正或写情况说明。“自动核对”一栏写明是什么问题,表的上方写明还有几处。",
        ),
        ("表头表尾", f"{labels}只在第一张表上填一次;更正说明只在重新报送时填写。"),
        ("怎样报送", f"保存后(.xlsx、.xls、.ods 均可)放入收件箱中本单位的文件夹 {league.league_code}。"),
        ("报送之后", "数秒内,发件箱中本单位的文件夹里会有回执:是否采用、哪个单元格有问题、怎样更正。"),
        ("怎样更正", "在原文件上改好后整份重新报送,并写更正说明;后采用的一份代替先前的一份。"),
        *(("建议答复", f"“{matter['wording']}”{answer_zh(matter)}") for matter in matters),
    )


def _is_open(part: Part, registry: Registry) -> bool:
    known = registry.subjects.get(part.subject)
    return known is not None and known.listed_in is None


def _of_an_open_list(part: Part, owed: Owed, registry: Registry) -> tuple[str, str]:
    """How rows come and go where no list says what there must be."""
    known, last = registry.subjects[part.subject], owed.period.known.last_zh
    listed = f"{last}采用过的名单已填好,没有的从头填起,新增的填在后面的空行。"
    has_remark = any(column.role == "note" for column in part.columns)
    gone = "不再报送的保留该行、不填数,在情况说明中写明原因。" if has_remark else "不再报送的删去该行。"
    codes = "代码按文本填写,存成数字会丢失后几位。" if known.signs == "uscc" else ""
    return f"{known.name_zh}名单", f"{listed}{gone}{codes}"


def _due(owed: Owed) -> str:
    until = f"{_day(owed.due)}(含当日)"
    if owed.due == owed.nominal:
        return until
    return f"{until}。原为{_day(owed.nominal)},遇放假顺延"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

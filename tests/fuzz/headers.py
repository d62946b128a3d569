"""The columns of each part and their other names, by forms.md."""

from __future__ import annotations

from random import Random

from tests.fuzz.house import House
from tests.fuzz.spell import wide

COLUMNS: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("quarterly", "data"): {
        "code": ("指标编码", "指标代码", "编码"),
        "name": ("指标名称", "指标", "统计指标", "项目指标"),
        "unit": ("计量单位", "单位"),
        "figure": ("本季度数", "本季度完成", "本季完成数", "本期数"),
        "year_to_date": ("本年累计", "累计完成", "本年累计完成", "年初至今累计"),
        "remark": ("情况说明", "备注", "说明"),
    },
    ("annual", "data"): {
        "code": ("指标编码", "指标代码", "编码"),
        "name": ("指标名称", "指标", "统计指标", "项目指标"),
        "unit": ("计量单位", "单位"),
        "figure": ("全年完成", "全年数", "年度完成"),
        "remark": ("情况说明", "备注", "说明"),
    },
    ("quarterly", "progress"): {
        "number": ("项目序号", "序号", "项目编号"),
        "name": ("项目名称", "重点项目", "项目"),
        "status": ("进展状态", "状态", "推进状态"),
        "progress": ("进展情况", "工作进展", "主要进展"),
        "problems": ("存在问题", "问题", "困难和问题"),
        "advice": ("意见建议", "建议", "工作建议"),
        "budget": ("预算安排(万元)", "预算安排", "年度预算"),
        "spent": ("累计支出(万元)", "累计支出", "支出"),
        "leader": ("责任领导", "分管领导"),
        "person": ("责任人", "责任科室", "负责人"),
        "until": ("完成时限", "时限"),
        "measures": ("推进措施", "措施"),
        "stage": ("实施阶段", "阶段"),
        "practice": ("经验做法", "典型做法"),
        "remark": ("情况说明", "备注"),
    },
    ("annual", "completion"): {
        "number": ("项目序号", "序号", "项目编号"),
        "name": ("项目名称", "重点项目", "项目"),
        "target": ("年度目标", "目标"),
        "completed": ("年度完成", "完成", "全年完成", "全年数"),
        "rate": ("完成率", "完成率(%)"),
        "account": ("完成情况", "任务完成情况"),
    },
    ("monthly", "enterprises"): {
        "uscc": ("统一社会信用代码", "社会信用代码", "信用代码"),
        "name": ("企业名称", "企业", "用人单位名称"),
        "county": ("所在旗县", "旗县", "旗县(市、区)"),
        "industry": ("所属行业", "行业"),
        "employees": ("现有员工数", "在岗职工数", "现有用工人数"),
        "vacancies": ("岗位空缺数", "空缺岗位数", "缺工人数"),
        "hired": ("本月新招人数", "新招用人数"),
        "demand": ("下月用工需求", "预计下月需求"),
        "solved": ("解决用工人数", "帮助解决用工人数"),
        "channel": ("解决渠道", "渠道"),
        "remark": ("情况说明", "备注"),
    },
    ("monthly", "activities"): {
        "held_on": ("活动日期", "日期", "举办日期"),
        "title": ("活动名称", "招聘活动"),
        "county": ("所在旗县",),
        "enterprises": ("参加企业数", "参会企业数"),
        "posts": ("提供岗位数", "岗位数"),
        "intents": ("达成意向人数", "意向人数"),
    },
    ("annual", "suggestions"): {
        "number": ("项目序号", "序号", "项目编号"),
        "problem": ("存在问题", "问题", "困难和问题"),
        "suggestion": ("意见建议", "建议", "工作建议"),
    },
}
PARTS = {"quarterly": ("data", "progress"), "annual": ("completion", "data", "suggestions")}
PART_NAMES = {
    "data": "主要数据",
    "progress": "项目进展",
    "completion": "任务完成情况",
    "suggestions": "意见建议",
    "counties": "分旗县情况",
    "enterprises": "企业用工",
    "activities": "专场招聘活动",
}
SELDOM = ("measures", "stage", "practice", "remark")


def chosen(rng: Random, house: House, kind: str, part: str) -> list[str]:
    """The fields that the house writes, in its order."""
    fields = list(COLUMNS[kind, part])
    for field in SELDOM:
        kept = part == "enterprises" or (part != "progress" and house.remarks)  # the word of who is gone
        if field in fields and not kept and rng.random() < 0.6:
            fields.remove(field)
    if part == "data" and house.lacks in ("code", "name"):
        fields.remove(house.lacks)
    elif part in ("progress", "completion") and house.lacks == "name":
        fields.remove("name")
    if house.order == "shuffled":
        rng.shuffle(fields)
    elif house.order == "reversed":
        fields.reverse()
    return fields


def header(rng: Random, house: House, kind: str, part: str, field: str) -> str:
    """A column's header as the house writes it."""
    names = COLUMNS[kind, part][field]
    text = rng.choice(names) if house.aliases else names[0]
    if house.header == "full_width":
        return wide(text)
    stem, bracket = text.partition("(")[::2]
    tail = f"({bracket}" if bracket else ""
    if house.header == "wide_spaces":
        stem = "\u3000".join(stem)
    elif house.header == "spaces":
        stem = f" {stem[:1]} {stem[1:]} "
    elif house.header == "breaks" and not house.is_text:
        stem = f"{stem[:2]}\n{stem[2:]}" if len(stem) > 2 else stem
        tail = f"\n{tail}" if tail else ""
    return stem + tail

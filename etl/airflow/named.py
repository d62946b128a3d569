"""`dag` and `task` of airflow.sdk, which show what ops call them in Chinese, the id beside it.

A task also says what it takes and makes, for OpenLineage.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from airflow import sdk
from airflow.sdk.exceptions import AirflowException

from etl.airflow.lineage import flows
from etl.common.faults import log_fault, said

log = logging.getLogger(__name__)

Function = Callable[..., Any]

DAGS: Mapping[str, str] = {
    "answer_matter": "答复意见建议",
    "assign_file": "认领文件",
    "build_annual_summary": "生成年度汇总",
    "correct_arrival": "更正到达时间",
    "keep_house": "备份与清理",
    "lay_out_templates": "生成报表模板",
    "provide_base_figure": "录入2021年实绩",
    "publish_annual_summary": "审批与发布",
    "receive_returns": "收取与审核报表",
    "rejudge_returns": "重新审核",
    "release_submission": "放行报送",
    "remind_leagues": "催报提醒",
    "revoke_waiver": "终止豁免",
    "unlock_year": "开放年度",
    "waive_error": "豁免错误",
    "watch_pipeline": "运行告警",
    "withdraw_submission": "撤回报送",
}
TASKS: Mapping[str, str] = {
    "announce": "通知后续",
    "approve": "审批",
    "back_up": "备份",
    "check": "质量检查",
    "clean_up": "清理",
    "data_docs": "检查报告",
    "decide": "执行决定",
    "digest": "报送情况摘要",
    "fail_if_any_failed": "有失败即标红",
    "go_on": "继续下一轮",
    "judge": "审核",
    "lay_out": "生成模板",
    "look": "查看运行",
    "propose": "提请审批",
    "publish": "发布",
    "receive": "收取",
    "remind": "提醒盟市",
    "summarise": "生成汇总表",
    "turn_day": "到期年度重新汇总",
    "verify_archive": "核对存档",
}


def dag(**arguments: Any) -> Callable[[Function], Any]:
    """As airflow.sdk's; KeyError for a DAG that has no name in `DAGS`."""

    def named(function: Function) -> Any:
        return sdk.dag(dag_display_name=shown(DAGS, function.__name__), **arguments)(function)

    return named


def task(**arguments: Any) -> Callable[[Function], Any]:
    """As airflow.sdk's; KeyError for a task that has no name in `TASKS`."""

    def named(function: Function) -> Any:
        name = function.__name__
        flow = {side: [*arguments.get(side, []), *known] for side, known in flows(name).items()}
        return sdk.task(task_display_name=shown(TASKS, name), **{**arguments, **flow})(masking(function))

    return named


def masking(function: Function) -> Function:
    """The function; what it fails of is in the log, and goes on to Airflow's, without personal numbers."""

    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except AirflowException:  # what we tell Airflow
            raise
        except Exception as fault:
            log_fault(log, "the task failed")
            raise RuntimeError(said(fault)) from None

    return run


def called(task_id: str) -> dict[str, Any]:
    """The id of an operator that is no function, and what is shown of it."""
    return {"task_id": task_id, "task_display_name": shown(TASKS, task_id)}


def shown(names: Mapping[str, str], name: str) -> str:
    """Such as `收取 receive`: what ops call it, and the id that the runbook and the commands have."""
    return f"{names[name]} {name}"

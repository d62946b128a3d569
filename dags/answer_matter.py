"""What leagues suggest is answered (意见建议办理): who handles it, how it stands, what they are told.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao answer`. A later
answer takes the place of an earlier one; the leagues read it in their next reply and template.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from airflow.sdk import Param

from etl.airflow.decide_form import FORM, REASON, decide_by_form
from etl.airflow.named import dag


@dag(
    params={
        "matter": Param(
            type="string", title="事项编号", description="见报送看板或年度材料《意见建议办理》,如 2023-3e06b6"
        ),
        "handler": Param(type="string", minLength=2, title="承办单位", description="如 人社厅"),
        "state": Param(
            "正在办理",
            type="string",
            title="办理情况",
            description="办到哪一步",
            enum=["已办结", "正在办理", "列入计划", "暂不具备条件"],
        ),
        "reply": Param(
            type="string", minLength=2, title="答复内容", description="原文写入有关盟市下一次的回执和模板"
        ),
        "on": Param(None, type=["null", "string"], format="date", title="答复日期", description="留空为今天"),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def answer_matter() -> None:
    decide_by_form("answer")


answer_matter()

"""An error of one rule, in one part of a league's return, is let pass as a warning that names the waiver.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao waive`.
What was refused before is judged again by `rejudge_returns`.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from airflow.sdk import Param

from etl.airflow.decide_form import FORM, REASON, decide_by_form
from etl.airflow.named import dag


@dag(
    params={
        "rule": Param(type="string", title="规则编号", description="回执上的规则,如 number_text"),
        "league": Param(type="string", title="盟市", description="代码或名称,如 150100、呼和浩特市"),
        "period": Param(
            type="string", title="报告期", description="季度如 2023Q1,年度如 2023,月份如 2024M03"
        ),
        "part": Param(
            "data",
            type="string",
            title="报表",
            description="如 data 主要数据、counties 分旗县情况、enterprises 企业用工;全部见 docs/glossary.md",
        ),
        "indicator": Param(
            None, type=["null", "string"], title="指标代码", description="只豁免这个指标,如 P01-1;留空为全部"
        ),
        "project": Param(
            None, type=["null", "integer"], title="项目编号", description="只豁免这个项目;留空为全部"
        ),
        "subject": Param(
            None,
            type=["null", "string"],
            title="旗县、企业代码",
            description="只豁免这个旗县或企业;留空为全部",
        ),
        "until": Param(
            None, type=["null", "string"], format="date", title="有效期至", description="留空为长期"
        ),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def waive_error() -> None:
    decide_by_form("waive")


waive_error()

"""What the bulletin says, sentence by sentence; where it says what the annual report says, in its words."""

from __future__ import annotations

NAME = "行动进展简报"
INTRODUCTION = "本期简报反映{period}各盟市报送的季度进展报表。{stamp}。"
QUARTER = "{name}本季度{figure},本年累计{to_date}{before}{reporting}。"
BEFORE = ",比上年同期的{before}{change}"
REPORTING = "(报送盟市{reporting}/{expected})"
TARGETS = "方案{count}项量化目标按时间进度判定:{counts}。"
TO_WATCH = "以下目标需要关注。"
FIGURES = "总体目标和各项目首项指标的全区数如下表,全部指标和分盟市数见附表。"
STATUS = (
    "{projects}个项目、{leagues}个报送盟市共{cases}项次:{counts}。预算合计{budget}万元,支出合计{spent}万元"
)
ALL_IN = "应报的{owed}个盟市全部报齐,其中按时{on_time}个。"
SOME_IN = "应报的{owed}个盟市中,{complete}个报齐,其中按时{on_time}个。"
LATE = "迟报的:{names}。"
MISSING = "未报齐的:{names}。"
EXEMPT = "免报的:{names}。"
VOICES = "各盟市共提出问题和建议{times}条次,提出盟市较多的如下表,全部原文见附表。"
NO_VOICES = "各盟市没有提出问题和建议。"
EVERYONE = "全部盟市"

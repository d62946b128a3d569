"""What the report says, sentence by sentence; the chapters fill in the figures and choose what holds."""

from __future__ import annotations

from collections.abc import Mapping

DEPARTMENT = "内蒙古自治区人力资源和社会保障厅"
NAME = "行动总结报告"
APPROVED_BY = "审定人:{name}"
NO_DAY = "____年__月__日"

# How far the year has gone, by the quarters that are over: what happened in it, and the level at its end.
SPANS: Mapping[int, str] = {
    0: "{year}年",
    1: "{year}年第一季度",
    2: "{year}年上半年",
    3: "{year}年前三季度",
    4: "{year}年",
}
ENDS: Mapping[int, str] = {
    0: "{year}年",
    1: "{year}年第一季度末",
    2: "{year}年第二季度末",
    3: "{year}年第三季度末",
    4: "{year}年末",
}

# 一、总体情况
INTRODUCTION = (
    "根据《重点项目助推就业行动(2022—2025年)实施方案》(内人社发〔2022〕62号,以下简称方案),"
    "按照各盟市报送的季度进展报表和年度总结报表,现将{year}年度行动情况总结如下。"
)
RUNNING = "{year}年度尚未结束,本报告反映已结束的{quarters}个季度。"
NOT_BEGUN = "{year}年度尚无已结束的季度。"
DRAFT = "本报告为草稿,未经审定。"
EDITION = "本报告为{mark},由{by}于{on}审定。"
GROWTH = "比上年的{before}{change}。"
PROJECTS = "方案共有{all}个重点项目,其中有量化目标的{with_number}个、无量化目标的{without}个。"
PROJECTS_STAND = "有量化目标的{all}个项目按其中最差的一项目标判定:{counts}。"
TARGETS_STAND = "{year}年度判定的量化目标共{all}项(含总体目标):{counts}。"
PROJECTS_OF = "{standing}的{count}个:{names}。"
ALL_IN = "应报{period}报表的{all}个盟市全部报齐。"
SOME_IN = "应报{period}报表的{all}个盟市中,{complete}个报齐,{missing}未报齐。"
NONE_IN = "应报{period}报表的{all}个盟市均未报齐。"

# 二、目标任务完成情况
TARGET = "{name}:方案提出{wording},{facts}。"
DONE: Mapping[str, str] = {
    "each_year": "{span}完成{actual}",
    "cumulative": "{span}完成{this_year},自{from_year}年起累计{actual}",
    "stock": "{end}为{actual}",
    "stock_by": "{end}为{actual}",
}
DONE_LACKING: Mapping[str, str] = {
    "each_year": "{span}完成数缺",
    "cumulative": "{span}完成数缺",
    "stock": "{end}数缺",
    "stock_by": "{end}数缺",
}
CUMULATIVE_NOT_THIS_YEAR = "{span}完成数缺,自{from_year}年起累计{actual}"
OPENING = "含期初数{opening}"
NO_OPENING = "缺{opening},未计入"
PART_OF_LEAGUES = "报送盟市{reporting}/{expected}"
SHARE = "为目标{goal}的{share}"
SHARE_OF_LOWER_END = "为目标下限{goal}的{share}"
OVER = "超出{gap}"
EXACT = "恰为目标数"
WITHIN = "距目标差{gap},在“左右”允许的{tolerance}以内"
SHORT = "距目标还差{gap}"
ON_LINE = "不低于时间进度应达到的{line}"
BELOW_LINE = "低于时间进度应达到的{line}"
UNKNOWN = "因缺{missing},暂不能判定,列为数据不全"
STILL_LACKING = "(尚缺{missing})"
PROVISIONAL = "暂定数"
EACH_LEAGUE = "按盟市判定,每个盟市目标{goal},{all}个盟市中{counts}"
EACH_LEAGUE_LACKING = "数缺"
EACH_LEAGUE_SHORT = "{actual},差{gap}"
TARGETS = "方案的量化目标完成情况如下表和下图,随后按判定分列各项目。"
NO_NUMBER = (
    "方案对下列{count}个项目没有提出数字,以其首项指标反映,其他指标见“主要数据”,工作情况见“项目推进与资金”。"
)
SO_FAR = "每年判定的目标和已经到期的目标,从行动首年到{year}年的情况如下表;其余目标见上。"

# 三、主要数据
FIGURES = "全区汇总的主要指标{all}项"
FIGURES_WHOLE = ",{leagues}个盟市全部报送"
COMPLETENESS: Mapping[str, str] = {
    "complete": "报送盟市齐全的",
    "lacking": "缺盟市的",
    "none": "全部盟市未报的",
}
FIGURES_PROVISIONAL = ";含暂定数的{count}项"
COMPARED = "可与上年比较的{all}项中,{counts}。"
MOVES: Mapping[str, str] = {"up": "增长的", "level": "持平的", "down": "下降的"}
NOT_COMPARED = "本年没有可与上年比较的指标。"
LARGEST = "{what}:{names}。"
MOVED = "{name}由{before}变为{now}({rate})"
NOT_SUMMED = "{names}不作全区汇总,不列入。"

# 四、项目推进与资金
STATUS = "{all}个项目、{leagues}个盟市共{cases}项次:{counts}。"
MONEY = "{all}个项目预算合计{budget}万元,支出合计{spent}万元"
MONEY_RATE = ",执行率{rate}。"
MONEY_LACKING = "。共{accounts}项次,报来预算的{budgeting}项次、支出的{spending}项次,合计只含已报的数"
MONEY_RATE_LACKING = ";按两者都报来的{both}项次计算,执行率{rate}。"
MONEY_LACKS = "{what}缺报的:{who}。"
NO_MONEY = "各盟市均未报送预算和支出。"
RATES = "可计算执行率的{count}个项目中,最高的是第{first}项({high}),最低的是第{last}项({low})。"
WORDS = (
    "下表摘录各盟市报送的工作情况原文:第n个项目从第n个盟市起依次轮转(盟市按行政区划代码排序),"
    "取第一个有文字的盟市;年报的完成情况优先,其次为最近季度的进展情况;超过{longest}字的以“…”截断。"
)
NO_WORDS = "各盟市均未报送进展情况。"
NO_PRACTICE = "各盟市未报送经验做法。"

# 五、报送情况
REPORTING = "{year}年度应报报表{expected}份,{counts}。"
EXEMPT = "另有免报{count}份。"
PUNCTUAL = "已到期或已报齐的{due}份中,按时率{rate}。"
ALL_ON_TIME = "已到期或已报齐的{due}份全部按时。"
LATE = "迟报的:{who}。"
MISSING = "未报齐的:{who}。"
NO_RETURNS = "{year}年度尚没有应报的报表。"

# 六、存在的问题与意见建议
VOICES = (
    "各盟市{year}年度共提出问题和建议{times:,}条次,文字相同的合并后为{texts}条"
    "(问题{problems}条、建议{advice}条)。"
)
NO_VOICES = "各盟市{year}年度没有提出问题和建议。"
WIDESPREAD = "在{least}个以上项目中提出的,列为共性问题和建议。"
BY_PROJECT = (
    "其余按项目列出:每个项目的问题和建议各取前{most}条,提出盟市多的在前;超过{longest}字的以“…”截断,"
    "全部原文见同套的行动总结表。"
)
NO_OTHERS = "除上述共性问题和建议外,各盟市没有就单个项目另提问题和建议。"
OTHERS = "(另有{count}条)"

# 行动期
ACTION = (
    "行动期至{year}年止,方案的{all}项数字中:{counts}。"
    "每年完成、每年保持的目标按各年中最差的一年判定;累计和到期达到的目标按期末判定。"
)
ACTION_EACH = "{name}:{counted}个年度中{met}个年度达标{not_met},判定为{standing}。"
ACTION_NOT_MET = "({years}年未达标)"

# 数据说明
COMPLETE = "应报送的盟市均已报送,各项全区数不缺盟市,没有暂定数。"
LACKING = "全区{all}项主要指标中,{count}项缺盟市:{leagues}。"
STALE = "其中以较早季度数计入合计的:{leagues}。"
PROVISIONAL_COUNT = "含暂定数(以季报数代替年报数)的指标{count}项,年报通过审核后更新。"
PREVIOUS = "上年数按目前掌握的数据计算;本年缺盟市的,或年度未结束的流量和比率指标,不与上年比较。"
DIFFERENCES = (
    "年报数与第四季度报表数不一致的{count}项,采用年报数,两数并列如下;"
    "其中{explained}项有说明、{silent}项没有说明。"
)
NO_DIFFERENCES = "已报送的年报与第四季度报表数据一致。"
WAIVERS = "本报告采用的报表中,有{count}份豁免生效,如下表。"
FINDINGS = "本年度报表中尚未说明或更正的核验问题{count}条(错误{errors}条、警告{warnings}条),如下表。"
READINGS = "方案的文字按下列口径判定。"

# 与上一版相比
CHANGED = "与第{number}版相比,有{count}处变化{shown}。"
SHOWN = ",下表列出前{most}处,其余见同套的行动总结表"
UNCHANGED = "与第{number}版相比,数据和文字没有变化。"

# 分旗县情况
COUNTIES = "{leagues}个盟市的{counties}个旗县(市、区)报送第{projects}项重点项目的{count}项指标。"
COUNTIES_AS_OF = "所列为截至{period}末的数。"
COUNTIES_WHOLE = "各旗县全部报齐。"
COUNTIES_SILENT = "没有报送分旗县情况的:{names}。"
COUNTIES_LACKING = "有旗县缺报的:{who}。"
COUNTIES_SUM = "小计"
COUNTIES_NOTE = (
    "存量为最近一个季度末的数,流量为1月1日以来累计;“缺”为没有报送;"
    "小计为已报旗县之和,下方注“8/9”等的,有旗县缺报。"
)
COUNTIES_COMPARED_NOTE = "所列为比上年增减,只列两年旗县都报齐的。"

# 重点企业用工
ENTERPRISES = (
    "截至{month}末,纳入调度的重点企业{enterprises}户,现有员工{employees}人,岗位空缺{vacancies}个。"
    "{span}共新招{hired}人,其中人社部门帮助解决{solved}人,占{share};举办专场招聘活动{events}场。"
)
ENTERPRISES_NONE = "各盟市均未报送重点企业用工情况。"
ENTERPRISES_WHOLE = "各月各盟市全部报送。"
ENTERPRISES_LACKING = "有盟市缺报的月份:{months};缺报的盟市不在合计之内。"
ENTERPRISES_NOTE = "现有员工、岗位空缺为月末数,新招、解决用工和招聘活动为本月数;“缺”为没有报送。"

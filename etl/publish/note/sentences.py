"""What the note says, sentence by sentence."""

from __future__ import annotations

NAME = "重点企业用工情况"
REGION = (
    "截至{month}末,{leagues}的{enterprises}户重点企业现有员工{employees}人,岗位空缺{vacancies}个{vacancies_change};"
    "本月新招{hired}人{hired_change},其中人社部门帮助解决{solved}人{solved_change}"
    "{solved_share};预计下月用工需求{demand}人。"
)
ALL_LEAGUES = "{count}个盟市"
SOME_LEAGUES = "已报送的{reporting}个盟市(应报{expected}个)"
NONE = "各盟市均未报送{month}的重点企业用工情况。"
UP, DOWN, LEVEL = (
    "比{than}增加{more}{unit}(增长{rate})",
    "比{than}减少{more}{unit}(下降{rate})",
    "与{than}持平",
)
NOT_COMPARED = "两个月的报送盟市不同,不与{before}比较。"
SHARE = ",占{rate}"
LACKING = "有空缺的企业{lacking}户"
LACKING_AGAIN = ",其中{again}户{before}末也有空缺。"
MOST = "空缺最多的{count}个行业合计占全部空缺的{rate}。"
OTHERS = "其他{count}个行业"
COMPANIES = "月末空缺最多的{count}户企业(前50户见附表)"
EVENTS = (
    "本月举办专场招聘活动{events}场{leagues},"
    "参加企业{enterprises}家次,提供岗位{posts}个,达成意向{intents}人。"
)
EVENTS_OF = "({reporting}/{expected}个盟市报送)"
NO_EVENTS = "本月没有报来专场招聘活动。"

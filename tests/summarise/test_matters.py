"""Which words of leagues count as the same matter."""

from __future__ import annotations

import pytest

from etl.summarise.matters import alike


@pytest.mark.parametrize(
    "texts",
    [
        ("基层人手不足。", "基层人手不足", " 基层 人手\n不足!"),
        ("资金到位较慢", "部分资金到位比较慢。", "目前存在资金到位慢的问题"),
        ("基层人手不足", "基层人员不足", "基层人手严重不足"),
        ("企业参与积极性不高", "企业参加积极性不高"),
        ("缺口12人,系统卡顿", "系统卡顿;缺口 15 人"),
        ("建议加大资金支持力度", "请进一步加大资金支持"),
        ("(1)系统卡顿", "系统卡顿"),
        ("一是系统卡顿", "系统卡顿"),
    ],
)
def test_these_say_the_same(texts: tuple[str, ...]) -> None:
    assert alike(texts) == [list(range(len(texts)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("资金到位较慢", "资金到位较快"),
        ("企业参与积极性高", "企业参与积极性不高"),
        ("补贴标准应当提高一些", "补贴标准应当降低一些"),
        ("建议增加职业技能实训基地补助资金", "建议增加公共实训基地补助资金"),
        ("资金到位较慢", "基层人手不足"),
        ("建议增加编制", "建议减少编制"),
        ("", ""),
        ("。", "12"),
        ("长" * 100_000, "长" * 99_999 + "短"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert alike([one, other]) == [[0], [1]]


def test_groups_stand_in_the_order_of_their_first_texts() -> None:
    texts = ["资金到位较慢。", "基层人手不足。", "资金到位慢", "其他", "基层人员不足"]
    assert alike(texts) == [[0, 2], [1, 4], [3]]
    assert alike([]) == []

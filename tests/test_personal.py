"""Personal numbers are found however people write them, and amounts are left alone."""

from __future__ import annotations

import pytest

from schemas.personal import kinds, masked, masks

IDENTITY = "150404199001011234"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证150404199001011234", "身份证150404************"),
        ("15040419900101123X", "150404************"),
        ("15040419900101123ｘ,男", "150404************,男"),
        ("１５０４０４１９９００１０１１２３４", "１５０４０４************"),
        ("150404 19900101 1234", "150404************"),
        ("150404-1990-0101-1234", "150404************"),
        ("150404200512311234。", "150404************。"),
        ("旧证150404900101123", "旧证150404************"),
    ],
)
def test_identity_numbers(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert kinds(text) == ("身份证号",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人张三13812345678", "联系人张三138****5678"),
        ("13812345678人社局", "138****5678人社局"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("138　1234　5678", "138****5678"),
        ("138–1234–5678", "138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("+8613812345678", "138****5678"),
        ("+86 138 1234 5678", "138****5678"),
        ("008613812345678", "138****5678"),
        ("8613812345678", "138****5678"),
        ("电话13812345678。", "电话138****5678。"),
    ],
)
def test_mobile_numbers(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert kinds(text) == ("手机号",)


@pytest.mark.parametrize(
    "text",
    [
        "13812345678元",
        "13812345678.5",
        "13812345678万元",
        "0471-6945000",
        "帮扶12381234567人",
        "150404",
        "1504041990010112345",  # nineteen digits
        "138123456789",  # twelve
        "12812345678",  # no network has it
        "150404199013011234",  # no thirteenth month
        "2023年1月至2025年12月,1,381,234.56",
        "150404************",
        "138****5678",
        "",
    ],
)
def test_what_is_no_personal_number_stays(text: str) -> None:
    assert (masked(text), kinds(text), masks(text)) == (text, (), ())


def test_several_in_one_text() -> None:
    text = f"李四 13812345678,身份证 {IDENTITY},王五 13912345678"
    assert masked(text) == "李四 138****5678,身份证 150404************,王五 139****5678"
    assert kinds(text) == ("身份证号", "手机号")
    assert masks(text) == ("150404************", "138****5678", "139****5678")


def test_what_is_masked_holds_nothing_more_to_mask() -> None:
    for text in (IDENTITY, "13812345678", f"{IDENTITY} 13812345678"):
        assert masked(masked(text)) == masked(text)
        assert kinds(masked(text)) == ()

"""When templates are laid out, for whom, and what becomes of those that lie there."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.leagues.template.due import ending_soon, owed
from etl.leagues.template.lay_out import lay_out
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import Exemption
from tests.template.forms import LEAGUES
from tests.walk.driving import SAMPLES, ingest, jibao

pytestmark = pytest.mark.slow
NAME = "锡林郭勒盟_2023Q2_季度进展报表_模板.xlsx"


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        (date(2022, 6, 15), []),  # before the first return
        (date(2022, 9, 15), ["2022Q3"]),
        (date(2023, 3, 15), ["2023Q1"]),
        (date(2023, 3, 31), ["2023Q1"]),
        (date(2023, 4, 15), []),
        (date(2023, 12, 15), ["2023Q4", "2023"]),
        (date(2024, 3, 15), ["2024M03", "2024Q1"]),
        (date(2024, 4, 15), ["2024M04"]),
        (date(2026, 3, 15), []),  # after the last one
    ],
)
def test_what_ends_soon_is_next(day: date, periods: list[str]) -> None:
    assert [str(period) for period in ending_soon(day, registry())] == periods


def test_who_is_exempt_or_gone_owes_nothing() -> None:
    known, quarter = registry(), Period.of("quarter", 2023, 2)
    let_off = Exemption("150100", "quarterly", quarter, "机构改革", "处室", date(2023, 6, 1))
    gone = dataclasses.replace(known.leagues["150200"], valid_to=date(2023, 5, 31))
    changed = dataclasses.replace(known, leagues={**known.leagues, "150200": gone}, exemptions=(let_off,))
    everyone = {found.league_code for found in owed(known, "none", quarter)}
    assert everyone == set(LEAGUES)
    assert everyone - {found.league_code for found in owed(changed, "none", quarter)} == {"150100", "150200"}


def test_the_due_day_is_the_one_that_counts() -> None:
    (found,) = owed(registry(), "announced_break", Period.of("quarter", 2023, 1), "150400")
    assert (found.nominal, found.due) == (date(2023, 4, 5), date(2023, 4, 6))


def test_in_december_each_league_gets_two(warehouse: sa.Engine) -> None:
    laid = lay_out(datetime(2023, 12, 15, 9, tzinfo=ZONE))
    assert len(laid) == 2 * len(LEAGUES)
    assert laid[0] == "150100/呼和浩特市_2023Q4_季度进展报表_模板.xlsx"
    assert laid[-1] == "152900/阿拉善盟_2023_年度总结报表_模板.xlsx"
    lying = [path.relative_to(settings().outbox).as_posix() for path in settings().outbox.rglob("*.*")]
    assert sorted(lying) == sorted(laid)


def test_a_league_or_period_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'赤峰市' is no league's code"):
        lay_out(league_code="赤峰市", period="2023Q2")
    with pytest.raises(ValueError, match="'2023Q5' is no period"):
        lay_out(period="2023Q5")


def test_a_template_is_replaced_when_more_is_known(warehouse: sa.Engine, tmp_path: Path) -> None:
    file = settings().outbox / "152500" / NAME

    def laid() -> list[str]:
        return lay_out(league_code="152500", period="2023Q2")

    assert laid() == [f"152500/{NAME}"]
    before, when = file.read_bytes(), file.stat().st_mtime_ns
    assert laid() == []
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, when)
    (sample,) = (SAMPLES / "returns" / "152500").glob("*2023Q1*")
    copy = tmp_path / "152500" / sample.name
    copy.parent.mkdir()
    copy.write_bytes(sample.read_bytes())
    assert [answer["verdict"] for answer in ingest(tmp_path).values()] == ["accepted"]
    assert laid() == [f"152500/{NAME}"]
    assert file.read_bytes() != before
    assert [path.name for path in file.parent.glob("*模板*")] == [NAME]


def test_what_somebody_filled_in_is_left(warehouse: sa.Engine) -> None:
    file = settings().outbox / "152500" / NAME
    assert lay_out(league_code="152500", period="2023Q2") == [f"152500/{NAME}"]
    book = openpyxl.load_workbook(file)
    book["主要数据"]["E7"] = 1234
    book.save(file)
    saved = file.read_bytes()
    assert lay_out(league_code="152500", period="2023Q2") == []
    assert file.read_bytes() == saved


CORE = "docProps/core.xml"
DRAWN = b"<c><created>2023-06-30</created><modified>2023-06-30</modified>%s</c>"


def core(content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook, as far as one looks at who saved it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as packed:
        packed.writestr(CORE, content)
    return file.getvalue()


def encrypted() -> bytes:
    """Its flag says so, where the entry is and in the list of entries."""
    content = bytearray(core(DRAWN % b""))
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + flags] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a workbook",
        core(b""),
        core(b"<c><created>"),
        core(b'<!DOCTYPE c [<!ENTITY e "e">]><c>&e;</c>'),
        core(b'<?xml version="1.0" encoding="none"?><c/>'),
        core(DRAWN % (b" " * (1 << 20))),
        core(DRAWN % b"", zipfile.ZIP_STORED).replace(b"created", b"creatad", 2),  # its sum is wrong
        encrypted(),
    ],
    ids=["empty", "text", "nothing told", "cut", "entity", "encoding", "long", "damaged", "encrypted"],
)
def test_what_is_no_workbook_of_ours_is_left(warehouse: sa.Engine, content: bytes) -> None:
    file = settings().outbox / "152500" / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    assert lay_out(league_code="152500", period="2023Q2") == []
    assert file.read_bytes() == content


def test_what_was_drawn_earlier_is_replaced(warehouse: sa.Engine) -> None:
    file = settings().outbox / "152500" / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(core(DRAWN % b""))
    assert lay_out(league_code="152500", period="2023Q2") == [f"152500/{NAME}"]


def test_one_that_cannot_be_written_does_not_stop_the_others(
    warehouse: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    outbox = settings().outbox
    outbox.mkdir(parents=True, exist_ok=True)
    (outbox / "150100").write_text("a file where a folder belongs")
    with pytest.raises(RuntimeError, match=r"^no template for 150100 2023Q2: "):
        lay_out(period="2023Q2")
    others = {path.parent.name for path in outbox.glob("*/*_模板.xlsx")}
    assert others == set(LEAGUES) - {"150100"}
    assert "NotADirectoryError" in caplog.text or "FileExistsError" in caplog.text


def test_the_command_takes_code_name_and_alias(warehouse: sa.Engine, tmp_path: Path) -> None:
    for league in ("152500", "锡林郭勒盟", "锡盟"):
        assert jibao("template", league, "2023Q2", "-o", tmp_path) == (0, f"{tmp_path / NAME}\n")
    annual = settings().outbox / "152500" / "锡林郭勒盟_2023_年度总结报表_模板.xlsx"
    assert jibao("template", "锡盟", "2023") == (0, f"{annual}\n")


@pytest.mark.parametrize(
    "arguments", [("成都", "2023Q2"), ("锡盟", "2023Q5"), ("锡盟", "第二季度"), ("锡盟",)]
)
def test_the_command_refuses_what_it_does_not_know(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        jibao("template", *arguments)
    assert ended.value.code == 64


def test_the_command_refuses_a_period_without_a_return(capsys: pytest.CaptureFixture[str]) -> None:
    assert jibao("template", "锡盟", "2022Q2") == (64, "")
    assert capsys.readouterr().err == "jibao template: 152500 owes no return for 2022Q2\n"

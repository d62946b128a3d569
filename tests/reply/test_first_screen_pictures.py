"""Pictures of the receipt's first screen at 1366 x 768, verdict by verdict: what is seen without scrolling.

They are as high as the screen shows the rows; how wide the columns are drawn depends on the fonts that are
there, and is tested by their widths (test_first_screen.py).
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from openpyxl import load_workbook
from PIL import Image, ImageColor

from etl.common.widths import width_of
from etl.leagues.reply.headline import headline
from etl.leagues.reply.item_table import COLUMNS
from etl.leagues.reply.looks import FILLS
from etl.leagues.reply.model import Answer
from etl.leagues.reply.standing import colours_of
from etl.leagues.reply.workbook import write_workbook
from schemas.registry import registry
from tests.reply import office
from tests.reply.cases import answer, finding

pytestmark = [office.needed, pytest.mark.slow]

_HIGH = 20 * 20  # pixels: twenty rows are seen below an office program's open ribbon
_TITLE = 24  # points
_SLIP = {
    "rule": "magnitude_slip",
    "says": "62610 与本盟市近期水平 5884.5 相差约 10 倍。",
    "to_do": registry().rules["magnitude_slip"].to_do_zh,
    "given": "62610",
    "expected": "5884.5",
    "unit_zh": "人",
    "decimals": 0,
}
_UNIT = {
    "rule": "column_in_another_unit",
    "says": "E10等16处:以万元计的数像是按元填的,约为本盟市以往水平的 10000 倍。",
    "to_do": "请按万元填数(或把计量单位改为“元”),更正后重新报送;属实的,请在情况说明中写明原因。",
    "given": "97334900、279035800、1008900等16处",
    "expected": "9733.49、27903.58、100.89等16处",
    "subject_zh": None,
}


def _items(severity: str) -> list[dict[str, Any]]:
    return [finding(severity, "E10", **_UNIT), *(finding(severity, cell, **_SLIP) for cell in ("D4", "D5"))]


_HELD = {"parts": {"data": "accepted", "progress": "accepted"}, "part_states": {"data": "held"}}
_GONE = {"part_states": {"data": "withdrawn"}, "withdrawn": []}
_OF_FILE = {"part": None, "part_zh": None, "sheet": None, "subject_zh": None, "field_zh": None, "given": None}
_UNREADABLE = finding(
    "error",
    None,
    says="文件无法打开:压缩结构不完整,文件可能没有传完。",
    to_do="请在电子表格软件中打开原文件,另存为 .xlsx 后重新报送;原文件也打不开的,请重新填报。",
    **_OF_FILE,
)
_AGAIN = finding(
    "info",
    None,
    says="与第 36 号报送(赤峰市_2023Q1.xlsx)内容完全相同,不再处理。",
    to_do="回执中要求更正的,请更正后重新报送。",
    **_OF_FILE,
)
VERDICTS: Mapping[str, dict[str, Any]] = {
    "accepted": answer("accepted"),
    "accepted, something repaired": answer("accepted", *_items("info")),
    "accepted_with_warnings": answer("accepted_with_warnings", *_items("warning"), outstanding="项目进展"),
    "held": answer("held", *_items("warning"), **_HELD),
    "partly_accepted": answer("partly_accepted", *_items("error")),
    "rejected": answer("rejected", *_items("error")),
    "checked only": answer("rejected", *_items("error"), submission_id=None, against_warehouse=True),
    "duplicate": answer("duplicate", _AGAIN, in_force=[36], duplicate_of=36),
    "unreadable": answer("unreadable", _UNREADABLE),
    "attachment": answer("attachment", _AGAIN),
    "withdrawn": answer("accepted", **_GONE),
}
Pixels = np.ndarray[Any, np.dtype[np.uint8]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
Screens = Mapping[str, Pixels]


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> Screens:
    """What is seen of each receipt, a pixel of the screen a pixel, as LibreOffice draws it."""
    folder = tmp_path_factory.mktemp("screens")
    names = {verdict: folder / f"{number}.xlsx" for number, verdict in enumerate(VERDICTS)}
    for verdict, path in names.items():
        write_workbook(path, cast(Answer, VERDICTS[verdict]), ())
    pdfs = office.converted(list(names.values()), "pdf", folder)
    return {verdict: _screen(pdf, verdict) for verdict, pdf in zip(names, pdfs, strict=True)}


def _screen(pdf: Path, verdict: str) -> Pixels:
    """The top of the first page, as high as the screen shows it; the banner tells how large it is drawn."""
    drawn = pdf.with_suffix(".png")
    command = ["pdftoppm", "-png", "-r", "150", "-singlefile", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True)
    page = Image.open(drawn).convert("RGB")
    banner = _is_like(np.asarray(page), _colours(verdict)[0])
    first, last = _bands(banner)[0]
    columns = np.flatnonzero(banner[first : last + 1].any(axis=0))
    rows = load_workbook(pdf.with_suffix(".xlsx")).worksheets[0].row_dimensions
    scale = (rows[2].height + rows[3].height) * 96 / 72 / (last + 1 - first)
    left, right, top = int(columns[0]), int(columns[-1]) + 1, first - _TITLE * 96 / 72 / scale
    seen = page.crop((left, round(top), right, round(top + _HIGH / scale)))
    seen = seen.resize((round(seen.width * scale), _HIGH))
    seen.save(pdf.with_suffix(".screen.png"))
    return np.asarray(seen)


def _colours(verdict: str) -> tuple[str, str]:
    return colours_of(cast(Answer, VERDICTS[verdict]))


def _is_like(pixels: Pixels, colour: str) -> Mask:
    """Where the picture has about that colour."""
    wanted = np.array(ImageColor.getrgb(colour), dtype=int)
    near: Mask = np.abs(pixels.astype(int) - wanted).max(axis=2) <= 6
    return near


def _bands(mask: Mask) -> list[tuple[int, int]]:
    """First and last row of each run of rows that are mostly so, of three pixels and more."""
    rows = np.flatnonzero(mask.mean(axis=1) > 0.5)
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return [(int(run[0]), int(run[-1])) for run in runs if len(run) >= 3]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_banner_is_seen_whole(screens: Screens, verdict: str) -> None:
    """From edge to edge below the title, in the verdict's colour, with letters in it."""
    ground, letters = _colours(verdict)
    seen = screens[verdict]
    ((first, last), *_) = _bands(_is_like(seen, ground))
    assert 28 <= first <= 36
    assert 35 <= last - first <= 120
    # As wide as the headline's words are in fourteen points: none of it is cut off.
    lettering = np.flatnonzero(_is_like(seen[first:last], letters).any(axis=0))
    words = width_of(headline(cast(Answer, VERDICTS[verdict]))[0])
    assert lettering[-1] - lettering[0] >= 8 * words


@pytest.mark.parametrize("verdict", [name for name, told in VERDICTS.items() if len(told["findings"]) == 3])
def test_three_items_are_seen_whole(screens: Screens, verdict: str) -> None:
    """Their colours stand below each other in the column of severities, the third ends above the edge."""
    seen = screens[verdict]
    each = seen.shape[1] / sum(width for _, width in COLUMNS)
    left = round(COLUMNS[0][1] * each)
    column = seen[:, left + 4 : left + 12]  # beside the word
    bands = _bands(_is_like(column, FILLS[VERDICTS[verdict]["findings"][0]["severity"]]))
    assert len(bands) >= 3
    assert all(last - first >= 25 for first, last in bands[:3])
    assert bands[2][1] < _HIGH - 1

"""LibreOffice opening what we wrote, as a clerk does; and what it then shows."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from etl.server.patience import PATIENCE

needed = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed (apt-get install libreoffice-calc poppler-utils)",
)


def converted(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them, in its order; it must open every one."""
    listed = [str(file) for file in files]
    subprocess.run(
        ["soffice", _profile(), "--headless", "--convert-to", kind, "--outdir", str(folder), *listed],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    made = [folder / file.with_suffix(f".{kind}").name for file in files]
    assert [path.name for path in made if not path.is_file()] == []
    return made


@cache
def _profile() -> str:
    """Of this process: to make one takes as long as to open a file."""
    folder = tempfile.mkdtemp(prefix="jibao-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return f"-env:UserInstallation={Path(folder).as_uri()}"


def words(pdf: Path) -> str:
    """Everything that is printed, without the white space that lines and pages put between."""
    return "".join("".join(page.split()) for page in pages(pdf))


def pages(pdf: Path) -> list[str]:
    """What is printed on each page."""
    said = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True)
    return said.stdout.removesuffix("\f").split("\f")

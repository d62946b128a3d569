"""Types into a workbook by LibreOffice, and saves it. Run by the Python that has LibreOffice's `uno`.

On standard input, JSON: {"port", "open": path, "type": {sheet: {cell: text}}, "save": [path, ...]}; the
ending of each path says the format. Text is entered as typed: `12.5` becomes a number, unless the cell is
one for text.
`{"port", "stop": true}` ends the office.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.util.NumberFormat import TEXT

FORMATS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}


def main() -> None:
    asked = json.load(sys.stdin)
    desktop = connect(asked["port"])
    if asked.get("stop"):
        with contextlib.suppress(DisposedException):  # it is gone before it can answer
            desktop.terminate()
        return
    book = desktop.loadComponentFromURL(Path(asked["open"]).as_uri(), "_blank", 0, (setting("Hidden", True),))
    try:
        for sheet, cells in asked["type"].items():
            for at, text in cells.items():
                cell = book.Sheets.getByName(sheet).getCellRangeByName(at)
                is_text = book.NumberFormats.getByKey(cell.NumberFormat).Type & TEXT
                cell.setString(text) if is_text else cell.setFormula(text)
        for path in map(Path, asked["save"]):
            book.storeToURL(path.as_uri(), (setting("FilterName", FORMATS[path.suffix]),))
    finally:
        book.close(True)


def connect(port: int) -> Any:
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    url = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    while True:  # whoever started this ends it where LibreOffice is dead
        try:
            there = resolver.resolve(url)
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException:
            time.sleep(0.2)


def setting(name: str, value: Any) -> Any:
    return PropertyValue(Name=name, Value=value)


if __name__ == "__main__":
    main()
    os._exit(0)  # uno's threads may crash a Python that takes itself apart

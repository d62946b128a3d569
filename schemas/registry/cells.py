"""What a cell of the registry's files may hold, as it is written: Pandera's checks by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from schemas.checking import pa
from schemas.periods import Period


def matches(pattern: str, error: str) -> pa.Check:
    whole = re.compile(pattern, re.DOTALL)
    return pa.Check(lambda text: whole.fullmatch(text) is not None, element_wise=True, error=error)


def one_of(*values: str) -> pa.Check:
    words = ["blank" if value == "" else value for value in values]
    return pa.Check.isin(values, error=f"must be one of {', '.join(words)}")


def readable(read: Callable[[str], object], error: str) -> pa.Check:
    """Passes what `read` takes without a ValueError."""

    def holds(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return pa.Check(holds, element_wise=True, error=error)


def _date(text: str) -> str:
    # isoformat, because fromisoformat also takes 20220101 and 2022-W01-1.
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)
    return text


TRIMMED = r"\S(?:.*\S)?"
ITEM = r"[^\s|](?:[^|]*[^\s|])?"

CODE = matches(r"[0-9]{6}", "must be six digits")
DATE = readable(_date, "must be a date such as 2022-01-31")
DATE_OR_BLANK = readable(lambda text: text and _date(text), "must be blank or a date such as 2022-01-31")
DAYS = matches(r"0|-?[1-9][0-9]*", "must be a whole number of days, below 0 for days before")
DECIMALS = matches(r"[0-9]", "must be a number of decimals, 0 to 9")
DECIMALS_OR_BLANK = matches(r"[0-9]?", "must be blank or a number of decimals, 0 to 9")
EMAIL = matches(
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "must be one e-mail address, with nothing around it",
)
ID = matches(r"[a-z][a-z0-9_]*", "must be lower-case letters, digits and _")
ID_OR_BLANK = matches(r"(?:[a-z][a-z0-9_]*)?", "must be blank, or lower-case letters, digits and _")
INDICATOR = matches(r"P[0-9][0-9]-[0-9]+", "must be an indicator's code such as P01-1")
INDICATOR_OR_BLANK = matches(r"(?:P[0-9][0-9]-[0-9]+)?", "must be blank or an indicator's code such as P01-1")
LIST = matches(rf"(?:{ITEM}(?:\|{ITEM})*)?", "must be words with | between them, no space around it")
NUMBER = matches(r"[0-9]+(?:\.[0-9]+)?", "must be a number not below 0, in plain digits")
NUMBER_OR_BLANK = matches(
    r"(?:[0-9]+(?:\.[0-9]+)?)?", "must be blank or a number not below 0, in plain digits"
)
PERIOD = readable(Period.parse, "must be a period such as 2023Q1 or 2023")
PERIOD_OR_BLANK = readable(
    lambda text: text and Period.parse(text), "must be blank or a period such as 2023Q1"
)
POSITIVE = matches(
    r"0*[1-9][0-9]*(?:\.[0-9]+)?|0+\.0*[1-9][0-9]*", "must be a number above 0, in plain digits"
)
PROJECT = matches(r"0|[1-9][0-9]?", "must be a project's number, 0 to 99")
PROJECT_OR_BLANK = matches(r"(?:0|[1-9][0-9]?)?", "must be blank or a project's number, 0 to 99")
TEXT = matches(TRIMMED, "must not be blank, nor have space around it")
TEXT_OR_BLANK = matches(rf"(?:{TRIMMED})?", "must not have space around it")
WHOLE = matches(r"[1-9][0-9]*", "must be a whole number above 0")
WHOLE_OR_BLANK = matches(r"(?:[1-9][0-9]*)?", "must be blank or a whole number above 0")
WORDS_WITH_THRESHOLD = matches(
    r"[^\s{}](?:[^{}]|\{threshold\})*", "must be words, with no other placeholder than {threshold}"
)
YEAR = matches(r"20[0-9]{2}", "must be a year such as 2022")
YES_NO = one_of("yes", "no")

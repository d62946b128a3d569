"""Comply or explain: which remark of a league answers a warning."""

from __future__ import annotations

from schemas.registry.objects import Registry
from schemas.text import key

_PUNCTUATION = "。.!,;、"


def explanation(remark: str | None, registry: Registry) -> str | None:
    """The remark, if it says something; None for a blank, and for an empty phrase of words.csv."""
    said = key(remark or "").rstrip(_PUNCTUATION)
    empty = {key(phrase) for phrase in registry.words["empty_phrase"]}
    return None if not said or said in empty else remark

"""How a verdict would change by the rules of today, and what came of judging many again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from etl.operate.decide.outcome import Outcome
from etl.store.submissions import Received
from etl.walk.record import Judgement


@dataclass(frozen=True)
class Change:
    """How a submission stands and how it would by the rules of today; `gone`, `new`: rules, with counts."""

    submission_id: int
    file_name: str
    league_code: str | None
    period: str | None
    was: str
    becomes: str
    parts: Mapping[str, tuple[str, str]]  # those that change: from, to
    gone: Mapping[str, int]
    new: Mapping[str, int]
    obstacle: str | None = None  # why it cannot be done as things stand

    def line(self) -> str:
        """The change in one line."""
        about = " ".join(text for text in (self.league_code, self.period) if text)
        verdict = self.was if self.was == self.becomes else f"{self.was} -> {self.becomes}"
        parts = [f"{part} {old} -> {new}" for part, (old, new) in self.parts.items()]
        rules = [f"-{rule} x{n}" for rule, n in self.gone.items()]
        rules += [f"+{rule} x{n}" for rule, n in self.new.items()]
        texts = [f"{self.submission_id} {self.file_name} {about}: {verdict}", *parts, " ".join(rules)]
        return "; ".join(text for text in (*texts, self.obstacle) if text)


@dataclass(frozen=True)
class Rejudged:
    """What came of judging again: how many were judged, which of them change, which leagues were left out."""

    looked_at: int
    changes: tuple[Change, ...]
    outcome: Outcome = field(default=Outcome(()))

    def counted(self, *, applied: bool) -> str:
        """How many were judged, how many of them change, and how many cannot as things stand."""
        hindered = sum(change.obstacle is not None for change in self.changes)
        verb = "changed" if applied else "would change"
        counts = f"{self.looked_at} judged, {len(self.changes) - hindered} {verb}"
        counts += f", {hindered} cannot as things stand" if hindered else ""
        left = len(self.outcome.left)
        return counts + (f", {left} left out" if left else "")


def change_of(
    before: Received,
    verdicts: Mapping[str, str],
    was: Mapping[tuple[Any, ...], str],
    judged: Judgement,
) -> Change | None:
    """How the judgement differs from how the submission stood, parts and findings too; else None."""
    moved = {
        part: (verdicts.get(part, "not there"), judged.parts.get(part, "not there"))
        for part in sorted({*verdicts, *judged.parts})
    }
    moved = {part: (old, new) for part, (old, new) in moved.items() if old != new}
    becomes = rules_of([finding.as_row() for finding in judged.findings])
    gone = _by_rule([rule for key, rule in was.items() if key not in becomes])
    new = _by_rule([rule for key, rule in becomes.items() if key not in was])
    if not (moved or gone or new or before["state"] != judged.verdict):
        return None
    return Change(
        before["submission_id"],
        before["file_name"],
        judged.league_code or before["league_code"],
        judged.period or before["period"],
        before["state"],
        judged.verdict,
        moved,
        gone,
        new,
    )


def rules_of(findings: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], str]:
    """The rule of each error and warning, by what makes two findings the same."""
    names = ("rule_id", "severity", "part", "sheet", "cell", "given", "expected", "explanation")
    return {
        tuple(finding[name] for name in names): finding["rule_id"]
        for finding in findings
        if finding["severity"] != "info"
    }


def _by_rule(rules: Sequence[str]) -> dict[str, int]:
    return {rule: rules.count(rule) for rule in sorted(set(rules))}


def together(leagues: Collection[Rejudged], left: Sequence[str]) -> Rejudged:
    """What came of all leagues, and which were `left` out; the changes in order of submission."""
    changes = sorted((change for each in leagues for change in each.changes), key=lambda it: it.submission_id)
    return Rejudged(
        sum(each.looked_at for each in leagues),
        tuple(changes),
        Outcome(
            tuple(change.line() for change in changes),
            tuple(sorted({year for each in leagues for year in each.outcome.years})),
            tuple(reply for each in leagues for reply in each.outcome.replies),
            tuple(left),
        ),
    )

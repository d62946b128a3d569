"""What findings make of a part, and parts of a submission."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from etl.common.findings import Finding


def part_verdict(findings: Iterable[Finding]) -> str:
    """A part by itself: refused by any error, else accepted, with warnings if one of its own is open.

    What the SQL rules find later, against other parts and the history, is the submission's: it may come and
    go as others are revised, and does not change what the part was when it was judged.
    """
    listed = list(findings)
    if any(finding.severity == "error" for finding in listed):
        return "refused"
    return "accepted_with_warnings" if any(finding.is_open for finding in listed) else "accepted"


def submission_verdict(parts: Collection[str], *, is_open: bool, held: Collection[str] = ()) -> str:
    """A submission, from its parts' verdicts, whether anything that was found in it is open, what is held."""
    refused = sum(verdict == "refused" for verdict in parts)
    if held:
        return "held"
    if refused == len(parts):
        return "rejected"
    if refused:
        return "partly_accepted"
    return "accepted_with_warnings" if is_open else "accepted"

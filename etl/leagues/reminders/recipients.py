"""Who gets an organisation's mail, day by day, by contacts.csv."""

from __future__ import annotations

from datetime import date

from schemas.registry import registry


def addresses(league_code: str, today: date) -> list[str]:
    """Who gets the organisation's mail on that day, in the order of contacts.csv."""
    return [
        contact.email
        for contact in registry().contacts
        if contact.league_code == league_code
        and contact.valid_from <= today
        and (contact.valid_to is None or today <= contact.valid_to)
    ]

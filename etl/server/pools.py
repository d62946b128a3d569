"""The pools of Airflow: how many tasks of a kind run at a time."""

from __future__ import annotations

JUDGING, MAIL, TABLES = "judging", "mail", "tables"

# Pool: (tasks at a time, what for). `jibao up` makes them; who changes one on the page keeps the change.
POOLS = {
    JUDGING: (4, "judge: many leagues' files must not exhaust the memory"),
    MAIL: (1, "one task at a time speaks to the mail server"),
    TABLES: (2, "annual tables, their checks and their sets"),
}

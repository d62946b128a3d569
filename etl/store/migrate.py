"""The warehouse's schema: tables by migrations, views and functions made anew, registry rows, grants."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import SQL
from etl.store import reference
from etl.store.locks import Lock, hold
from schemas.registry import folder

_MADE_FROM = sa.text((SQL / "intake" / "made_from.sql").read_text(encoding="utf-8"))

# Views and functions are not migrated but made anew when their files change, in this order.
REPLACEABLE = (
    "intake/arrival",
    "intake/open_warning",
    "intake/part_standing",
    "intake/verdict_now",
    "intake/wholly_in_force",
    "intake/enterprise_beside",
    "warehouse/schema",
    "warehouse/region_code",
    "warehouse/quarters_ended",
    "warehouse/league_year",
    "warehouse/accepted_part",
    "warehouse/version_in_force",
    "warehouse/finding",
    "warehouse/indicator_value",
    "warehouse/annual_return_value",
    "warehouse/annual_value",
    "warehouse/project_progress",
    "warehouse/project_completion",
    "warehouse/suggestion",
    "warehouse/county_value",
    "warehouse/enterprise_month",
    "warehouse/enterprise",
    "warehouse/recruitment_event",
    "warehouse/league_month",
    "warehouse/industry_month",
    "warehouse/return_status",
    "warehouse/base_figure",
    "warehouse/matter_answer",
    "intake/suggested",
    "warehouse/year_figure",
    "warehouse/year_indicator",
    "warehouse/aim",
    "warehouse/target_standing",
    "warehouse/summary_age",
    "analysis/schema",
    "analysis/submission",
    "analysis/indicator_year",
    "analysis/indicator_year_as_of",
    "analysis/indicator_quarter",
    "analysis/target_year",
    "analysis/target_quarter",
    "analysis/return_status",
    "analysis/money_year",
    "analysis/completion_year",
    "analysis/project_quarter",
    "analysis/suggestion",
    "analysis/open_warning",
    "analysis/reported_value",
    "analysis/revision",
    "analysis/provenance",
    "analysis/edition_figure",
    "analysis/county_year",
    "analysis/enterprise_month",
)
# After those and the registry's own.
_SHARED_COMMENTS = ("warehouse/shared_comments", "analysis/shared_comments")


def migrate(target: sa.Engine, due_rule: str) -> None:
    """Tables, views, functions, reference rows and grants are up to date; nothing changes when they were."""
    wanted = {"schema": _fingerprint_of_sql(), "reference": reference.fingerprint(due_rule)}
    with target.begin() as connection:
        if _made_from(connection) == wanted:
            return
    scripts = of_scripts(target.url)
    _make_turns(scripts)
    with scripts.begin() as connection:
        hold(connection, Lock.MIGRATE)
        made = _made_from(connection)
        if made.get("schema") != wanted["schema"]:
            _make_schema(connection)
        if made != wanted:  # a new schema may have tables of reference that are still empty
            reference.sync(connection, due_rule)
        for thing, fingerprint in wanted.items():
            connection.execute(_MADE_FROM, {"thing": thing, "fingerprint": fingerprint})


def of_scripts(url: sa.URL | str) -> sa.Engine:
    """An engine for scripts: a prepared statement, as those of `engine` are, cannot be several."""
    return sa.create_engine(url, poolclass=sa.NullPool, hide_parameters=True)


def _make_turns(target: sa.Engine) -> None:
    """The table of turns is there; whoever makes it at the same time makes the same."""
    # PostgreSQL tells the slower of two of it by an error, whatever "if not exists" says.
    with suppress(sa.exc.IntegrityError), target.begin() as connection:
        connection.exec_driver_sql((SQL / "turn.sql").read_text(encoding="utf-8"))


def _make_schema(connection: sa.Connection) -> None:
    # Most who connect find the schema made, and Alembic takes long to import.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(SQL / "migrations"))
    config.attributes["connection"] = connection
    # The type of a column that a view reads cannot be changed; they are all made anew below.
    connection.exec_driver_sql("DROP SCHEMA IF EXISTS analysis CASCADE")
    try:
        command.upgrade(config, "head")
    except CommandError as unknown:
        raise RuntimeError(
            f"the warehouse is of another version of Jibao ({unknown}): use that one, or make the warehouse "
            "again from the archive alone (docs/runbook.md, Rebuild)"
        ) from unknown
    for file in _views():
        try:
            connection.exec_driver_sql(file.read_text(encoding="utf-8"))
        except sa.exc.DBAPIError as error:
            raise RuntimeError(f"{file} cannot be made: {error.orig}") from error
    grant(connection)


def _views() -> list[Path]:
    """The files of all views and functions, those of the registry's folder among them, in order of making."""
    own = sorted((folder() / "views").glob("*.sql"))
    ours, last = ([SQL / f"{name}.sql" for name in names] for names in (REPLACEABLE, _SHARED_COMMENTS))
    return [*ours, *own, *last]


def grant(connection: sa.Connection) -> None:
    """The analyst may read what is the analyst's to read."""
    connection.exec_driver_sql((SQL / "grants.sql").read_text(encoding="utf-8"))


def _fingerprint_of_sql() -> str:
    files = [*sorted((SQL / "migrations").rglob("*.sql")), *sorted((SQL / "migrations").rglob("*.py"))]
    # What is kept of the tables that these fill would be of the old ones.
    files += sorted((SQL / "summary").glob("*.sql"))
    digest = hashlib.sha256()
    for file in [*files, SQL / "turn.sql", *_views(), SQL / "grants.sql"]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _made_from(connection: sa.Connection) -> dict[str, str]:
    """The fingerprint of each thing as it was last made; empty for a new database."""
    # Not to_regclass: within a transaction it does not hear of what another has just committed.
    there = "SELECT FROM pg_catalog.pg_tables WHERE (schemaname, tablename) = ('intake', 'made_from')"
    if connection.execute(sa.text(there)).first() is None:
        return {}
    made = connection.execute(sa.text("SELECT thing, fingerprint FROM intake.made_from"))
    return {row.thing: row.fingerprint for row in made}

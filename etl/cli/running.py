"""The commands by which it runs: up, down, status, migrate, demo."""

from __future__ import annotations

from argparse import Namespace

from etl.cli.tables import print_table
from etl.common.settings import ZONE, settings


def up(asked: Namespace) -> int:
    """PostgreSQL and Airflow run, and the warehouse is up to date."""
    from etl.server import supervisor

    supervisor.up()
    migrate(asked)
    return status(asked)


def down(_: Namespace) -> int:
    """Nothing of this home runs any more."""
    from etl.server import supervisor

    supervisor.down()
    return 0


def status(_: Namespace) -> int:
    """Prints the components' states and, if the warehouse answers, who has reported for the last periods."""
    from etl.server import postgres, supervisor

    for row in supervisor.status():
        print(f"{row.component:<16} {row.state:<10} {row.pid or '':<8} {row.since or ''}")
    if settings().warehouse_url or postgres.is_up():
        print()
        if not settings().warehouse_url:
            print(f"PostgreSQL 127.0.0.1:{settings().postgres_port}")
        print(f"Airflow    http://127.0.0.1:{settings().airflow_port}  (password: {settings().secrets})")
        print(f"inbox      {settings().inbox}\noutbox     {settings().outbox}\n")
        _print_reported()
        _print_alarms()
    return 0


def migrate(_: Namespace) -> int:
    """The warehouse's tables, views and registry are up to date."""
    from etl.store.warehouse import transaction

    with transaction():
        return 0


def demo(_: Namespace) -> int:
    """Starts everything, runs the sample returns through Airflow and says where the results are."""
    from etl.cli.demo import demo as run

    run()
    return 0


def _print_reported() -> None:
    from etl.store.warehouse import rows, transaction

    with transaction() as connection:
        print_table(rows(connection, "status/reported"))


def _print_alarms() -> None:
    from etl.store.alarms import open_alarms
    from etl.store.warehouse import transaction

    with transaction() as connection:
        alarms = open_alarms(connection)
    print(f"\nopen alarms: {len(alarms) or 'none'}")
    for row in alarms:
        since = row["first_seen_at"].astimezone(ZONE)
        print(f"  {row['alarm'].alarm_id} since {since:%Y-%m-%d %H:%M}: {row['subject']}")

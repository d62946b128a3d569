"""What is only tried in the warehouse."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from etl.store.warehouse import attempt, transaction


def test_an_attempt_leaves_nothing_but_what_it_prepared(warehouse: sa.Engine) -> None:
    tried = sa.text("INSERT INTO intake.timeline (name, events) VALUES ('tried', 1)")
    prepared = sa.text("SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'INSERT%tried%'")
    with transaction() as connection:
        with pytest.raises(ZeroDivisionError), attempt(connection):
            connection.execute(tried)
            raise ZeroDivisionError
        with attempt(connection), pytest.raises(sa.exc.IntegrityError):
            for _ in range(2):
                connection.execute(tried)
        assert connection.execute(sa.text("SELECT name FROM intake.timeline")).all() == []
        assert connection.execute(prepared).scalars().all() == [tried.text]


def test_an_attempt_is_made_in_a_transaction(warehouse: sa.Engine) -> None:
    """Else what is tried would stay."""
    with (
        warehouse.connect() as connection,
        pytest.raises(RuntimeError, match="SAVEPOINT attempt failed: ERROR"),
        attempt(connection),
    ):
        connection.exec_driver_sql("INSERT INTO intake.timeline (name, events) VALUES ('tried', 1)")

"""The registry's rows in the warehouse follow the registry."""

from __future__ import annotations

import sqlalchemy as sa

from etl.store import reference
from etl.store.warehouse import transaction
from schemas.region import REGION_CODE


def test_a_target_that_is_no_row_any_more_is_gone(warehouse: sa.Engine) -> None:
    with transaction() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO reference.target SELECT 'T99', indicator_code, scope, basis, from_year, by_year,"
                " at_least, up_to, tolerance, wording_zh, note FROM reference.target WHERE target_id = 'T10'"
            )
        )
        reference.sync(connection, "announced_break")
    with warehouse.connect() as connection:
        found = connection.execute(sa.text("SELECT target_id FROM reference.target")).scalars().all()
    assert len(found) == 20
    assert "T99" not in found


def test_the_region_has_one_code(warehouse: sa.Engine) -> None:
    with transaction() as connection:
        assert connection.execute(sa.text("SELECT warehouse.region_code()")).scalar() == REGION_CODE

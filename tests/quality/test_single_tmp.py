from __future__ import annotations
import pytest, sqlalchemy as sa
from etl.quality import check
from tests.quality.cases import CASES
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_single(built, case) -> None:
    with built.begin() as connection:
        case.broken(connection)
    q = check(2023)
    got={f.name for f in q.failures}; want={case.name,*case.also}
    assert got == want, f"CASE {case.name} extra={sorted(got-want)} lacking={sorted(want-got)} err={[f.error for f in q.failures if f.error][:2]}"

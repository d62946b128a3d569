"""What a task fails of goes to Airflow's log without personal numbers; what we tell Airflow goes as it is."""

from __future__ import annotations

import logging

import pytest
from airflow.sdk.exceptions import AirflowSkipException

from etl.airflow.named import masking


def test_a_fault_of_ours_is_masked_with_all_that_led_to_it(caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> None:
        try:
            raise KeyError("13812345678")
        except KeyError as cause:
            raise OSError("no 张三13812345678.xlsx") from cause

    with caplog.at_level(logging.ERROR), pytest.raises(RuntimeError) as fault:
        masking(fails)()
    assert str(fault.value) == "OSError: no 张三138****5678.xlsx"
    assert (fault.value.__cause__, fault.value.__suppress_context__) == (None, True)
    assert "Traceback" in caplog.text
    assert "13812345678" not in caplog.text


def test_what_airflow_is_told_goes_as_it_is() -> None:
    def skips() -> None:
        raise AirflowSkipException("nothing to do")

    with pytest.raises(AirflowSkipException, match="nothing to do"):
        masking(skips)()


def test_what_succeeds_gives_its_value() -> None:
    assert masking(lambda number: number + 1)(2) == 3

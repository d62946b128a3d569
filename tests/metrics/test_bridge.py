"""Airflow's StatsD packets become sums that Prometheus can read."""

from __future__ import annotations

from prometheus_client import generate_latest

from etl.operate.metrics.bridge import Bridge
from tests.metrics.history import samples


def after(*packets: bytes) -> str:
    bridge = Bridge()
    for packet in packets:
        bridge.take(packet)
    return generate_latest(bridge.registry).decode()


def test_counters_of_all_processes_add_up() -> None:
    text = after(
        b"airflow.ti.finish,dag_id=a,state=success:1|c", b"airflow.ti.finish,dag_id=a,state=success:2|c"
    )
    assert samples(text, "airflow_ti_finish_total") == {("a", "success"): 3}


def test_a_run_s_number_makes_no_series_of_its_own() -> None:
    text = after(b"airflow.ti.start,dag_id=a,run_id=one:1|c\nairflow.ti.start,dag_id=a,run_id=two:1|c")
    assert samples(text, "airflow_ti_start_total") == {("a",): 2}


def test_a_gauge_is_set_or_moved() -> None:
    text = after(b"airflow.dagbag_size:5|g", b"airflow.dagbag_size:-2|g")
    assert samples(text, "airflow_dagbag_size") == {(): 3}


def test_a_counter_that_goes_down_is_a_gauge() -> None:
    text = after(b"airflow.dag_processing.processes:1|c", b"airflow.dag_processing.processes:-1|c")
    assert samples(text, "airflow_dag_processing_processes") == {(): 0}


def test_times_are_in_seconds() -> None:
    text = after(b"airflow.dagrun.duration.success,dag_id=a:1500|ms")
    assert samples(text, "airflow_dagrun_duration_success_seconds_sum") == {("a",): 1.5}
    within = samples(text, "airflow_dagrun_duration_success_seconds_bucket")
    assert (within["a", "1.0"], within["a", "2.5"]) == (0, 1)


def test_what_cannot_be_read_is_counted_and_nothing_else() -> None:
    text = after(
        b"nonsense", b"airflow.a:x|c", b"airflow.b:1|s", b"airflow.c:1|c", b"airflow.c:1|ms", b"\xff"
    )
    assert samples(text, "airflow_bridge_refused_total") == {(): 4}
    assert samples(text, "airflow_c_total") == {(): 1}

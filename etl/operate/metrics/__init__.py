"""Jibao's own metrics, Airflow's, and what the health endpoints say: see docs/monitoring.md."""

from etl.operate.metrics.collect import text

__all__ = ["text"]

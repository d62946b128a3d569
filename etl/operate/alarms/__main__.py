"""`python -m etl.operate.alarms` looks once: for a host's cron, which also sees that Airflow is down."""

from __future__ import annotations

from etl.operate.alarms.look import look

if __name__ == "__main__":
    for line in look():
        print(line)

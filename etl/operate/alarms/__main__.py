"""`python -m etl.operate.alarms` looks once: for a host's cron, which sees also that Airflow is gone."""

from __future__ import annotations

from etl.operate.alarms.look import look

if __name__ == "__main__":
    for line in look():
        print(line)

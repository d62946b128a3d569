"""`python -m etl.airflow scheduler …` is `airflow scheduler …`, and so is any of Airflow's commands.

Python looks for garbage less often, so a component starts with a fifth less work; and what forks tasks, the
scheduler and Celery's workers, has imported what they use. With `--after-api` as the last word Airflow starts
when the API server of the home answers.
"""

from __future__ import annotations

import sys

from etl.common.garbage import look_seldom

_FORKING = ("scheduler", "celery")
_AFTER_API = "--after-api"

if __name__ == "__main__":
    look_seldom()  # before Airflow is imported, which is most of its start
    if sys.argv[1] in _FORKING:
        from etl.airflow.preloaded import preload

        preload()
    from airflow.__main__ import main

    if sys.argv[-1] == _AFTER_API:
        from etl.server.airflow import wait_for_api

        sys.argv.pop()
        wait_for_api()  # a task asks it before it begins, a few times at most, and has failed then
    main()  # type: ignore[no-untyped-call]

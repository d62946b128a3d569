"""`python -m etl.airflow scheduler …` is `airflow scheduler …`, and so is any of Airflow's commands.

Python looks for garbage less often, so a component starts with a fifth less work; and what forks tasks, the
scheduler and Celery's workers, has imported what they use.
"""

from __future__ import annotations

import sys

from etl.common.garbage import look_seldom

_FORKING = ("scheduler", "celery")

if __name__ == "__main__":
    look_seldom()  # before Airflow is imported, which is most of its start
    if sys.argv[1] in _FORKING:
        from etl.airflow.preloaded import preload

        preload()
    from airflow.__main__ import main

    main()  # type: ignore[no-untyped-call]

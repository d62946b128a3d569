"""A national deadline day: `python -m tests.scale.deadline 3000`, the returns of so many in the last hour.

They come ever faster towards the deadline: at the end twice as many a minute as in the middle. Every file
is really received, judged and answered, in rounds as those of `receive_returns`, by one process; only the
time in which nothing lies in the inbox is not waited for, and what Airflow takes to start a round is added
to the clock. Prints the files that waited and how long their replies took, by tenths of the hour; exit 1
where a file was not answered.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import shutil
import statistics
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from etl.common.settings import settings
from etl.leagues.reply.model import Answer
from etl.receive.sweep import sweep
from etl.walk.batch import walk
from etl.walk.rounds import JUDGING, RECEIVING
from etl.walk.waiting import leagues_waiting
from tests.bench.at_once import LEAGUES, written
from tests.bench.spent import bench

_HOUR, _TENTH = 3600.0, 360.0


@dataclass
class Day:
    """The clock of the day, in seconds from an hour before the deadline; what is to come, and what waits."""

    sent: Path
    to_come: deque[tuple[float, str]]
    clock: float = 0.0
    waiting: dict[str, list[float]] = field(
        default_factory=dict
    )  # by name the moments of the files' arrivals
    queue: list[tuple[float, int]] = field(default_factory=list)  # at each round's beginning
    replies: list[tuple[float, float]] = field(default_factory=list)  # arrival, and seconds to the reply

    def arrive(self) -> None:
        """What has come by now lies in the inbox; if nothing has, the clock goes on to what comes next."""
        if not self.length and self.to_come[0][0] > self.clock:
            self.clock = self.to_come[0][0]
        while self.to_come and self.to_come[0][0] <= self.clock:
            moment, file = self.to_come.popleft()
            target = settings().inbox / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.sent / file, target)
            self.waiting.setdefault(target.name, []).append(moment)
        self.queue.append((self.clock, self.length))

    @property
    def length(self) -> int:
        """Of the queue, in files."""
        return sum(map(len, self.waiting.values()))

    def round(self, start: float) -> None:
        """A round is over, the start of which takes so many seconds."""
        begun = time.monotonic()

        def answered(answer: Answer) -> None:
            moment = self.waiting[answer["file_name"]].pop(0)
            self.replies.append((moment, self.clock + start + time.monotonic() - begun - moment))

        sweep(RECEIVING)
        walk(leagues_waiting(seconds=RECEIVING), seconds=JUDGING, answered=answered)
        self.clock += start + time.monotonic() - begun


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.scale.deadline", description=__doc__)
    parser.add_argument("returns", type=int, help="twelve or more")
    parser.add_argument(
        "--start", type=float, default=2.5, help="seconds from a still file to a round's begin"
    )
    asked = parser.parse_args()
    os.environ |= {"JIBAO_SETTLE_SECONDS": "0", "JIBAO_REST_SECONDS": "0"}
    with bench() as place:
        sent = written(place.folder, asked.returns - LEAGUES)
        with sent.with_name("arrivals.csv").open(encoding="utf-8", newline="") as opened:
            files = [row["file"] for row in csv.DictReader(opened)]
        with place.home("day"):
            return _passed(Day(sent, _arrivals(files)), asked.start)


def _arrivals(files: list[str]) -> deque[tuple[float, str]]:
    rng = Random(1)  # noqa: S311
    moments = sorted(_HOUR * math.sqrt(rng.random()) for _ in files)
    rng.shuffle(files)
    return deque(zip(moments, files, strict=True))


def _passed(day: Day, start: float) -> int:
    count, begun = len(day.to_come), time.monotonic()
    while day.to_come or day.length:
        before = day.length
        day.arrive()
        day.round(start)
        if not day.to_come and day.length == before:
            break
    print(f"{count} files, {day.length} not answered; {time.monotonic() - begun:.0f} s of work")
    print(f"{'minutes':<12}{'files':>7}{'most waiting':>14}{'reply, s: median':>18}{'most':>7}")
    for tenth in range(10):
        begin, end = tenth * _TENTH, (tenth + 1) * _TENTH
        took = [seconds for moment, seconds in day.replies if begin <= moment < end]
        most = max((length for moment, length in day.queue if begin <= moment < end), default=0)
        if took:
            minutes = f"{begin / 60:.0f} to {end / 60:.0f}"
            print(f"{minutes:<12}{len(took):>7}{most:>14}{statistics.median(took):>18.1f}{max(took):>7.1f}")
    print(f"the last reply {day.clock - _HOUR:.0f} s after the deadline")
    return 1 if day.length else 0


if __name__ == "__main__":
    raise SystemExit(main())

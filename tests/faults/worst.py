"""What the most costly files that pass the limits take of the machine, and the corpus of files that do not.

Each is sent by a league and answered by `jibao ingest` as a process of its own: processor seconds of the
process, its children and PostgreSQL; memory of the first two together, each page counted once; seconds by
the clock. Exit 1 if one takes more than it may, or has no verdict, or the good return that is sent next is
not accepted.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
import sqlalchemy as sa

from etl.read.limits import CELLS, ROWS, SHEETS
from etl.server import cluster
from etl.store.migrate import migrate
from tests.bench.spent import server_seconds
from tests.conftest import Server
from tests.faults import trial
from tests.read import forms
from tests.read.corpus import CORPUS
from tests.server.homes import free_port
from tests.walk.driving import SAMPLES

_PROCESSOR, _MEMORY, _CLOCK = 10, 512_000_000, 20
_GOOD = SAMPLES / "returns" / "150400" / "赤峰市_2023Q1_数据.csv"
_MONTH = ["填报单位:赤峰市", None, "报告期:2024年3月"]
_ENTERPRISES = [
    *("统一社会信用代码", "企业名称", "所在旗县", "现有员工数", "岗位空缺数", "本月新招人数", "下月用工需求"),
    "解决用工人数",
]
_ACTIVITIES = ["活动日期", "活动名称", "参加企业数", "提供岗位数", "达成意向人数"]
_COUNTIES = [
    *("旗县代码", "旗县名称", "返乡入乡创业园数", "返乡入乡创业园入驻企业数", "返乡入乡创业园带动就业人数"),
    *("旗县级公共实训基地数", "公共实训基地培训人次", "公共实训基地培训人次本年累计"),
    *("旗县级综合服务平台数", "苏木乡镇级综合服务平台数"),
]


def _rows(
    header: Sequence[str], row: Callable[[int], list[object]], above: Sequence[object] = forms.ABOVE
) -> bytes:
    """A return of one part with as many rows as the limits let through."""
    count = min(ROWS - 10, (CELLS - 50) // len(header))
    return forms.workbook({"表": [above, header, *map(row, range(count))]})


def _wrong(width: int) -> Callable[[int], list[object]]:
    """Rows of cells of which each is wrong, and no two the same."""
    return lambda number: [f"{'约名X三-'[column % 5]}{number}.{column}" for column in range(width)]


WORST: dict[str, Callable[[], bytes]] = {
    "data, all wrong": partial(_rows, forms.DATA, _wrong(6)),
    "data, one key": partial(_rows, forms.DATA, lambda number: [*forms.JOBS[:3], number, number, None]),
    "data, without names": partial(
        _rows, forms.DATA, lambda number: [None, None, None, number, number, None]
    ),
    "progress, all wrong": partial(_rows, forms.PROGRESS, _wrong(8)),
    "completion, all wrong": partial(_rows, forms.COMPLETION, _wrong(6)),
    "counties, all wrong": partial(_rows, _COUNTIES, _wrong(10)),
    "counties, unknown": partial(
        _rows, _COUNTIES, lambda number: [f"1504{number % 99:02}", f"旗{number}", *[number] * 8]
    ),
    "enterprises, all wrong": partial(_rows, _ENTERPRISES, _wrong(8), _MONTH),
    "enterprises, half wrong": partial(
        _rows,
        _ENTERPRISES,
        lambda number: [
            *(f"91150400MA{number:08}", f"企业{number}", "红山区"),
            *([10 + number % 90, 1, 1, 1, 1] if number % 2 else ["约1", "-2", "3.5", "x", "五"]),
        ],
        _MONTH,
    ),
    "activities, all wrong": partial(_rows, _ACTIVITIES, _wrong(5), _MONTH),
    "other leagues named": partial(
        _rows, ["填报单位:包头市", "填报单位:乌海市"], lambda _: ["填报单位:包头市", "报告期:2022年第四季度"]
    ),
    "headers on each sheet": lambda: forms.workbook(
        {f"表{number}": [forms.ABOVE, *[forms.DATA] * (CELLS // SHEETS // 6 - 2)] for number in range(SHEETS)}
    ),
    "personal numbers": partial(
        _rows,
        ["指标编码", "本季度数", "本年累计", "情况说明"],
        lambda _: ["P00-1", 1, 1, "11010519491231 002 " * 3],
    ),
}


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor, bytes, seconds by the clock."""

    processor: float
    memory: int
    clock: float

    def over(self) -> bool:
        return self.processor > _PROCESSOR or self.memory > _MEMORY or self.clock > _CLOCK


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.faults.worst", description=__doc__)
    parser.add_argument("--only", default="", help="only files with this in their name")
    only = parser.parse_args().only
    files = [(f"{name}.xlsx", build) for name, build in WORST.items()]
    files += [(name, build) for name, (build, _) in CORPUS.items()]
    with tempfile.TemporaryDirectory(prefix="jibao-worst-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may run as an account of its own, which has to come in here
        server = Server(free_port(), folder / "secrets")
        with cluster.running(folder / "data", server.port, server.secrets, {}):
            postmaster = cluster.postmaster(folder / "data")
            assert postmaster is not None
            template = server.create("template1")
            engine = sa.create_engine(server.url(template))
            migrate(engine, "announced_break")
            engine.dispose()
            chosen = [file for file in files if only in file[0]]
            return _tried(server, template, psutil.Process(postmaster.pid), folder, chosen)


def _tried(
    server: Server,
    template: str,
    postgres: psutil.Process,
    folder: Path,
    files: Iterable[tuple[str, Callable[[], bytes]]],
) -> int:
    failed = False
    costs: list[Cost] = []
    heads = f"{'bytes':>10}{'processor s':>13}{'MB':>6}{'clock s':>9}"
    print(f"{'file':<28}{heads}  verdict, rules, then the good one")
    for name, build in files:
        database = server.create(template)
        home = folder / database
        before = server_seconds(postgres)
        content = build()
        cost = _sent(server.url(database), home, name, content)
        cost = Cost(cost.processor + server_seconds(postgres) - before, cost.memory, cost.clock)
        verdict, rules = _answer(home, name)
        _sent(server.url(database), home, _GOOD.name, _GOOD.read_bytes())
        good, _ = _answer(home, _GOOD.name)
        print(
            f"{name:<28}{len(content):>10,}{cost.processor:>13.2f}{cost.memory / 1e6:>6.0f}{cost.clock:>9.1f}"
            f"  {verdict}, {rules[:60]}, {good}",
            flush=True,
        )
        failed |= cost.over() or not verdict or not good.startswith("accepted")
        costs.append(cost)
        server.drop(database)
        shutil.rmtree(home)
    print(
        f"the most of {len(costs)}: {max(cost.processor for cost in costs):.2f} s of the processor, "
        f"{max(cost.memory for cost in costs) / 1e6:.0f} MB, "
        f"{max(cost.clock for cost in costs):.1f} s by the clock"
    )
    return int(failed)


def _sent(url: str, home: Path, name: str, content: bytes) -> Cost:
    """The file lay in the inbox, and `jibao ingest` has ended."""
    inbox = home / "inbox" / "150400"
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / name).write_bytes(content)
    started = time.monotonic()
    pid = trial.start(url, home)
    memory = 0
    while True:
        ended, _, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return Cost(used.ru_utime + used.ru_stime, memory, time.monotonic() - started)
        memory = max(memory, _memory(pid))
        time.sleep(0.03)


def _memory(pid: int) -> int:
    total = 0
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                total += each.memory_full_info().pss
    return total


def _answer(home: Path, name: str) -> tuple[str, str]:
    """The verdict on the file of that name and the rules of its findings; blanks if there is no answer."""
    answers = [json.loads(file.read_text("utf-8")) for file in (home / "outbox" / "150400").glob("*.json")]
    for answer in answers:
        if answer["file_name"] == name:
            return answer["verdict"], " ".join(sorted({finding["rule"] for finding in answer["findings"]}))
    return "", ""


if __name__ == "__main__":
    sys.exit(main())

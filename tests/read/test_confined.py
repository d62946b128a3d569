"""The process that takes a file apart: what it gets, and what becomes of one that breaks its limits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from etl.read import confined as confined_module
from etl.read.confined import all_confined, confined
from etl.read.landlock import kernels
from etl.read.refusal import Refusal

TASK = "tests.read.task"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "赤峰市.csv"
    path.write_text("赤峰市", encoding="utf-8")
    return path


def ask(file: Path, what: str) -> object:
    return confined(TASK, file, what=what)


def test_it_gets_the_file_and_the_arguments(file: Path) -> None:
    assert ask(file, "content") == "赤峰市"


def test_our_passwords_are_kept_from_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("JIBAO_WAREHOUSE_URL", "PGPASSWORD", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN")
    for name in secrets:
        monkeypatch.setenv(name, "secret")
    confined_module._end()
    environment = ask(file, "environment")
    assert isinstance(environment, str)
    assert "secret" not in environment
    assert "RUST_BACKTRACE=0" in environment


@pytest.mark.skipif(kernels() < 1, reason="this kernel has no Landlock")
@pytest.mark.parametrize("what", ["read", "list", "write", "connect", "signal"])
def test_the_kernel_keeps_everything_else_from_it(what: str, file: Path) -> None:
    """Files, which hold passwords and what others sent; the network; processes."""
    with pytest.raises(RuntimeError, match="PermissionError"):
        ask(file, what)
    assert ask(file, "content") == "赤峰市"


def test_it_can_import_what_it_needs_late(file: Path) -> None:
    assert ask(file, "import") == "msoffcrypto"


def test_what_it_prints_is_no_part_of_the_answer(file: Path) -> None:
    assert ask(file, "print") == "printed"


@pytest.mark.parametrize("what", ["spin", "grow", "abort"])
def test_what_breaks_a_limit_is_refused_and_the_next_file_is_read(
    what: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined_module, "_CPU_SECONDS", 1)
    with pytest.raises(Refusal) as refusal:
        ask(file, what)
    assert refusal.value.args[:2] == ("file_unreadable", "读取时超出内存或时间的限制,文件结构异常")
    assert ask(file, "content") == "赤峰市"


def test_what_waits_for_ever_is_refused_and_the_next_file_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined_module, "_SECONDS", 0.5)
    with pytest.raises(Refusal) as refusal:
        ask(file, "wait")
    assert refusal.value.args[:2] == ("file_unreadable", "读取超时")
    monkeypatch.undo()
    assert ask(file, "content") == "赤峰市"


def test_too_long_an_answer_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined_module, "_ANSWER_BYTES", 1000)
    with pytest.raises(Refusal) as refusal:
        ask(file, "talk")
    assert refusal.value.rule_id == "file_too_large"


@pytest.mark.parametrize("what", ["abort", "nothing of the kind", "talk"])
def test_one_of_several_that_fails_leaves_the_others_their_answers(
    what: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined_module, "_ANSWER_BYTES", 1000)
    other = tmp_path / "通辽市.csv"
    other.write_text("通辽市", encoding="utf-8")
    content = {"what": "content"}
    assert all_confined(TASK, [(file, content), (other, content)]) == ["赤峰市", "通辽市"]
    first, fault, last = all_confined(TASK, [(file, content), (other, {"what": what}), (other, content)])
    assert (first, last) == ("赤峰市", "通辽市")
    with pytest.raises(type(fault)) as alone:
        ask(other, what)
    assert fault.args[:2] == alone.value.args[:2]


def test_one_of_several_that_is_not_there_leaves_the_others_their_answers(file: Path, tmp_path: Path) -> None:
    content = {"what": "content"}
    first, fault, last = all_confined(
        TASK, [(file, content), (tmp_path / "gone.csv", content), (file, content)]
    )
    assert (first, last) == ("赤峰市", "赤峰市")
    assert isinstance(fault, FileNotFoundError)


def test_several_have_one_process(file: Path) -> None:
    asked = (file, {"what": "process"})
    (one, same), (other,) = all_confined(TASK, [asked, asked]), all_confined(TASK, [asked])
    assert one == same != other


def test_a_fault_of_ours_says_where(file: Path) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'nothing of the kind'"):
        ask(file, "nothing of the kind")


def test_a_fork_of_ours_has_a_process_of_its_own(file: Path) -> None:
    """As Airflow forks a process for each task: answers of two files must not be mixed up."""
    first = ask(file, "parent")
    child = os.fork()
    if not child:
        os._exit(ask(file, "parent") == first)
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert ask(file, "parent") == first

"""Workers: every task has its answer, whatever becomes of the process that had it."""

import faulthandler
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from seepara.confinement import limit_address_space
from seepara.workers import Ended, in_workers

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="work is inherited by fork")


@pytest.mark.parametrize("processes", [0, 1, 2, 5])
def test_every_task_has_its_answer(processes):
    assert sorted(in_workers(lambda n: n * n, range(50), processes)) == [
        (n, n * n) for n in range(50)
    ]


def test_without_tasks_there_are_no_processes(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process was started"))
    assert list(in_workers(abs, [], 2)) == []


@pytest.mark.parametrize("processes", [1, 3])
def test_a_crash_costs_one_task(processes):
    def work(n):
        if n % 7 == 3:
            faulthandler.disable()  # pytest's, which would print the stack
            os.kill(os.getpid(), signal.SIGKILL if n % 2 else signal.SIGABRT)
        return n

    found = dict(in_workers(work, range(30), processes))
    assert {n: answer for n, answer in found.items() if answer != n} == {
        n: Ended("SIGKILL" if n % 2 else "SIGABRT") for n in (3, 10, 17, 24)
    }


@pytest.mark.parametrize("processes", [1, 3])
def test_a_task_that_takes_too_long_costs_itself(processes):
    def work(n):
        while n == 5:
            pass
        return n

    found = dict(in_workers(work, range(10), processes, 0.5))
    assert found.pop(5) == Ended("stopped at the limit of 0.5 s")
    assert found == {n: n for n in range(10) if n != 5}


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of address space is for Linux")
def test_a_task_that_takes_too_much_memory_costs_itself():
    def work(n):
        try:
            return len(bytearray(2**31 if n == 2 else n))
        except MemoryError:
            return "too much"

    limit = partial(limit_address_space, 2**30)
    found = dict(in_workers(work, range(4), 1, prepare=limit))
    assert found == {0: 0, 1: 1, 2: "too much", 3: 3}
    assert len(bytearray(2**31)) == 2**31  # of this process nothing is taken


def test_a_worker_that_leaves_is_a_crash_too():
    assert list(in_workers(os._exit, [3], 1)) == [(3, Ended("exit status 3"))]


def test_an_exception_comes_out_with_its_place():
    def work(n):
        raise LookupError(f"no {n}")

    with pytest.raises(LookupError, match="no 1") as raised:
        list(in_workers(work, [1], 1))
    assert "in work" in raised.value.__notes__[0]


def test_tasks_are_taken_as_there_is_room():
    taken = []

    def tasks():
        for n in count():
            taken.append(n)
            yield n

    with closing(in_workers(abs, tasks(), 2)) as answers:
        for _ in range(5):
            next(answers)
    assert len(taken) <= 5 + 2


def _is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_closing_ends_workers_that_are_at_work():
    def work(n):
        if n:
            time.sleep(60)
        return os.getpid()

    with closing(in_workers(work, [0, 0, 1, 1], 2)) as answers:
        pids = {next(answers)[1], next(answers)[1]}
    assert not any(map(_is_running, pids))


_PARENT = """
import os, sys, time
from seepara.confinement import limit_address_space
from seepara.workers import in_workers
def work(n):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece: two workers write at once
    time.sleep(0.3)
for _ in in_workers(work, range(100), 2):
    pass
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_workers_end_when_the_parent_is_killed():
    command = [sys.executable, "-c", _PARENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        pids = {int(parent.stdout.readline()) for _ in range(4)}
        parent.kill()
        parent.wait()
        deadline = time.monotonic() + 10
        while any(map(_is_running, pids)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(_is_running, pids))

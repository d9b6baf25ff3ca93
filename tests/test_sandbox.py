"""Reading in child processes: limits, hostile children, hostile files; and no child survives."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.reading import read
from seepara.reading.errors import UnreadableFile
from seepara.reading.sandbox import Limits, Task, in_sandbox
from seepara.reading.sandbox.answers import ERROR, MAX_ERROR_BYTES, RESULT, Answer, head
from seepara.reading.sandbox.spawned import run_spawned

from . import hostile_files, sandbox_work
from .word_files import p, parts, r, zipped

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the fork server is for Linux")

ROOT = Path(__file__).parent.parent
TIGHT = Limits(memory=2**29, cpu_seconds=1, wall_seconds=30.0, result_bytes=1000)
SHORT = Limits(wall_seconds=0.7)
FOR_FILES = Limits(memory=2**29, cpu_seconds=20, wall_seconds=60.0)
MEBIBYTE = 2**20
PAGES = 40

Answers = dict[str, "bytes | UnreadableFile"]


def processes_of(marker: str) -> set[int]:
    """The processes whose command line has the marker: a server and its children, which share it."""
    found = set()
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdecimal() and marker.encode() in (folder / "cmdline").read_bytes():
                found.add(int(folder.name))
    return found


def soon(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture(autouse=True)
def marker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A path that all processes of a test have on their command line; none of them survives it."""
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.syspath_prepend(str(tmp_path))
    yield str(tmp_path)
    assert soon(lambda: processes_of(str(tmp_path)) == set())


def answers(tasks: list[Task], processes: int = 2, limits: Limits = TIGHT) -> Answers:
    return {task.name: answer for task, answer in in_sandbox(tasks, processes, limits)}


def one(
    work: Callable[..., Any], *arguments: object, limits: Limits = TIGHT
) -> bytes | UnreadableFile:
    ((_, answer),) = in_sandbox([Task("a.pdf", work, arguments)], 1, limits)
    return answer


# ---------------------------------------------------------------- what comes back

CASES: list[tuple[str, Callable[..., Any], tuple[object, ...], str]] = [
    # (name, work, arguments, the answer: a result, or what is in its error)
    ("bytes", sandbox_work.echo, (b"\x00\xff",), "=\x00\xff"),
    ("nothing", sandbox_work.echo, (b"",), "="),
    ("just enough", sandbox_work.doubled, (b"x", 1000), "=" + "x" * 1000),
    ("too much", sandbox_work.doubled, (b"x", 1001), "result limit of 1,000 bytes"),
    ("no bytes", sandbox_work.no_bytes, (), "the reader failed on it (TypeError)"),
    ("exception", sandbox_work.fail, ("a\nb",), "the reader failed on it (KeyError)"),
    ("exit", sandbox_work.leave, (), "the reader failed on it (SystemExit)"),
    ("recursion", sandbox_work.recurse, (), "the reader failed on it (RecursionError)"),
    ("memory", sandbox_work.grow, (), "memory limit of 512 MiB"),
    ("memory at once", bytes, (2**30,), "memory limit of 512 MiB"),
    ("processor", sandbox_work.spin, (), "processor time limit of 1 s"),
    ("abort", os.abort, (), "it makes its reader crash (SIGABRT)"),
    ("bad address", signal.raise_signal, (signal.SIGSEGV,), "reader crash (SIGSEGV)"),
    ("silent end", os._exit, (0,), "its reader ended without an answer"),
    ("kills itself", signal.raise_signal, (signal.SIGKILL,), "was ended from outside"),
    ("kills its group", os.killpg, (0, signal.SIGTERM), "reader crash (SIGTERM)"),
    ("many files", sandbox_work.open_many, (), "the reader failed on it (OSError)"),
    ("after all these", sandbox_work.echo, (b"1",), "=1"),
]


def expect(answer: bytes | UnreadableFile, name: str, expected: str) -> None:
    if expected.startswith("="):
        assert answer == expected[1:].encode("latin-1")
    else:
        assert isinstance(answer, UnreadableFile)
        assert expected in answer.problem
        assert answer.cure
        assert str(answer).startswith(f"{name}: ")
        assert "\n" not in str(answer)


def test_answers() -> None:
    got = answers([Task(name, work, arguments) for name, work, arguments, _ in CASES], 3)
    assert len(got) == len(CASES)
    for name, _, _, expected in CASES:
        expect(got[name], name, expected)


@pytest.mark.parametrize("run", [in_sandbox, run_spawned])
def test_who_sleeps_is_stopped_by_the_wall_clock(run: Callable[..., Any]) -> None:
    tasks = [Task(str(n), sandbox_work.sleep, (60,)) for n in range(3)]
    for task, answer in run(iter(tasks), 3, SHORT):
        expect(answer, task.name, "wall clock limit of 0.7 s")


def test_answers_where_there_is_no_fork_server() -> None:
    # Of signals this parent cannot say which; what limits there are hold all the same.
    names = {"bytes", "too much", "exception", "memory", "silent end", "after all these"}
    tasks = [Task(name, work, arguments) for name, work, arguments, _ in CASES if name in names]
    got = {task.name: answer for task, answer in run_spawned(iter(tasks), 3, TIGHT)}
    assert set(got) == names
    for name, _, _, expected in CASES:
        if name in names:
            expect(got[name], name, expected)


def test_no_child_survives_where_there_is_no_fork_server(marker: str) -> None:
    tasks = [Task("quick", sandbox_work.pid)] + [Task("slow", sandbox_work.sleep, (60,))] * 3
    running = run_spawned(iter(tasks), 2, Limits())
    assert next(running)[0].name == "quick"
    assert processes_of(marker)
    running.close()  # type: ignore[attr-defined]
    assert processes_of(marker) == set()


def test_an_unreadable_file_comes_back_as_itself() -> None:
    error = one(sandbox_work.refuse, "a.pdf, page 3", "it is \udc80\nempty", "fetch it again")
    assert isinstance(error, UnreadableFile)
    assert (error.file, error.problem, error.cure) == (
        "a.pdf, page 3", "it is \udc80\nempty", "fetch it again",
    )  # fmt: skip
    assert str(error) == "a.pdf, page 3: it is empty; fetch it again"


def test_no_file_speaks_for_another_one() -> None:
    error = one(sandbox_work.refuse, "b.pdf", "it is empty", "fetch it again")
    assert isinstance(error, UnreadableFile)
    assert error.file == "a.pdf"


def test_large_arguments_and_results_pass() -> None:
    data = os.urandom(MEBIBYTE)
    answer = one(sandbox_work.doubled, data * 20, limits=Limits())
    assert answer == data * 40


def test_each_task_has_a_process_of_its_own() -> None:
    got = answers([Task(str(n), sandbox_work.pid) for n in range(5)])
    assert len({*got.values(), str(os.getpid()).encode()}) == 6


def test_preparation_runs_once_in_the_process_that_children_are_forked_from() -> None:
    tasks = [Task(str(n), sandbox_work.prepared) for n in range(3)]
    got = list(in_sandbox(tasks, 2, prepare=sandbox_work.prepare))
    assert [answer for _, answer in got] == [b"1 True"] * 3
    assert sandbox_work.prepared() == b"0 True"


def test_limits_of_the_system_are_set() -> None:
    answer = one(sandbox_work.limits, limits=Limits(memory=2**30))
    assert answer == json.dumps([[2**30] * 2, [0, 0], [0, 0]]).encode()


def test_a_child_writes_to_no_file(tmp_path: Path) -> None:
    answer = one(sandbox_work.write, str(tmp_path / "a"))
    assert isinstance(answer, UnreadableFile)
    assert not (tmp_path / "a").exists() or (tmp_path / "a").stat().st_size == 0


def test_a_child_has_no_network() -> None:
    if one(sandbox_work.network) == os.readlink("/proc/self/ns/net").encode():
        pytest.skip("this system lets no process leave the network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = one(sandbox_work.connect, server.getsockname()[1])
    assert isinstance(answer, UnreadableFile)


@pytest.mark.parametrize("work", [lambda: b"", type("X", (), {"__call__": lambda self: b""})()])
def test_work_that_no_other_process_can_import_is_refused(work: Callable[..., bytes]) -> None:
    with pytest.raises(ValueError, match="must be importable"):
        list(in_sandbox([Task("a.pdf", work)]))


def test_without_tasks_nothing_is_started(marker: str) -> None:
    assert list(in_sandbox([])) == []


# ---------------------------------------------------------------- tasks as a stream


def test_tasks_are_taken_as_there_is_room() -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield Task(str(taken), sandbox_work.echo, (b"x",))

    running = in_sandbox(endless(), 3)
    for received in range(1, 30):
        assert next(running)[1] == b"x"
        assert taken <= received + 2 * 3
    running.close()  # type: ignore[attr-defined]


def test_tasks_run_at_once() -> None:
    list(in_sandbox([Task("warm", sandbox_work.pid)]))
    began = time.monotonic()
    got = answers([Task(str(n), sandbox_work.sleep, (1,)) for n in range(4)], 4)
    assert list(got.values()) == [b"slept"] * 4
    assert time.monotonic() - began < 3.5


def test_an_error_among_the_tasks_is_raised_and_ends_the_children(marker: str) -> None:
    def tasks() -> Iterator[Task]:
        yield Task("a", sandbox_work.sleep, (60,))
        raise LookupError

    with pytest.raises(LookupError):
        list(in_sandbox(tasks(), 2))


# ---------------------------------------------------------------- no child survives


def running_sleepers(marker: str) -> Iterator[Any]:
    """A sandbox whose two children sleep."""
    tasks = [Task("quick", sandbox_work.pid)] + [Task("slow", sandbox_work.sleep, (60,))] * 9
    running = in_sandbox(tasks, 2, Limits())
    assert next(running)[0].name == "quick"
    assert soon(lambda: len(processes_of(marker)) == 3)
    return running


@pytest.mark.parametrize("error", [GeneratorExit, KeyboardInterrupt, ValueError])
def test_children_end_with_the_generator(marker: str, error: type[BaseException]) -> None:
    running: Any = running_sleepers(marker)
    began = time.monotonic()
    if error is GeneratorExit:
        running.close()
    else:
        with pytest.raises(error):
            running.throw(error())
    assert processes_of(marker) == set()
    assert time.monotonic() - began < 2


PARENT = """
import sys
sys.path[:0] = {path!r}
from seepara.reading.sandbox import Limits, Task, in_sandbox
from tests import sandbox_work
tasks = [Task("quick", sandbox_work.pid)] + [Task("slow", sandbox_work.sleep, (60,))] * 9
for task, answer in in_sandbox(tasks, 2, Limits()):
    print(task.name, flush=True)
"""


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_children_end_with_their_parent(marker: str, kill: signal.Signals) -> None:
    script = PARENT.format(path=[marker, str(ROOT), str(ROOT / "graph")])
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "quick\n"
        assert soon(lambda: len(processes_of(marker)) == 4)
        parent.send_signal(kill)
        assert parent.wait(10) == -kill
    assert soon(lambda: processes_of(marker) == set())


def test_what_a_child_has_started_ends_with_it(marker: str) -> None:
    answer = one(sandbox_work.leave_offspring, 60, limits=Limits())
    # For others than root, a child may start no process at all.
    assert answer == b"done" or isinstance(answer, UnreadableFile)
    assert soon(lambda: processes_of(marker) == set())  # killed, and gone in a moment


def test_when_the_server_is_killed_another_takes_its_place(marker: str) -> None:
    running: Any = running_sleepers(marker)
    (server,) = (
        pid
        for pid in processes_of(marker)
        if f"PPid:\t{os.getpid()}\n" in Path(f"/proc/{pid}/status").read_text("utf-8")
    )
    first = processes_of(marker)
    os.kill(server, signal.SIGKILL)
    for _ in range(2):
        task, answer = next(running)
        assert task.name == "slow"
        assert isinstance(answer, UnreadableFile)
        assert "ended from outside" in answer.problem
    assert soon(lambda: len(processes_of(marker)) == 3)
    assert not processes_of(marker) & first
    running.close()


def test_a_sandbox_that_cannot_start_says_so() -> None:
    def start() -> None:
        list(in_sandbox([Task("a", sandbox_work.pid)], prepare=os.abort))

    with pytest.raises(OSError, match="sandbox for reading files cannot be started"):
        start()


# ---------------------------------------------------------------- a child that was taken over

PHRASES = json.dumps(["b.pdf", "it\x1b[2J is", "none"]).encode()
LIES: list[tuple[str, bytes, str]] = [
    ("nonsense", b"nonsense that is longer than a head", "ended without an answer"),
    ("half a head", b"R\0\0", "ended without an answer"),
    ("too little", head(RESULT, 10) + b"x", "ended without an answer"),
    ("too much", head(RESULT, 2**63) + b"x", "result limit of 1,000 bytes"),
    ("behind the end", head(RESULT, 1) + b"xyz", "=x"),
    ("two answers", head(RESULT, 1) + b"x" + head(RESULT, 1) + b"y", "=x"),
    ("error of any length", head(ERROR, MAX_ERROR_BYTES + 1) + b"x", "ended without an answer"),
    ("error that is no JSON", head(ERROR, 3) + b"\xff{[", "ended without an answer"),
    ("deep error", head(ERROR, 60_000) + b"[" * 60_000, "ended without an answer"),
    ("other error", head(ERROR, 9) + b'["a","b"]', "ended without an answer"),
    ("error of numbers", head(ERROR, 7) + b"[1,2,3]", "ended without an answer"),
    ("for another file", head(ERROR, len(PHRASES)) + PHRASES, "is"),
]  # fmt: skip


def test_lies_of_a_child() -> None:
    got = answers([Task(name, sandbox_work.say, (data,)) for name, data, _ in LIES])
    for name, _, expected in LIES:
        expect(got[name], name, expected)


@given(st.lists(st.binary(max_size=40), max_size=6), st.sampled_from((b"", b"R", b"E")))
def test_any_answer_is_a_result_an_error_or_nothing(pieces: list[bytes], kind: bytes) -> None:
    answer = Answer("a.pdf", TIGHT)
    if kind:
        answer.add(kind + struct.pack(">Q", 20))
    for piece in pieces:
        answer.add(piece)
    value = answer.value()
    assert value is None or isinstance(value, bytes | UnreadableFile)
    if isinstance(value, bytes):
        assert len(value) <= TIGHT.result_bytes
        assert answer.is_over


# ---------------------------------------------------------------- hostile and damaged files


GOOD_WORD = zipped(parts(p(r("1. Noted.")), styles=""))
HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    # (file, its bytes, what is said of it; "" where it may be read or refused)
    ("opens to too much.docx", hostile_files.huge_word_file, "more than 200 times its size"),
    ("entities.docx", hostile_files.entities, "DOCTYPE"),
    ("deep.docx", hostile_files.deep_word_file, "not sound XML"),
    ("deep.html", lambda: b"<div>" * 100_000, "nested more than 10,000 deep"),
    ("long.html", lambda: b"<p>" + b"word " * 2**20, "over 4,194,304 characters"),
    ("opens to too much.pdf", hostile_files.huge_pdf, ""),
    ("packed in itself.pdf", hostile_files.nested_pdf, ""),
    ("many pages.pdf", hostile_files.many_pages, "200,000 pages"),
]


def test_hostile_files_cost_one_line_each() -> None:
    tasks = [Task(name, sandbox_work.read_file, (make(), name)) for name, make, _ in HOSTILE]
    good = Task("good.docx", sandbox_work.read_file, (GOOD_WORD, "good.docx"))
    got = answers([*tasks, good], 2, FOR_FILES)
    assert got["good.docx"] == b"1"
    for name, _, expected in HOSTILE:
        if expected:
            expect(got[name], name, expected)


def test_a_good_pdf_is_read() -> None:
    answer = one(sandbox_work.read_file, hostile_files.good_pdf(), "a.pdf", limits=FOR_FILES)
    assert answer == b"1"


def real_files(shared: Path) -> list[Path]:
    found = sorted((shared / "corpus" / "office").glob("*.*"))
    if not found:
        pytest.skip("there are no files in ../shared/corpus/office")
    return found


def damaged(shared: Path, how: Callable[[bytes], Iterator[bytes]]) -> Answers:
    """What becomes of damaged real files, each between two good ones."""
    tasks = []
    for file in real_files(shared):
        for number, data in enumerate(how(file.read_bytes())):
            name = f"{number} {file.name}"
            tasks.append(Task(name, sandbox_work.read_file, (data, name)))
            tasks.append(Task(f"good {name}", sandbox_work.read_file, (GOOD_WORD, "good.docx")))
    got = answers(tasks, 2, FOR_FILES)
    assert len(got) == len(tasks)
    for name, answer in got.items():
        if name.startswith("good"):
            assert answer == b"1"
        elif isinstance(answer, UnreadableFile):
            assert str(answer).startswith(name)
            assert "\n" not in str(answer)
        else:
            assert int(answer) >= 0
    return got


def test_real_files_cut_off(shared: Path) -> None:
    got = damaged(shared, hostile_files.cut)
    words = [answer for name, answer in got.items() if name[0] != "g" and name.endswith(".docx")]
    assert all(isinstance(answer, UnreadableFile) for answer in words)


def test_real_files_with_errors(shared: Path) -> None:
    chance = random.Random(7)

    def changed(data: bytes) -> Iterator[bytes]:
        for _ in range(3 if data.startswith(b"%PDF") else 10):
            yield hostile_files.mutated(data, chance)

    assert len(damaged(shared, changed)) >= 2 * 9


def test_real_files_with_errors_inside_their_zip(shared: Path, tmp_path: Path) -> None:
    """The damage that a checksum would find is made before the parts are packed."""
    chance = random.Random(8)
    file = next(f for f in real_files(shared) if f.suffix == ".docx")
    with zipfile.ZipFile(file) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}

    def changed(_: bytes) -> Iterator[bytes]:
        for part in ("word/document.xml", "word/styles.xml", "word/footnotes.xml"):
            yield zipped({**inside, part: hostile_files.mutated(inside[part], chance)})

    damaged(shared, changed)


def test_pages_with_errors_in_their_markup(shared: Path) -> None:
    """Errors of bytes end at the decoding; these come to the parser, which stops at none of them."""
    chance = random.Random(9)
    file = next(file for file in real_files(shared) if file.suffix == ".docx")
    page = hostile_files.page_of_lines(read(file.read_bytes(), file).lines[:100])
    tasks = [Task("good.docx", sandbox_work.read_file, (GOOD_WORD, "good.docx"))]
    for number in range(PAGES):
        name = f"{number}.html"
        data = hostile_files.mutated_page(page, chance)
        tasks.append(Task(name, sandbox_work.read_file, (data, name)))
    got = answers(tasks, 2, FOR_FILES)
    assert got.pop("good.docx") == b"1"
    problems = [answer.problem for answer in got.values() if isinstance(answer, UnreadableFile)]
    assert all("nested more than" in problem for problem in problems)
    assert len(got) == PAGES and len(problems) < PAGES / 3

"""A service in a process of its own on a free port, for tests that talk HTTP to it."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from seepara.publish import published
from seepara.server import Limits
from seepara.store import write_store

QUICK = Limits(seconds=0.7, waiting=5.0, body_seconds=0.5, head_seconds=0.5, stalled_seconds=0.5)
"""Limits that a test can wait for."""

_CODE = """
import json, sys
from pathlib import Path
from seepara.server import Limits, run
known = json.loads(sys.argv[1])
run(Path(known["build"]), port=0, origins=known["origins"], limits=Limits(**known["limits"]),
    workers=known["workers"], started=lambda address: print(address, flush=True))
"""

# Three triples of every triple with every other: more than can be counted before the sun is cold.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def column(self, name: str) -> list[str | None]:
        """The values of a variable in a JSON answer."""
        rows = json.loads(self.body)["results"]["bindings"]
        return [row[name]["value"] if name in row else None for row in rows]


class Service:
    """A service over a build; `stop` it."""

    def __init__(
        self,
        build: Path,
        limits: Limits = QUICK,
        workers: int = 2,
        origins: tuple[str, ...] = (),
    ) -> None:
        known = {"build": str(build), "limits": asdict(limits), "workers": workers}
        known["origins"] = list(origins)
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CODE, json.dumps(known)],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.port = urlsplit(self.address).port
        assert self.port, self.log()
        self.wait()

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/health").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError("the service did not start")

    def ask(
        self,
        method: str,
        target: str,
        body: bytes | str | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = 30,
    ) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = "", **fields: str) -> Answer:
        """A query by POST of a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if accept:
            headers["Accept"] = accept
        return self.ask("POST", "/sparql", urlencode({"query": text, **fields}), headers)

    def processes(self) -> list[int]:
        """All processes below the service, by what Linux says."""
        return below(self.process.pid)

    def workers(self) -> list[int]:
        """Those that answer queries: the grandchildren."""
        return [pid for child in _children(self.process.pid) for pid in _children(child)]

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Stop it by a signal; its exit status and what it logged."""
        self.process.send_signal(number)
        self.process.communicate(timeout=20)
        return self.process.returncode, self.log()

    def log(self) -> str:
        """What it wrote to standard error."""
        self._log.seek(0)
        return self._log.read()


def below(pid: int) -> list[int]:
    """The processes below one."""
    return [p for child in _children(pid) for p in (child, *below(child))]


def is_alive(pid: int) -> bool:
    """Whether a process still does something."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(condition, seconds: float = 10) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def publish(
    link: Path, trig: bytes | Path, explorer: str = "<!doctype html>", then=lambda folder: None
) -> None:
    """A build that holds what the service needs, in the way that `seepara build` publishes one."""
    with published(link) as folder:
        source = trig
        if isinstance(trig, bytes):
            source = folder / "graph.trig"
            source.write_bytes(trig)
        write_store(source, folder / "store")
        (folder / "explorer.html").write_text(explorer)
        then(folder)


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found

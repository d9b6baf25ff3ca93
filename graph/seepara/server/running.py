"""From an address to a service that runs until it is told to stop."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from .limits import Limits

_NEEDS = (
    "starlette and uvicorn are needed to serve; install them with: pip install 'seepara[serve]'"
)
_LEAST_WORKERS = 4


class NotServed(ValueError):
    """The service cannot start: something is not installed, or the address cannot be had."""


def run(
    build: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    origins: Sequence[str] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    workers: int = 0,
    started: Callable[[str], object] = lambda address: None,
) -> None:
    """Serve a build until SIGINT or SIGTERM; `started` is told the address when it is bound.

    With port 0 any free one is taken; without `workers` there are as many as processors, at least
    four, so that a few slow queries do not stop the others. No process is left behind. Raises
    `NotServed` where it cannot start.
    """
    if sys.platform == "win32":
        raise NotServed("the service needs Linux or macOS; on Windows, run it in WSL")
    try:
        import uvicorn

        from .app import application
        from .builds import Builds
        from .connections import PatientConnection
    except ImportError:
        raise NotServed(_NEEDS) from None
    own = _bound(host, port)
    builds = Builds(build, workers or max(_LEAST_WORKERS, os.cpu_count() or 1), limits)
    app: Any = application(builds, limits, host, origins)
    config = uvicorn.Config(
        app,
        http=partial(PatientConnection, limits=limits),  # type: ignore[arg-type]
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=limits.connections,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=limits.head,
    )
    _log()
    server = uvicorn.Server(config)
    is_told = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal is_told
        is_told = True
        server.handle_exit(number, frame)
        builds.stop()

    name = f"[{host}]" if ":" in host else host
    # Not uvicorn's own handlers: they miss what comes before it runs, and wait for its start.
    server.capture_signals = nullcontext  # type: ignore[assignment, method-assign]
    before = {number: signal.signal(number, stop) for number in _STOPPING}
    try:
        started(f"http://{name}:{own.getsockname()[1]}/")
        server.run(sockets=[own])
    except SystemExit:
        pass  # what went wrong at the start is in the log
    finally:
        own.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    if not server.started and not is_told:
        raise NotServed(f"{build}: its store cannot be opened; build again")


_STOPPING = (signal.SIGINT, signal.SIGTERM)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise NotServed(
            f"{host}, port {port}: cannot be bound ({why}); try another --port"
        ) from None


def _log() -> None:
    """A line a request on standard error, and nothing of uvicorn: `guards` says what goes wrong."""
    from .guards import LOGGER

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    for name, level in ((LOGGER, logging.INFO), ("uvicorn", logging.CRITICAL + 1)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level)
        logger.propagate = False

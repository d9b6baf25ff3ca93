"""Which build is served: the one that the link leads to now, with workers on its store.

A new build is seen within half a second. Workers are opened on it first; then it takes the place of
the old one, whose workers end what they have begun. The folder of the old one may be gone by then:
a store that is open keeps its files.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..store import STORE
from .limits import Limits
from .messages import Question, Reply
from .pool import Pool

_LOOKS_EVERY = 0.5
_TRIES = 5


@dataclass(frozen=True, slots=True)
class _Seen:
    """A build by what tells it from the next one."""

    folder: Path
    store: tuple[int, int]


class Builds:
    """The build that `link` leads to; `start` it, `ask` it, `close` it."""

    def __init__(self, link: Path, size: int, limits: Limits) -> None:
        self._link = link
        self._size = size
        self._limits = limits
        self._seen: _Seen | None = None
        self._pool: Pool | None = None
        self._watch: asyncio.Task[None] | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def folder(self) -> Path:
        """The folder of the build that is served; raises `OSError` where there is none."""
        if self._seen is None:
            raise FileNotFoundError(str(self._link))
        return self._seen.folder

    @property
    def health(self) -> dict[str, object]:
        """What the service can say of itself."""
        pool = self._pool
        return {
            "status": "ok" if pool is not None and pool.ready else "no workers",
            "build": self._seen.folder.name if self._seen else "",
            "workers": pool.ready if pool else 0,
            "busy": pool.busy if pool else 0,
            "restarts": pool.restarts if pool else 0,
        }

    async def start(self) -> None:
        """Open the build; raises `OSError` where there is none that can be opened."""
        for number in range(_TRIES):
            try:
                await self._renew()
                break
            except OSError:  # it may have been replaced while it was opened
                if number == _TRIES - 1:
                    raise
                await asyncio.sleep(0.1)
        self._watch = asyncio.create_task(self._look())

    async def ask(self, question: Question) -> Reply:
        """The reply of the build that is served now."""
        if self._pool is None:
            return Reply.saying(503, "there is no build to ask", Retry_After="5")
        return await self._pool.ask(question)

    async def close(self) -> None:
        """End all workers."""
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        pools = [self._pool.close(0)] if self._pool is not None else []
        for task in self._leaving:
            task.cancel()
        await asyncio.gather(*pools, *self._leaving, return_exceptions=True)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOKS_EVERY)
            with suppress(OSError):  # none there, or replaced once more: look again
                await self._renew()

    async def _renew(self) -> None:
        """Open what the link leads to, if it is another build than the one that is served."""
        seen = _look_at(self._link)
        if seen == self._seen:
            return
        pool = Pool(seen.folder / STORE, self._size, self._limits)
        try:
            await pool.start()
        except TimeoutError as error:
            raise OSError(str(error)) from None
        old, self._pool, self._seen = self._pool, pool, seen
        if old is not None:
            task = asyncio.create_task(_let_end(old, self._limits))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)


def _look_at(link: Path) -> _Seen:
    folder = Path(os.path.realpath(link))
    store = (folder / STORE).stat()
    return _Seen(folder, (store.st_ino, store.st_mtime_ns))


async def _let_end(pool: Pool, limits: Limits) -> None:
    try:
        await pool.close(limits.waiting + limits.seconds + 1)
    except asyncio.CancelledError:
        await pool.close(0)
        raise

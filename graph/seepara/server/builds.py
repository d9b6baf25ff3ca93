"""Which build is served: the one that the link leads to now, with workers on its store.

A new build is seen within half a second. Workers are opened on it first; then it takes the place of
the old one, whose workers end what they have begun. The folder of the old one may be gone by then:
a store that is open keeps its files.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..records import RECORDS
from ..store import STORE
from .limits import Limits
from .messages import Question, Reply
from .pool import Pool
from .worker import LINEAGE_WORK, STORE_WORK

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
        self._lineage: asyncio.Task[Pool] | None = None
        self._starting: asyncio.Task[None] | None = None
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
        """Open the build; raises `OSError` where there is none that can be opened, or it is stopped."""
        self._starting = asyncio.create_task(self._open())
        try:
            await self._starting
        except asyncio.CancelledError:
            raise OSError("stopped") from None
        finally:
            self._starting = None
        self._watch = asyncio.create_task(self._look())

    def stop(self) -> None:
        """Have `start` end, if it is at work; a signal's handler may call this."""
        if (starting := self._starting) is not None:
            starting.get_loop().call_soon_threadsafe(starting.cancel)

    async def _open(self) -> None:
        for number in range(_TRIES):
            try:
                await self._renew()
                break
            except OSError:  # it may have been replaced while it was opened
                if number == _TRIES - 1:
                    raise
                await asyncio.sleep(0.1)

    async def ask(self, question: Question) -> Reply:
        """The reply of the build that is served now."""
        if self._pool is None:
            return Reply.saying(503, "there is no build to ask", Retry_After="5")
        return await self._pool.ask(question)

    async def ask_lineage(self, question: Question) -> Reply:
        """The reply of the one worker that has all documents; it is started when it is first asked."""
        if self._seen is None:
            return Reply.saying(503, "there is no build to ask", Retry_After="5")
        try:
            if self._lineage is None or (self._lineage.done() and self._lineage.exception()):
                self._lineage = asyncio.create_task(_lineage_of(self._seen.folder, self._limits))
            # It goes on to start, whoever waits for it or goes.
            async with asyncio.timeout(self._limits.waiting):
                pool = await asyncio.shield(self._lineage)
        except TimeoutError:
            said = "the lineage of this build is being put together; ask again"
            return Reply.saying(503, said, Retry_After="10")
        except OSError as error:
            return Reply.saying(503, str(error.strerror or "its documents cannot be read"))
        return await pool.ask(question)

    async def close(self) -> None:
        """End all workers."""
        if self._watch is not None:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        pools = [self._pool.close(0)] if self._pool is not None else []
        if self._lineage is not None:
            pools.append(_let_lineage_end(self._lineage, self._limits, 0))
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
        pool = Pool(seen.folder, STORE_WORK, self._size, self._limits)
        try:
            await pool.start()
        except TimeoutError as error:
            raise OSError(str(error)) from None
        old, self._pool, self._seen = self._pool, pool, seen
        lineage, self._lineage = self._lineage, None
        if old is not None:
            self._leave(_let_end(old, self._limits))
        if lineage is not None:
            self._leave(_let_lineage_end(lineage, self._limits))

    def _leave(self, ending: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(ending)
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


def _look_at(link: Path) -> _Seen:
    folder = Path(os.path.realpath(link))
    store = (folder / STORE).stat()
    return _Seen(folder, (store.st_ino, store.st_mtime_ns))


async def _lineage_of(folder: Path, limits: Limits) -> Pool:
    """The worker on all documents; raises `OSError`, for too many of them, too."""
    size = (folder / RECORDS).stat().st_size
    if size > limits.lineage:
        said = f"the documents of this build, {size:,} bytes, are over the limit for lineage"
        raise OSError(errno.EFBIG, f"{said}, {limits.lineage:,} bytes; SPARQL has it: lineageStep+")
    pool = Pool(folder, LINEAGE_WORK, 1, limits)
    await pool.start()
    return pool


async def _let_lineage_end(
    starting: asyncio.Task[Pool], limits: Limits, patience: float | None = None
) -> None:
    """End the worker on all documents, which may still be about to start."""
    if not starting.done():
        starting.cancel()
    with suppress(asyncio.CancelledError, OSError, TimeoutError):
        pool = await starting
        await (_let_end(pool, limits) if patience is None else pool.close(patience))


async def _let_end(pool: Pool, limits: Limits) -> None:
    try:
        await pool.close(limits.waiting + limits.seconds + 1)
    except asyncio.CancelledError:
        await pool.close(0)
        raise

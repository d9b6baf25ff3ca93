"""What the commands share: options, errors of one line, output that survives a closed pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..judgements import Judgements
    from ..model import ResolvedDocument
    from ..reading.errors import UnreadableFile

BUILD = "build"
_DRAWN_EVERY = 0.1  # seconds

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
build_option = click.option(
    "--build",
    "build_folder",
    default=BUILD,
    show_default=True,
    type=click.Path(path_type=Path),
    help="The build to read.",
)
catalogue_option = click.option(
    "--catalogue",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A catalogue other than catalogue.toml beside the files.",
)


class Failure(click.ClickException):
    """One line on standard error, exit status 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"seepara: {self.message}", err=True)


def unreadable_file() -> type[UnreadableFile]:
    """The error of a file that cannot be read, imported only where it is caught."""
    from ..reading.errors import UnreadableFile

    return UnreadableFile


def complain(errors: Iterable[UnreadableFile]) -> None:
    """One line on standard error for each file that could not be read."""
    for error in errors:
        click.echo(f"seepara: {error}", err=True)


def in_build(folder: Path, name: str) -> Path:
    """A file of a build; a `Failure` that says how to make one where there is none."""
    path = folder / name
    if not path.exists():
        raise Failure(f"{folder}: there is no build here; make one with: seepara build PATHS")
    return path


def records(folder: Path) -> list[ResolvedDocument]:
    """The documents of a build."""
    from ..records import RECORDS, read_records

    path = in_build(folder, RECORDS)
    try:
        return list(read_records(path))
    except (ValueError, TypeError, KeyError):
        raise Failure(f"{path}: another version of seepara made it; build again") from None


def judgements(folder: Path) -> Judgements:
    """What users said of the links of a build, in its catalogue."""
    from ..judgements import judgements_in

    try:
        return judgements_in(folder)
    except (ValueError, TypeError, KeyError):
        raise Failure(f"{folder}: another version of seepara made it; build again") from None


def status_of(errors: Iterable[UnreadableFile]) -> int:
    """The exit status for files that were not read: 0 where another file of the same document was."""
    from ..reading.errors import SameDocument

    return 2 if any(not isinstance(error, SameDocument) for error in errors) else 0


def print_lines(lines: Iterable[str]) -> None:
    """Text on standard output, as UTF-8 whatever the locale; a closed pipe ends it quietly."""
    stream = sys.stdout.buffer
    try:
        for line in lines:
            stream.write(line.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        quiet_pipe()


def colour() -> bool:
    """Whether standard output is a terminal that may be coloured."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def quiet_pipe() -> None:
    """Nobody reads on: the rest of the output goes nowhere, and nothing is said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class ProgressBar:
    """A bar on a terminal; silence elsewhere."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.stop: Callable[[], None] = lambda: None

    def __enter__(self) -> Callable[[int, int], None] | None:
        if not sys.stderr.isatty():
            return None
        import time

        from rich.console import Console
        from rich.progress import Progress

        # It draws itself when it is told, not by a thread: processes are forked while it stands.
        bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
        task = bar.add_task(self.what)
        bar.start()
        self.stop = bar.stop
        drawn = 0.0

        def show(done: int, total: int) -> None:
            nonlocal drawn
            bar.update(task, completed=done, total=total)
            if (now := time.monotonic()) - drawn > _DRAWN_EVERY:
                bar.refresh()
                drawn = now

        return show

    def __exit__(self, *_: object) -> None:
        self.stop()


class WholeFile:
    """A file that is there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> object:
        import tempfile

        self.stream = tempfile.NamedTemporaryFile(dir=self.path.parent, delete=False)
        return self.stream

    def __exit__(self, kind: object, *_: object) -> None:
        self.stream.close()
        try:
            if kind is None:
                os.chmod(self.stream.name, 0o644)
                os.replace(self.stream.name, self.path)
        finally:
            Path(self.stream.name).unlink(missing_ok=True)

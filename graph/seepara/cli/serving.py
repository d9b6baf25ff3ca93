"""The command that serves a build: `serve`."""

from __future__ import annotations

import signal
from pathlib import Path

import click

from .terminal import Failure, build_option, in_build


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True,
    help="The address to answer at; any other than this machine's is open to its network.",
)  # fmt: skip
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--cors", "origins", multiple=True, metavar="ORIGIN",
    help="A web page's origin (https://example.org) that may read the answers; * for any.",
)  # fmt: skip
@click.option(
    "--timeout", default=30.0, show_default=True, type=click.FloatRange(0.1, 86400),
    metavar="SECONDS", help="After this long a query is stopped, with status 504.",
)  # fmt: skip
@click.option(
    "--workers", default=0, type=click.IntRange(0, 256),
    help="Queries at work at once; without it as many as processors, at least 4.",
)  # fmt: skip
@build_option
def serve(
    host: str,
    port: int,
    origins: tuple[str, ...],
    timeout: float,
    workers: int,
    build_folder: Path,
) -> None:
    """Serve the last build: SPARQL, a page for queries, documents, the explorer.

    It only reads, asks no other server, and follows a new build without a restart.

    \b
    Examples:
      seepara serve
      seepara serve --port 9000 --timeout 5
      curl -d 'query=ASK {}' http://127.0.0.1:8000/sparql
    """
    from ..server import Limits, NotServed, run
    from ..store import GRAPH, STORE, is_store

    in_build(build_folder, GRAPH)
    if not is_store(build_folder / STORE):
        raise Failure(f"{build_folder}: another version of seepara made it; build again")
    try:
        run(
            build_folder,
            host,
            port,
            origins,
            Limits(seconds=timeout),
            workers,
            lambda address: click.echo(f"seepara: serving at {address}, Ctrl+C stops", err=True),
        )
    except NotServed as error:
        raise Failure(str(error)) from None
    # It was told to stop, and ends now; to be told once more changes nothing.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)

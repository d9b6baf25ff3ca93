"""Documents from the document service of the United Nations, by their symbols, into a folder.

The only part of the program that uses the network, and only when it is asked to. A file is kept for
what it is, not for what a server calls it; with it goes an entry in the folder's catalogue, so that
the next build knows its symbol and what cites it is resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..catalogue import Catalogue, Entry
from .asked import Asked, stem
from .client import Client
from .errors import Missing, NotFetched, Unfit
from .exchange import Progress
from .kinds import Kind, kind_of
from .saving import enter, present, save
from .service import Service

_KINDS = {Kind.DOCX: "docx", Kind.PDF: "pdf"}
"""What is kept, by the format that it is; its name is the ending too."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that is in the folder: its file, and whether it came now; 0 bytes if not."""

    symbol: str
    file: str
    size: int = 0
    entered: bool = True


def fetch(
    wanted: Asked,
    folder: Path,
    catalogue: Catalogue,
    client: Client,
    *,
    language: str = "en",
    formats: Sequence[str] = (),
    again: bool = False,
    progress: Progress | None = None,
) -> Fetched:
    """Fetch one document into a folder that is `prepared`, with its catalogue.

    `formats` are tried in their order, all of them if none is given. A document that is there
    already is fetched only `again`. Raises `NotFetched` with the reason and what to do; there is then
    no file of it, or one without an entry if that is the reason.
    """
    formats = tuple(dict.fromkeys(formats or client.service.formats))
    name = stem(wanted.symbol, language)
    names = [f"{name}.{form}" for form in formats]
    if not again:
        others = [f"{name}.{form}" for form in client.service.formats]
        if here := present(folder, catalogue, wanted.symbol, language, [*names, *others]):
            return Fetched(wanted.symbol, here, entered=here in catalogue.entries)
    body, form = _downloaded(wanted, language, formats, client, progress)
    file = f"{name}.{form}"
    # The same name in other letters may be the same file: it is that one which is replaced.
    file = present(folder, Catalogue(folder), wanted.symbol, language, [file]) or file
    save(folder, file, body)
    enter(folder, Entry(file, symbol=wanted.symbol, language=language))
    return Fetched(wanted.symbol, file, len(body))


def _downloaded(
    wanted: Asked,
    language: str,
    formats: Sequence[str],
    client: Client,
    progress: Progress | None,
) -> tuple[bytes, str]:
    """The file and its format; raises `NotFetched` with the reason that says most."""
    unfit: Unfit | None = None
    for name in wanted.names:
        for form in formats:
            try:
                body = client.get(client.service.address(name, language, form), progress)
                return body, _format(body, formats, client.service)
            except Missing:
                continue
            except Unfit as error:
                unfit = unfit or error
        if unfit:
            raise unfit
    raise Missing(
        f"the service has no such document in {' or '.join(formats)}, language {language}",
        _cure(formats, client.service),
    )


def _format(body: bytes, formats: Sequence[str], service: Service) -> str:
    """The format that a body is; raises `Missing` for what stands for none, `Unfit` for all else."""
    kind = kind_of(body)
    if _KINDS.get(kind) in formats:
        return _KINDS[kind]
    if kind is Kind.EMPTY or (kind is Kind.PAGE and _says_missing(body, service)):
        raise Missing("the service has no such document", "check the symbol")
    problem = f"the service answers with {kind.value}"
    if kind in (Kind.OLD_WORD, Kind.WORDPERFECT, Kind.RTF):
        others = [f"--format {form}" for form in service.formats if form not in formats]
        cure = ", or ".join(["fetch it in a browser and save it as .docx", *others])
    elif kind in _KINDS:
        cure = f"--format {_KINDS[kind]} takes it"
    else:
        cure = "try again later, or fetch it in a browser"
    raise Unfit(problem, cure)


def _says_missing(page: bytes, service: Service) -> bool:
    if len(page) <= service.missing_page_bytes:
        return True
    return any(phrase.encode() in page for phrase in service.missing_phrases)


def _cure(formats: Sequence[str], service: Service) -> str:
    others = [f"--format {form}" for form in service.formats if form not in formats]
    return "check the symbol, or try " + " or ".join(["another --language", *others])


__all__ = ["Fetched", "NotFetched", "fetch"]

"""A worker: a process with a build opened to be read, that answers one question after another.

It lives until its socket is closed, or it is killed. Whatever a query does to it, the server starts
another one.
"""

from __future__ import annotations

import gc
import os
import socket
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ..confinement import die_with_parent, leave_network, limit_memory
from ..sparql import examined
from ..store import STORE
from .answering import reply_to
from .messages import FAULT, HEAD, READY, Question, Reply, question_of, reply_head
from .opened import Opened

Answering = Callable[[Question], Reply]

_WARMING = "SELECT (COUNT(?s) AS ?n) WHERE { ?s ?p 'o' FILTER(?n > 1) } GROUP BY ?s"


STORE_WORK, LINEAGE_WORK = "store", "lineage"
"""What a worker answers from: the store of a build, or all of its documents."""


def work(own: socket.socket, kind: str, folder: str, memory: int, most: int) -> None:
    """The whole life of a worker on the build in `folder`; `memory` is its address space, `most` the
    size of an answer."""
    die_with_parent()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    leave_network()
    limit_memory(memory)
    replied = _OPENED[kind](Path(folder), most)
    gc.freeze()
    with own:
        own.sendall(READY)
        while (head := _received(own, HEAD.size)) is not None:
            length, _ = HEAD.unpack(head)
            question = _received(own, length)
            if question is None:
                return
            _send(own, _whole(replied, question_of(question)))


def _store_opened(folder: Path, most: int) -> Answering:
    opened = Opened.at(folder / STORE, most)
    examined(_WARMING)  # the parser puts itself together at its first use
    return partial(reply_to, opened)


def _lineage_opened(folder: Path, most: int) -> Answering:
    from .lineage import Lineages

    lineages = Lineages.at(folder, most)
    lineages.prepare()
    return lineages.reply


_OPENED: Mapping[str, Callable[[Path, int], Answering]] = {
    STORE_WORK: _store_opened,
    LINEAGE_WORK: _lineage_opened,
}


def _whole(replied: Answering, question: Question) -> Reply:
    try:
        return replied(question)
    except Exception:  # a fault of ours: the server says so in its log
        return Reply(500, FAULT, traceback.format_exc().encode("utf-8", "replace"))


def _received(own: socket.socket, size: int) -> bytes | None:
    """So many bytes; None where the server is gone."""
    pieces = bytearray()
    while len(pieces) < size:
        piece = own.recv(size - len(pieces))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)


def _send(own: socket.socket, reply: Reply) -> None:
    own.sendall(reply_head(reply))
    own.sendall(reply.body)

"""A worker: a process with a store opened to be read, that answers one question after another.

It lives until its socket is closed, or it is killed. Whatever a query does to it, the server starts
another one.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import traceback
from pathlib import Path

from ..confinement import die_with_parent, leave_network, limit_memory
from ..sparql import examined
from .answering import reply_to
from .messages import FAULT, HEAD, READY, Question, Reply, question_of, reply_head
from .opened import Opened

_WARMING = "SELECT (COUNT(?s) AS ?n) WHERE { ?s ?p 'o' FILTER(?n > 1) } GROUP BY ?s"


def work(own: socket.socket, folder: str, memory: int, most: int) -> None:
    """The whole life of a worker; `memory` is its address space, `most` the size of an answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at a terminal, it is for the server
    die_with_parent()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    leave_network()
    limit_memory(memory)
    opened = Opened.at(Path(folder), most)
    examined(_WARMING)  # the parser puts itself together at its first use
    gc.freeze()
    with own:
        own.sendall(READY)
        while (head := _received(own, HEAD.size)) is not None:
            length, _ = HEAD.unpack(head)
            question = _received(own, length)
            if question is None:
                return
            _send(own, _replied(opened, question_of(question)))


def _replied(opened: Opened, question: Question) -> Reply:
    try:
        return reply_to(opened, question)
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

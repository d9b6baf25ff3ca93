"""What the server and its workers say to each other: JSON and bytes in frames of a stated length.

A worker runs queries of strangers, so nothing that comes from one is unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from struct import Struct
from typing import Any

HEAD = Struct(">IQ")
"""Before each frame: the length of its JSON, and of the bytes behind that."""

READY = b"\x06"
"""What a worker says first, when its store is open."""

TEXT = "text/plain; charset=utf-8"
FAULT = "text/x-fault"
"""The media type of a reply that tells of a fault in the worker, for the log only."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something for a worker: the name of what to do, and what it needs to know, as JSON has it."""

    work: str
    known: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as HTTP will give it."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def saying(cls, status: int, text: str, **headers: str) -> Reply:
        """A reply of one line of text; in names of headers ``_`` stands for ``-``.

        >>> Reply.saying(503, "busy", Retry_After="5").headers
        {'Retry-After': '5'}
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, TEXT, f"{text}\n".encode("utf-8", "replace"), named)


def question_frame(question: Question) -> bytes:
    """A question on its way to a worker."""
    head = json.dumps([question.work, dict(question.known)]).encode()
    return HEAD.pack(len(head), 0) + head


def question_of(head: bytes) -> Question:
    """The question of a frame."""
    work, known = json.loads(head)
    return Question(work, known)


def reply_head(reply: Reply) -> bytes:
    """What stands before the body of a reply on its way back."""
    head = json.dumps([reply.status, reply.media_type, dict(reply.headers)]).encode()
    return HEAD.pack(len(head), len(reply.body)) + head


def reply_of(head: bytes, body: bytes) -> Reply:
    """The reply of a frame; raises `ValueError` where it is none.

    >>> frame = reply_head(Reply(200, "text/csv", b"a"))
    >>> reply_of(frame[HEAD.size:], b"a").status
    200
    """
    match json.loads(head):
        case [int(status), str(media_type), dict(headers)] if 200 <= status < 600:
            return Reply(status, media_type, body, {str(n): str(v) for n, v in headers.items()})
    raise ValueError("no reply")

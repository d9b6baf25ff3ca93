"""The graph as a service: SPARQL 1.1 Protocol, a page for queries, a page a document, the explorer.

`run` is the whole of it. A request goes one way::

    connections → guards → app ─ protocol ─▶ pool ─▶ worker: answering, documents, pages
                                 builds ─────┘

The process that talks to clients never touches the store. Each question is answered by a worker: a
process with the store opened to be read, no network, limited memory, and a time after which it is
killed (`pool`). `builds` sees when a new build is published and opens workers on it; the old ones
finish what they have begun.
"""

from __future__ import annotations

from .limits import Limits as Limits
from .running import NotServed as NotServed
from .running import run as run

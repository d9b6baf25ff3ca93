"""The graphs of a build → its store: whole, or from the store of the last build what has changed.

Files of a store never change once they are written, so that a store can begin as links to those of
another one (a checkpoint of RocksDB) and cost what differs. The other one is only read: whoever
reads it meanwhile goes on, and if this process is killed it is what it was.

`making` looks what has changed; `child` writes, in a process that is new: RocksDB has threads, which
a fork of a process that has ever opened a store would wait for in vain.
"""

from __future__ import annotations

from .making import store_graphs as store_graphs

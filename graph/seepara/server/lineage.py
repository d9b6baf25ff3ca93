"""Lineage as JSON: the one place where the service and `seepara.lineage` meet."""

from __future__ import annotations

from .messages import Reply
from .opened import Opened


def lineage_reply(opened: Opened, key: str, up: int, down: int) -> Reply:
    """The lineage of a node within so many steps: nodes, and links with their evidence.

    Not yet: what `seepara lineage --format json` prints is to be answered here.
    """
    return Reply.saying(501, "lineage is not served yet; seepara lineage KEY has it")

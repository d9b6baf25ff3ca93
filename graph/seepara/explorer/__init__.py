"""The explorer: one HTML file in which the documents and their references can be walked.

With more than `ONE_FILE` nodes its data is in parts beside it; it is made for up to `MOST_NODES`.

>>> from seepara.explorer import page
>>> "application/json" in page(())
True
"""

from .assembly import PageMaker, page, write_page
from .splitting import MOST_NODES, ONE_FILE

__all__ = ["MOST_NODES", "ONE_FILE", "PageMaker", "page", "write_page"]

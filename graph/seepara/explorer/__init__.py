"""The explorer: one HTML file in which the documents and their references can be walked.

>>> from seepara.explorer import page
>>> "application/json" in page(())
True
"""

from .assembly import page, write_page

__all__ = ["page", "write_page"]

"""Sphinx: what the documentation is made with. ``scripts/docs`` builds it."""

import re
from importlib import metadata

project = "seepara"
author = "the seepara project"
release = metadata.version("seepara")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
html_theme = "furo"
html_title = f"seepara {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"footer_icons": []}
exclude_patterns = ["accuracy-figures.md"]
default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
myst_heading_anchors = 3
smartquotes = False  # "--jobs" must stay as it is typed
pygments_style = "friendly"
suppress_warnings = ["ref.python"]  # a name that a package re-exports is found twice


def setup(app):
    """Docstrings write the plural of a name as `Line`s, which is not reStructuredText."""
    app.connect("autodoc-process-docstring", _plurals)


def _plurals(app, what, name, obj, options, lines):
    lines[:] = [re.sub(r"(?<!`)(`[\w.]+`)(?=s\b)", r"\1\\ ", line) for line in lines]

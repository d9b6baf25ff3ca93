"""How the objects of the library show themselves in a notebook: one template each.

What stands in a document is hostile wherever it is shown: the templates escape all of it, and
`harmless` takes out what would steer a terminal or turn the direction of the text around it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..answers import harmless

if TYPE_CHECKING:
    from jinja2 import Environment


def rendered(template: str, **values: object) -> str:
    """A piece of HTML by one of the templates in ``pages``.

    >>> shown = rendered("rows.html", caption="<b>", columns=("a",), rows=[("<i>",)])
    >>> "&lt;b&gt;" in shown, "<b>" in shown, "<i>" in shown
    (True, False, False)
    """
    return _environment().get_template(template).render(words=words(), **values)


@cache
def words() -> Mapping[str, Any]:
    """The words around what is shown (``words.toml``).

    >>> words()["place"]["refers_to"]
    'Refers to'
    """
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files(__package__).joinpath("pages")
    texts = {file.name: file.read_text("utf-8") for file in folder.iterdir()}
    environment = Environment(
        loader=DictLoader(texts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["harmless"] = _shown
    return environment


def _shown(value: object) -> str:
    if value is None:
        return ""
    return harmless(" ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))

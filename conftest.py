"""What the examples in docstrings may take for granted: ``corpus = seepara.read("data")``, read once."""

from __future__ import annotations

from typing import Any

import pytest

import seepara


@pytest.fixture(scope="session")
def _corpora() -> dict[str, Any]:
    return {}


@pytest.fixture(autouse=True)
def _corpus_of_examples(
    request: pytest.FixtureRequest, _corpora: dict[str, Any], doctest_namespace: dict[str, Any]
) -> None:
    if not isinstance(request.node, pytest.DoctestItem):
        return
    if any("corpus" in example.source for example in request.node.dtest.examples):
        if not _corpora:
            _corpora["corpus"] = seepara.read(request.config.rootpath / "data")
        doctest_namespace["corpus"] = _corpora["corpus"]

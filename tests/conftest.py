"""What several test modules share: the corpus beside the repo, a build of `data`, the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# The same examples on every run; `pytest --hypothesis-profile=default` looks for new ones.
settings.register_profile("seepara", deadline=None, derandomize=True)
settings.load_profile("seepara")

Seepara = Callable[..., "subprocess.CompletedProcess[str]"]
_COMMAND = "from seepara.cli import main; main(prog_name='seepara')"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write tests/golden/ from what the program does now, to be read before it is kept",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repo."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """``../shared``: the full documents, the gold and the scorer; they are not in the repo."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("the full documents (../shared/corpus) are not beside the repo")
    return folder


@pytest.fixture(scope="session")
def seepara() -> Seepara:
    """The command line in a process of its own: ``seepara("refs", path)``, from any folder."""

    def run(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", _COMMAND, *map(str, arguments)]
        return subprocess.run(
            command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=120
        )

    return run


@pytest.fixture(scope="session")
def data_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of ``data``, made once; tests read it and change nothing in it."""
    from seepara.build import build

    output = tmp_path_factory.mktemp("data-build") / "build"
    build([ROOT / "data"], output)
    return output

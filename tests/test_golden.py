"""A build of `data` against `tests/golden/data.json`, and against a second build.

``python -m pytest tests/test_golden.py --renew-golden`` writes the file anew (`tests/golden/README.md`).
"""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from seepara.records import read_records

_NOT_COMPARED = {"store"}  # two stores of the same content differ in every file


def _unit(unit):
    role = " recommendation" if unit.recommendation else ""
    return f"{unit.path} | {unit.kind.value}{role} | {unit.parent or '-'} | {unit.meeting or '-'}"


def _reference(reference, document):
    targets = [
        f"{c.target.removeprefix(document.key) or '-'.join(c.candidates)}"
        f"{f' {c.direction.value}' if c.direction else ''} {c.status.value}"
        for c in reference.citations
    ]
    return " | ".join(
        [
            reference.unit,
            reference.kind.value,
            reference.asserted_by.value,
            reference.relation.value,
            *targets,
        ]
    )


def _told(build):
    """What a build found, without a sentence of the documents."""
    return {
        made.document.file.rsplit("/", 1)[-1]: {
            "key": made.document.key,
            "stage": made.document.stage.value,
            "date": made.document.date,
            "body": made.document.organ.root if made.document.organ else "",
            "meetings": [f"{m.key} {m.end} {m.place}".strip() for m in made.document.meetings],
            "units": [_unit(unit) for unit in made.document.units],
            "references": [_reference(reference, made.document) for reference in made.references],
        }
        for made in read_records(build / "records.jsonl")
    }


def test_data_is_read_as_before(data_build, root, request):
    golden = root / "tests" / "golden" / "data.json"
    found = _told(data_build)
    if request.config.getoption("--renew-golden"):
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    expected = json.loads(golden.read_text("utf-8"))
    assert sorted(found) == sorted(expected)
    for name, document in expected.items():
        for part, value in document.items():
            assert found[name][part] == value, f"{name}: {part}"


def test_the_golden_file_holds_no_sentence(root):
    golden = json.loads((root / "tests" / "golden" / "data.json").read_text("utf-8"))
    for document in golden.values():
        for line in (*document["units"], *document["references"]):
            words = [word for word in line.split() if word.isalpha()]
            assert len(words) < 12, line


def _digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in _NOT_COMPARED
    }


@pytest.mark.parametrize("seed", ["0", "7"])
def test_a_second_build_is_the_same_bytes(seed, root, tmp_path):
    # in processes of their own, with another order of sets, and in folders of another name
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
    code = "from seepara.cli import main; main()"
    for name in ("one", "another/place"):
        command = [sys.executable, "-c", code, "build", "data", "-o", str(tmp_path / name)]
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
        environment = {**os.environ, "PYTHONHASHSEED": "42", "TZ": "America/Lima"}
    first, second = _digests(tmp_path / "one"), _digests(tmp_path / "another" / "place")
    assert first == second
    assert len(first) >= 8


def test_no_file_of_a_build_says_where_or_when_it_was_made(data_build):
    from datetime import date

    for path in data_build.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert str(data_build).encode() not in content, path.name
            assert date.today().isoformat().encode() not in content, path.name

"""The `check` command: its formats, its exit status, and SARIF by the shape that the standard gives."""

import json
import os
import pty
import re
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import pytest

from seepara.check import Finding, Severity, all_rules, check, select
from seepara.check.formats import Tally, as_text, rows, written
from seepara.check.sarif import FINGERPRINT, as_sarif

from .texts import report, resolved

HOSTILE = 'A/79/1/Add1\x1b[31m\u202e"><script>alert(1)</script>'
FAULTY = report("See para. 9 below.", "See A/79/1/Add1 and paras. 3-4 below.", "Three.", "Four.")


def finding(**fields):
    values = {
        "file": "a.txt", "line": 3, "rule": "dangling", "severity": Severity.ERROR, "doc": "A/1",
        "unit": "1", "target": "A/1#9", "text": "para. 9", "start": 4, "end": 11,
        "message": "No such unit", "cure": "Correct it.",
    }  # fmt: skip
    return Finding(**(values | fields))


@pytest.fixture
def folder(tmp_path):
    """Documents good and bad, by their names."""
    (tmp_path / "faulty.txt").write_text(FAULTY, "utf-8")
    (tmp_path / "good.txt").write_text(report("Noted.", "Noted.", head="A/80/1"), "utf-8")
    (tmp_path / "warned.txt").write_text(
        "A/80/2\n\nDraft report\n\n1. One.\n\n2. Two.\n\n4. Four.\n", "utf-8"
    )
    (tmp_path / "empty.txt").write_text("", "utf-8")
    return tmp_path


# ---------------------------------------------------------------- text


def test_text_has_a_line_and_a_cure_for_each():
    shown = "".join(
        as_text([finding(), finding(line=7, rule="ambiguous", severity=Severity.WARNING)])
    )
    assert shown == (
        "a.txt:3: error: No such unit [dangling]\n    Correct it.\n"
        "a.txt:7: warning: No such unit [ambiguous]\n    Correct it.\n"
    )


def test_text_is_harmless_to_a_terminal():
    hostile = finding(file="a\x1b]0;b\x07.txt", message=HOSTILE, cure=HOSTILE + "\nsecond line")
    shown = "".join(as_text([hostile]))
    assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown
    assert len(shown.splitlines()) == 2
    # colours are our own, and close what they open
    coloured = "".join(as_text([hostile], colour=True))
    assert re.sub(r"\x1b\[(?:0|1|2|31)m", "", coloured) == shown


def test_the_tally_counts_in_words():
    tally = Tally()
    tally.add([finding(), finding(severity=Severity.NOTE)], abridged=False)
    assert tally.has_errors
    tally.add([], abridged=True)
    assert tally.line() == (
        "2 documents checked (1 abridged, not the official text): 1 error, 0 warnings, 1 note"
    )


# ---------------------------------------------------------------- JSON lines


def test_a_row_has_the_fields_of_the_contract():
    (row,) = rows([finding()])
    assert list(row) == [
        "file", "line", "rule", "severity", "doc", "unit", "target", "text", "start", "end",
        "message", "cure",
    ]  # fmt: skip
    assert row["severity"] == "error" and (row["line"], row["start"], row["end"]) == (3, 4, 11)


def test_each_line_is_one_object():
    lines = list(written([finding(message=HOSTILE + "\n"), finding()], "jsonl", select()))
    assert [json.loads(line)["message"] for line in lines] == [HOSTILE + "\n", "No such unit"]
    assert all(line.count("\n") == 1 for line in lines)


# ---------------------------------------------------------------- SARIF 2.1.0


def log_of(findings, selection=None, unreadable=()):
    return json.loads("".join(as_sarif(findings, selection or select(), unreadable)))


def test_sarif_has_the_shape_of_the_standard():
    findings = check(resolved(FAULTY)[0], select(on=["style"]))
    assert len(findings) > 2
    log = log_of(findings)
    # §3.13: version and runs; no other property than these
    assert set(log) == {"$schema", "version", "runs"} and log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    # §3.14, §3.18: a run has a tool with a driver that has a name
    assert set(run) == {"tool", "columnKind", "invocations", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert driver["name"] == "seepara" and re.fullmatch(r"\d+\.\d+\.\d+.*", driver["version"])
    # §3.20: an invocation says whether it went well
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    for result, one in zip(run["results"], findings, strict=True):
        # §3.27: the rule by id and by its place; level; message; locations
        rule = driver["rules"][result["ruleIndex"]]
        assert result["ruleId"] == rule["id"] == one.rule
        assert result["level"] in ("error", "warning", "note") and result["level"] == one.severity
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        # §3.29, §3.30: a URI, a line from 1, the words found there
        assert urlsplit(place["artifactLocation"]["uri"]).path == one.file
        assert place["region"]["startLine"] == one.line >= 1
        assert place["region"]["snippet"]["text"] == one.text
        assert location["logicalLocations"] == [{"fullyQualifiedName": f"{one.doc}#{one.unit}"}]
        # §3.27.17: each value is a string
        assert all(isinstance(v, str) and v for v in result["partialFingerprints"].values())


def test_sarif_describes_every_rule():
    rules = log_of([], select(off=["dangling"]))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in all_rules()]
    for rule in rules:
        # §3.49: texts with help, a name of one word, what it is by default
        for name in ("shortDescription", "fullDescription", "help"):
            assert rule[name]["text"].endswith(".")
        assert re.fullmatch(r"[A-Z][A-Za-z]+", rule["name"])
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    enabled = {rule["id"]: rule["defaultConfiguration"]["enabled"] for rule in rules}
    assert enabled["ambiguous"] and not enabled["dangling"] and not enabled["abbreviation"]


def test_sarif_of_nothing_has_no_results():
    assert log_of([])["runs"][0]["results"] == []


def test_what_could_not_be_read_stands_in_the_invocation():
    (invocation,) = log_of([], unreadable=["a.txt: it is empty; get it again"])["runs"][0][
        "invocations"
    ]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error" and "it is empty" in notification["message"]["text"]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        # brackets before parentheses would make a link, braces a placeholder (§3.11.5, §3.11.6)
        ("see [here](https://example.org)", "see [here] (https://example.org)"),
        ("{0} of {x}", "{{0}} of {{x}}"),
        # brackets alone are only brackets
        ("as the Board said [in part]", "as the Board said [in part]"),
    ],
)
def test_words_of_a_document_are_only_words_in_a_message(message, text):
    (result,) = log_of([finding(message=message, cure="C.")])["runs"][0]["results"]
    assert result["message"]["text"] == f"{text}. C."


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("data/a.txt", "data/a.txt"),
        ("a folder/b#1.txt", "a%20folder/b%231.txt"),
        ("/tmp/é.txt", "file:///tmp/%C3%A9.txt"),
        # without a scheme, and not taken for one
        ("http:/x.txt", "http%3A/x.txt"),
    ],
)
def test_files_are_uris(file, uri):
    (result,) = log_of([finding(file=file)])["runs"][0]["results"]
    shown = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert shown == uri and unquote(urlsplit(uri).path).endswith(file)


def test_a_place_without_line_or_words_has_no_region():
    (result,) = log_of([finding(line=0, text="")])["runs"][0]["results"]
    assert set(result["locations"][0]["physicalLocation"]) == {"artifactLocation"}


def _fingerprints(findings):
    results = log_of(findings)["runs"][0]["results"]
    return [result["partialFingerprints"][FINGERPRINT] for result in results]


def test_fingerprints_stay_when_lines_and_files_change():
    before = _fingerprints([finding(), finding(unit="2")])
    assert before == _fingerprints(
        [finding(line=80, file="b.txt", start=9, end=16), finding(unit="2")]
    )
    # and differ where the finding does, also where two are alike
    different = [
        finding(), finding(), finding(unit="2"), finding(text="para. 8"), finding(target="A/1#8"),
        finding(rule="misdirected"), finding(doc="A/2"),
    ]  # fmt: skip
    assert len(set(_fingerprints(different))) == len(different)


# ---------------------------------------------------------------- the command


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        # no fault; a warning is none that counts
        (["good.txt"], 0),
        (["warned.txt"], 0),
        (["good.txt", "warned.txt"], 0),
        # a fault of severity error, in whatever format
        (["faulty.txt"], 1),
        (["faulty.txt", "--format", "jsonl"], 1),
        (["faulty.txt", "--format", "sarif"], 1),
        # none of that severity is looked for
        (["faulty.txt", "--off", "dangling", "--off", "malformed-symbol"], 0),
        # unreadable input and wrong use win
        (["empty.txt"], 2),
        (["faulty.txt", "empty.txt"], 2),
        (["missing.txt", "good.txt"], 2),
        (["faulty.txt", "--off", "no-such-rule"], 2),
        (["faulty.txt", "--on", "no-such-rule"], 2),
        (["faulty.txt", "--format", "xml"], 2),
        (["faulty.txt", "--catalogue", "missing.toml"], 2),
        (["--list"], 0),
    ],
)
def test_exit_status(seepara, folder, arguments, status):
    done = seepara("check", *arguments, cwd=folder)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    if status == 2:
        assert done.stderr.strip()


def test_data_goes_to_standard_output_and_the_rest_to_standard_error(seepara, folder):
    done = seepara("check", "faulty.txt", "empty.txt", cwd=folder)
    assert done.stdout.splitlines()[0].startswith("faulty.txt:7: error: “See para. 9 below”")
    assert "\x1b" not in done.stdout
    assert "1 document checked: 2 errors, 0 warnings, 0 notes" in done.stderr
    assert "seepara: empty.txt:" in done.stderr


def test_a_rule_that_is_not_known_is_said_in_one_line(seepara, folder):
    done = seepara("check", "good.txt", "--on", "no-such-rule", cwd=folder)
    assert done.stderr == (
        "seepara: no rule is called no-such-rule; seepara check --list shows them\n"
    )
    assert done.stdout == ""


def test_rows_and_log_tell_the_same(seepara, folder):
    lines = seepara("check", "--format", "jsonl", "--on", "style", cwd=folder).stdout.splitlines()
    shown = seepara("check", "--format", "sarif", "--on", "style", cwd=folder).stdout
    results = json.loads(shown)["runs"][0]["results"]
    assert [json.loads(line)["rule"] for line in lines] == [r["ruleId"] for r in results]
    assert {"dangling", "malformed-symbol", "hyphen-in-range", "abbreviation", "numbering-gap"} == {
        r["ruleId"] for r in results
    }
    # the same input gives the same bytes
    assert shown == seepara("check", "--format", "sarif", "--on", "style", cwd=folder).stdout


def test_the_list_shows_every_rule(seepara):
    shown = seepara("check", "--list").stdout
    for rule in all_rules():
        assert f"{rule.name} ({rule.severity.value}, {'on' if rule.on else 'off'}" in shown
        assert rule.explanation in shown


def test_an_abridged_document_is_marked(seepara):
    done = seepara("check", "data")
    assert done.returncode == 0
    assert "4 abridged, not the official text" in done.stderr


def _on_a_terminal(folder, environment):
    """What `check` writes where its output is a terminal."""
    outer, inner = pty.openpty()
    command = "from seepara.cli import main; main(['check', 'faulty.txt'], prog_name='seepara')"
    subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder, stdout=inner, stderr=subprocess.DEVNULL, env=os.environ | environment,
        check=False, timeout=60,
    )  # fmt: skip
    os.close(inner)
    written_ = b""
    try:
        while piece := os.read(outer, 65536):
            written_ += piece
    except OSError:  # nothing is left
        pass
    os.close(outer)
    return written_.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="the end of a pty is told as Linux tells it")
def test_colours_only_on_a_terminal(folder):
    assert "\x1b[31merror:\x1b[0m" in _on_a_terminal(folder, {"NO_COLOR": ""})
    assert "\x1b" not in _on_a_terminal(folder, {"NO_COLOR": "1"})


def test_nothing_heavy_is_imported_by_help(root):
    command = (
        "import sys; from click.testing import CliRunner; from seepara.cli import main;"
        "CliRunner().invoke(main, ['check', '--help']);"
        "print([m for m in sys.modules if m.split('.')[0] in ('rdflib', 'networkx', 'pyvis',"
        " 'pyoxigraph', 'lxml', 'rich') or m.startswith('seepara.check')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

"""The commands that make what is printed: `map`, `table`, `cite`."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from seepara import citing, figures, reporttables
from seepara.check import check
from seepara.cli import printing
from seepara.cli.printing import cite, map_, table
from seepara.cli.terminal import Failure
from seepara.corpus import read_corpus
from seepara.library import reports

from .word_files import p, parts, r, zipped


def run(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


def test_the_commands_offer_what_the_packages_write():
    assert printing.MAP_FORMATS == figures.FORMATS
    assert printing.TABLE_FORMATS == reporttables.FORMATS
    assert printing.STYLES == citing.STYLES
    assert printing.TABLES == reports.TABLES


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        # a recommendation, typed as people type it
        (["21(a)"], "Cross-references of Chair's report 2010, para. 21 (a)"),
        (["Chair's report 2010#21.a"], "Cross-references of Chair's report 2010, para. 21 (a)"),
        # what is cited and not read; a meeting; a document
        (["CTOC/COP/WG.4/2009/2#17"], "Cross-references of CTOC/COP/WG.4/2009/2, para. 17"),
        (
            ["meeting:CTOC/COP/WG.4/2009-04-14"],
            "Cross-references of Working Group on Trafficking in Persons, 14–15 April 2009",
        ),
        (["Draft report 2018"], "Cross-references of Draft report 2018"),
        # two sections and two documents side by side
        (
            ["Chair's report 2010#section II", "Chair's report 2010#section III"],
            "Cross-references between Chair's report 2010, sect. II and Chair's report 2010, sect. III",
        ),
        (
            ["Draft report 2010", "Chair's report 2010"],
            "Draft report 2010 and Chair's report 2010: what became of the texts",
        ),
        # what a ready query finds
        (["--query", "most-cited"], "Cross-references among the answers to “The ten most cited”"),
    ],
)
def test_maps_of_the_corpus(keys, title, data_build, tmp_path):
    pytest.importorskip("pygraphviz")
    output = tmp_path / "map.svg"
    result = run(map_, *keys, "-o", output, "--build", data_build)
    assert (result.exit_code, result.stdout) == (0, "")
    root = etree.parse(output).getroot()
    assert root.find("{*}title").text == title
    first = output.read_bytes()
    run(map_, *keys, "-o", output, "--build", data_build)
    assert output.read_bytes() == first


@pytest.mark.parametrize("ending", figures.FORMATS)
def test_every_format_of_a_map(ending, data_build, tmp_path):
    pytest.importorskip("pygraphviz")
    output = tmp_path / f"map.{ending}"
    assert run(map_, "37", "-o", output, "--build", data_build).exit_code == 0
    assert output.stat().st_size > 500


def test_the_draft_and_the_report_joined_by_what_was_inferred(data_build, tmp_path):
    output = tmp_path / "map.mmd"
    both = ("Draft report 2010", "Chair's report 2010")
    run(map_, *both, "-o", output, "--build", data_build)
    assert output.read_text("utf-8").count("later text of: inferred") > 20
    # nothing of it where only what is stated is asked for
    run(map_, *both, "-o", output, "--build", data_build, "--stated")
    assert "inferred" not in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["37", "-o", "a.gif"], "the ending says the format; one of: .svg, .pdf"),
        (["nothing-like-it", "-o", "a.dot"], "nothing here is called 'nothing-like-it'"),
        (["section II", "-o", "a.dot"], '"Chair\'s report 2010#section II"'),
        (["-o", "a.dot"], "give what the map is of"),
        (["37", "--query", "most-cited", "-o", "a.dot"], "give what the map is of"),
        (["--query", "nope", "-o", "a.dot"], "no ready query is called 'nope'"),
        (["37", "-o", "no/such/folder/a.dot"], "it cannot be written"),
    ],
)
def test_wrong_use_of_map(arguments, said, data_build, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(map_, *arguments, "--build", data_build)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", printing.TABLES)
@pytest.mark.parametrize("ending", reporttables.FORMATS)
def test_every_table_in_every_format(name, ending, data_build, tmp_path):
    output = tmp_path / f"table.{ending}"
    result = run(table, name, "-o", output, "--build", data_build)
    assert result.exit_code == 0, result.stderr
    assert output.stat().st_size > 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["draft-to-final", "37", "38", "-o", "a.csv"], "name the two documents"),
        (["cross-references", "A/RES/64/293", "-o", "a.csv"], "was not read"),
        (["concordance", "-o", "a.xls"], "the ending says the format; one of: .docx"),
        (["unknown", "-o", "a.csv"], "unknown"),
    ],
)
def test_wrong_use_of_table(arguments, said, data_build, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(table, *arguments, "--build", data_build)
    assert result.exit_code == 2
    assert said in result.stderr


def test_citing_warns_and_keeps_the_citation_clean(data_build):
    result = run(cite, "Draft report 2010#rec4(d)", "--style", "oscola", "--build", data_build)
    assert result.stdout == (
        "Working Group on Trafficking in Persons, ‘Draft report’ (28 January 2010), rec 4(d)"
        " (abridged, not the official text)\n"
    )
    assert (
        "is a draft: it is not adopted; a later text is known: Chair's report 2010, para. 37"
        in (result.stderr)
    )
    assert run(cite, "A/RES/64/293", "--build", data_build).stderr == ""


@pytest.mark.parametrize(
    ("names", "output", "said"),
    [
        (["a.docx", "b.docx"], "c.docx", "is for one Word file"),
        ([], "c.docx", "is for one Word file"),
        (["a.txt"], "c.docx", "is for one Word file"),
        (["a.docx"], "c.pdf", "a copy with comments ends in .docx"),
        (["a.docx"], "a.docx", "that is the file itself"),
    ],
)
def test_what_comments_are_not_for(names, output, said, tmp_path):
    for name in ("a.docx", "b.docx", "a.txt"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(Failure, match=said):
        printing.word_file([tmp_path / name for name in names], tmp_path / output)


def test_a_copy_with_comments(tmp_path):
    source, output = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(zipped(parts(p(r("1. See para. 9 below.")))))
    (resolved,) = read_corpus([source]).resolved()
    printing.write_commented(printing.word_file([source], output), check(resolved), output)
    with zipfile.ZipFile(output) as file:
        assert "para. 9" in file.read("word/comments.xml").decode()
    source.write_bytes(b"%PDF")
    with pytest.raises(Failure, match="it is a PDF"):
        printing.write_commented(source, (), output)


def test_without_a_build(tmp_path: Path):
    for command in ((map_, "37", "-o", "a.dot"), (table, "not-read", "-o", "a.csv"), (cite, "37")):
        result = run(*command, "--build", tmp_path / "none")
        assert result.exit_code == 2
        assert "there is no build here" in result.stderr

"""From paths to documents: what is walked, what is refused, and that nothing stops the others."""

import hashlib

import pytest

from seepara.corpus import read_corpus
from seepara.model import Status

from .word_files import p, parts, r, zipped


def _report(symbol, *paragraphs):
    numbered = "\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs or ("One.",), 1))
    return f"{symbol}\n\nNote by the Secretariat\n\n{numbered}\n"


@pytest.fixture
def write(tmp_path):
    """Writes a file below the test's folder, of text or bytes."""

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def _read(*paths, **named):
    corpus = read_corpus(paths, **named)
    return [d.key for d in corpus.documents], [str(e) for e in corpus.unreadable]


def test_folders_are_walked_and_only_documents_are_read(write, tmp_path):
    write("a.txt", _report("A/80/1"))
    write("deep/er/b.md", _report("A/80/2"))
    write("deep/C.TXT", _report("A/80/3"))
    # what explains the folder, what is hidden, what no reader knows
    write("README.txt", "Read me.")
    write("readme.md", "Read me.")
    write(".hidden.txt", _report("A/80/4"))
    write(".git/b.txt", _report("A/80/5"))
    write("picture.png", b"\x89PNG\x00")
    write("catalogue.toml", "")
    assert _read(tmp_path) == (["A/80/1", "A/80/2", "A/80/3"], [])


def test_a_file_that_is_named_is_read_whatever_its_name(write):
    assert _read(write("README.txt", _report("A/80/1"))) == (["A/80/1"], [])
    assert _read(write(".hidden.txt", _report("A/80/2"))) == (["A/80/2"], [])


def test_a_file_that_is_named_twice_is_read_once(write, tmp_path):
    path = write("a.txt", _report("A/80/1"))
    (tmp_path / "b.txt").symlink_to(path)
    assert _read(path, tmp_path, path, tmp_path / ".." / tmp_path.name) == (["A/80/1"], [])


def test_a_link_that_leads_round_in_circles_is_walked_once(write, tmp_path):
    write("a.txt", _report("A/80/1"))
    (tmp_path / "again").symlink_to(tmp_path)
    assert _read(tmp_path) == (["A/80/1"], [])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        # what is no document, each in one line that names it
        ("", "the file is empty"),
        (" \n\t\n", "the file is empty"),
        ("---\n***\n", "there are no words in it"),
        (b"\x00\x01\x02\xff", "this is no text file"),
        ("1. Séance levée.".encode("latin-1"), "byte 5 is not utf-8"),
        ("x" * (4 * 1024 * 1024 + 1), "line 1: the line has over 4,194,304 characters"),
    ],
)
def test_one_unreadable_file_costs_the_others_nothing(content, problem, write, tmp_path):
    write("a.txt", _report("A/80/1"))
    path = write("bad.txt", content)
    write("c.txt", _report("A/80/2"))
    keys, unreadable = _read(tmp_path)
    assert keys == ["A/80/1", "A/80/2"]
    assert len(unreadable) == 1
    assert unreadable[0].startswith(str(path)) and problem in unreadable[0]


def test_a_file_over_the_limit_is_refused_unread(write, tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)  # sparse: it takes no room
    write("a.txt", _report("A/80/1"))
    assert _read(tmp_path) == (
        ["A/80/1"],
        [
            f"{path}: the file has 67,108,865 bytes, over the limit of 67,108,864; split it, or leave it out"
        ],
    )


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.txt", "there is no such file"),
        ("a.xls", "no reader for .xls"),
        ("minutes", "no reader for a file without an ending"),
        ("empty-folder", "the folder has no document"),
    ],
)
def test_paths_that_are_no_document(name, problem, write, tmp_path):
    write("a.txt", _report("A/80/1"))
    write("a.xls", b"words")
    write("minutes", b"words")
    write("empty-folder/picture.png", b"words")
    keys, unreadable = _read(tmp_path / name, tmp_path / "a.txt")
    assert keys == ["A/80/1"]
    assert len(unreadable) == 1
    assert unreadable[0].startswith(f"{tmp_path / name}: {problem}")


def test_a_name_with_control_characters_is_printed_harmlessly(write, tmp_path):
    write("bad\x1b[31m\n.txt", "")
    _, unreadable = _read(tmp_path)
    assert len(unreadable) == 1
    assert "\x1b" not in unreadable[0] and "\n" not in unreadable[0]


def test_a_link_that_leads_nowhere_and_one_that_leads_to_itself(write, tmp_path):
    write("a.txt", _report("A/80/1"))
    (tmp_path / "gone.txt").symlink_to("away.txt")
    (tmp_path / "round.txt").symlink_to("round.txt")
    keys, unreadable = _read(tmp_path)
    assert keys == ["A/80/1"]
    assert len(unreadable) == 2
    assert f"{tmp_path}/gone.txt: there is no such file" in unreadable[0]
    assert f"{tmp_path}/round.txt: " in unreadable[1]


# ---------------------------------------------------------------- the catalogue beside the files


def test_the_catalogue_beside_each_file_is_read(write, tmp_path):
    write("one/a.txt", "Note\n\n1. Séance.\n".encode("latin-1"))
    write(
        "one/catalogue.toml",
        '[[document]]\nfile = "a.txt"\nencoding = "latin-1"\nsymbol = "A/80/1"',
    )
    write("two/a.txt", _report("A/80/2"))
    write("two/catalogue.toml", '[[document]]\nfile = "a.txt"\nshort = "The second"')
    corpus = read_corpus([tmp_path])
    assert not corpus.unreadable
    assert [(d.key, d.short) for d in corpus.documents] == [
        ("A/80/1", ""),
        ("A/80/2", "The second"),
    ]
    assert "Séance." in corpus.documents[0].text


def test_a_catalogue_that_is_named_holds_for_all(write, tmp_path):
    write("docs/a.txt", _report("A/80/2"))
    write("docs/catalogue.toml", '[[document]]\nfile = "a.txt"\nshort = "not this"')
    other = write("other.toml", '[[document]]\nfile = "docs/a.txt"\nshort = "this"')
    (document,) = read_corpus([tmp_path / "docs"], other).documents
    assert document.short == "this"


@pytest.mark.parametrize(
    ("catalogue", "problem"),
    [
        # a broken catalogue, a field that there is not: the documents are read all the same
        ("[[document]\n", "catalogue.toml: it is no TOML"),
        ('[[document]]\nfile = "a.txt"\ncolour = "red"', "colour"),
    ],
)
def test_a_broken_catalogue_is_one_line_and_the_documents_are_read(
    catalogue, problem, write, tmp_path
):
    write("a.txt", _report("A/80/1"))
    write("b.txt", _report("A/80/2"))
    write("catalogue.toml", catalogue)
    keys, unreadable = _read(tmp_path)
    assert keys == ["A/80/1", "A/80/2"]
    assert len(unreadable) == 1 and problem in unreadable[0]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        # what concerns one file costs that file only
        ('encoding = "latin-77"', "a.txt: the encoding 'latin-77' is not known"),
        ('language = "tlh"', "a.txt: no language file for 'tlh'"),
        ('language = "../en"', "a.txt: no language file for '../en'"),
    ],
)
def test_what_the_catalogue_says_wrongly_of_one_file(entry, problem, write, tmp_path):
    write("a.txt", _report("A/80/1"))
    write("b.txt", _report("A/80/2"))
    write("catalogue.toml", f'[[document]]\nfile = "a.txt"\n{entry}')
    keys, unreadable = _read(tmp_path)
    assert keys == ["A/80/2"]
    assert len(unreadable) == 1 and problem in unreadable[0]


def test_a_file_that_the_catalogue_names_and_that_is_not_there_is_no_error(write, tmp_path):
    write("a.txt", _report("A/80/1"))
    write("catalogue.toml", '[[document]]\nfile = "gone.txt"\nsymbol = "A/80/9"')
    assert _read(tmp_path) == (["A/80/1"], [])


# ---------------------------------------------------------------- which files are one document


def test_of_two_formats_of_one_document_the_word_file_is_read(write, tmp_path):
    # Word, HTML, text, PDF: the first of that order, whatever the files are called
    text = write("a.txt", _report("A/80/1", "From the text."))
    body = p(r("A/80/1")) + p(r("Note by the Secretariat")) + p(r("1. From Word."))
    word = write("z.docx", zipped(parts(body)))
    corpus = read_corpus([tmp_path])
    (document,) = corpus.documents
    assert "From Word." in document.text
    # the other one is reported, by both names
    (said,) = map(str, corpus.unreadable)
    assert str(text) in said and str(word) in said


def test_copies_of_one_file_are_one_document(write, tmp_path):
    write("a.txt", "Distr.: General\n\nNote\n\n1. One.\n")
    write("b.txt", "Distr.: General\n\nNote\n\n1. One.\n")
    keys, unreadable = _read(tmp_path)
    assert len(keys) == 1
    assert len(unreadable) == 1 and "the same document as" in unreadable[0]


def test_two_documents_without_a_symbol_and_alike_in_everything_else_are_two(write, tmp_path):
    write("a.txt", "Distr.: General\n\nNote\n\n1. One.\n")
    write("b.txt", "Distr.: General\n\nNote\n\n1. Two.\n")
    keys, unreadable = _read(tmp_path)
    assert len(set(keys)) == 2
    assert unreadable == []
    # the same on every run
    assert _read(tmp_path)[0] == keys


def test_what_is_known_of_a_file(write):
    path = write("a.txt", _report("A/80/1"))
    (document,) = read_corpus([path]).documents
    assert document.file == str(path)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_documents_of_one_corpus_know_each_other(write, tmp_path):
    write("a.txt", _report("A/80/1", "See A/80/2, paras. 1 and 7.", "See A/80/3."))
    write("b.txt", _report("A/80/2", "One."))
    first, _ = read_corpus([tmp_path]).resolved()
    found = [(c.target, c.status) for r in first.references for c in r.citations]
    assert found == [
        ("A/80/2#1", Status.RESOLVED),
        ("A/80/2#7", Status.DANGLING),
        ("A/80/3", Status.EXTERNAL),
    ]


def test_the_order_of_files_and_folders_changes_nothing(write, tmp_path):
    for n in range(1, 6):
        write(f"{n % 3}/{9 - n}.txt", _report(f"A/80/{n}", f"See A/80/{n + 1}."))
    forward = list(read_corpus(sorted(tmp_path.iterdir())).resolved())
    backward = list(read_corpus(sorted(tmp_path.iterdir(), reverse=True)).resolved())
    assert forward == backward


def test_progress_tells_how_many_of_how_many(write, tmp_path):
    told = []
    write("a.txt", _report("A/80/1"))
    write("b.txt", "")
    read_corpus([tmp_path], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]

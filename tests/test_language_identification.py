"""A text is never read with the words of another language, nor taken for the same document."""

import pytest

from seepara.corpus import read_corpus
from seepara.language_identification import identified

FRENCH = (
    "1. Les experts ont examiné les travaux du Groupe et des Parties pour l'année, dans un rapport "
    "sur les ports et les phares, par lequel une liste des bateaux est tenue."
)
ENGLISH = (
    "1. The experts looked at the work of the Group and of the Parties for the year, in a report on "
    "the ports and the lights, by which the list of the boats is kept (see para. 2 below)."
)
SPANISH = (
    "1. El Grupo examinó los trabajos del año y las listas de los barcos, por una carta con el "
    "mapa del puerto y las luces, al que se sumó su memoria."
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([ENGLISH] * 3, "en"),
        ([FRENCH] * 3, "fr"),
        ([SPANISH] * 3, "es"),
        # by its signs, however short
        (["Рабочая группа рассмотрела доклад."], "ru"),
        (["工作组审议了报告。"], "zh"),
        (["نظر الفريق العامل في التقرير."], "ar"),
        # a name in another script
        ([*[ENGLISH] * 3, "Организация"], "en"),
        # too little, or nothing to tell it by
        ([FRENCH[:60]], None),
        (["A/80/1", "1 2 3", "Annex I"], None),
        ([], None),
        # two languages side by side
        ([FRENCH, ENGLISH] * 5, None),
        # "para." is no Spanish
        (["See para. 1, para. 2 and para. 3."] * 20, "en"),
    ],
)
def test_the_language_of_a_text(lines, expected):
    found = identified(lines)
    assert (found and found.code) == expected


@pytest.mark.parametrize("name", ["a.txt", "z.txt"])
def test_a_version_in_another_language_is_no_duplicate_and_is_not_read(name, tmp_path):
    head = "A/80/1\n\n"
    (tmp_path / "m.txt").write_text(head + "\n\n".join([ENGLISH] * 3), "utf-8")
    (tmp_path / name).write_text(head + "\n\n".join([FRENCH] * 3), "utf-8")
    corpus = read_corpus([tmp_path])
    assert [(one.key, one.language) for one in corpus.documents] == [("A/80/1", "en")]
    (error,) = corpus.unreadable
    assert error.file.endswith(name) and "French, which is not read yet" in error.problem
    assert "same document" not in str(error)


def test_the_catalogue_has_the_last_word_on_the_language(tmp_path):
    (tmp_path / "a.txt").write_text("A/80/1\n\n" + "\n\n".join([FRENCH] * 3), "utf-8")
    (tmp_path / "catalogue.toml").write_text('[[document]]\nfile = "a.txt"\nlanguage = "en"\n')
    corpus = read_corpus([tmp_path])
    assert [one.key for one in corpus.documents] == ["A/80/1"] and not corpus.unreadable

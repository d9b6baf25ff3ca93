from dataclasses import replace

import pytest

from seepara.model import Document
from seepara.rdf import akn

RESOLUTION = Document("A/RES/66/1", "a.txt", "", (), symbol="A/RES/66/1", date="2012-01-13")


@pytest.mark.parametrize(
    ("symbol", "date", "expected"),
    [
        # the example of the Guidelines
        ("A/RES/66/1", "2012-01-13", "un-ga/2012-01-13/A-RES-66-1"),
        # a Main Committee is the Assembly's
        ("A/C.3/68/L.77", "2013-11-21", "un-ga/2013-11-21/A-C.3-68-L.77"),
        ("S/RES/186(1964)", "1964-03-04", "un-sc/1964-03-04/S-RES-186(1964)"),
        ("E/2002/68/Add.1", "2002-05-20", "un-ecosoc/2002-05-20/E-2002-68-Add.1"),
        # the printed space of a volume is no part of a canonical symbol; were it, it is "_"
        ("A/80/5 (Vol. II)", "2025-07-24", "un-ga/2025-07-24/A-80-5_(Vol._II)"),
        # a body without an actor, a date without a day, no date, no symbol: none is made up
        ("CTOC/COP/2012/7", "2012-08-01", ""),
        ("A/RES/66/1", "2012-01", ""),
        ("A/RES/66/1", "", ""),
        ("", "2012-01-13", ""),
        # no symbol of the Assembly, though it begins with its letter
        ("AB/1", "2012-01-13", ""),
        # what an IRI would not hold
        ("A/1/2<3>", "2012-01-13", ""),
    ],
)
def test_work(symbol, date, expected):
    document = replace(RESOLUTION, symbol=symbol, date=date)
    assert akn.work(document) == (f"/akn/un/collection/publication/{expected}" if expected else "")


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("fr", "fra"), ("ar", "ara"), ("zh", "zho"), ("ru", "rus"), ("es", "spa")],
)
def test_expression_in_the_six_languages(language, code):
    identifier = akn.expression(replace(RESOLUTION, language=language))
    assert identifier == f"{akn.work(RESOLUTION)}/{code}"


def test_no_expression_in_a_language_without_a_code_or_without_a_work():
    assert akn.expression(replace(RESOLUTION, language="und")) == ""
    assert akn.expression(replace(RESOLUTION, date="")) == ""

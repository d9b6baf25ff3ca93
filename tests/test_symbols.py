"""Document symbols: found, put into canonical form, taken apart, elided ones filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara.symbols import canonical, elided, match, match_around_slash, url

from .texts import REGISTRY

HEADS = REGISTRY.symbol_heads


def _found(text):
    """Every symbol of a text, elided ones too, as the finder meets them: at their slashes."""
    found, end = [], 0
    for slash, sign in enumerate(text):
        symbol = match_around_slash(text, slash, HEADS) if sign == "/" else None
        if symbol is None or symbol.start < end:
            continue
        others, end = elided(text, symbol)
        found += [symbol.canonical, *(other.canonical for other in others)]
    return found


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        # bodies and their subsidiary bodies
        ("A/79/724/Add.10", "A/79/724/Add.10"),
        ("CTOC/COP/WG.4/2009/2", "CTOC/COP/WG.4/2009/2"),
        ("E/2002/68/Add.1", "E/2002/68/Add.1"),
        ("E/CN.4/Sub.2/2004/38", "E/CN.4/Sub.2/2004/38"),
        ("TD/B/C.I/MEM.4/8", "TD/B/C.I/MEM.4/8"),
        ("EB.AIR/GE.1/2010/2", "EB.AIR/GE.1/2010/2"),
        ("ICC-ASP/9/2", "ICC-ASP/9/2"),
        ("ST/SGB/2003/13", "ST/SGB/2003/13"),
        # kinds: limited, conference room paper, records, information, statements
        ("A/C.3/65/L.45/Rev.1", "A/C.3/65/L.45/Rev.1"),
        ("CTOC/COP/2010/CRP.6", "CTOC/COP/2010/CRP.6"),
        ("A/ES-10/PV.25", "A/ES-10/PV.25"),
        ("A/S-27/19/Rev.1", "A/S-27/19/Rev.1"),
        ("S/PRST/2010/18", "S/PRST/2010/18"),
        ("A/RES/ES-10/15", "A/RES/ES-10/15"),
        # treaty bodies; a hyphen inside is part of the symbol (seventh to ninth reports)
        ("CEDAW/C/USA/CO/7-9", "CEDAW/C/USA/CO/7-9"),
        ("CCPR/C/GC/34", "CCPR/C/GC/34"),
        # what stands in brackets belongs to it: volumes, parts, sections of the budget, years, sessions
        ("A/80/5 (Vol. II)", "A/80/5(Vol.II)"),
        ("A/65/38 (Part I)", "A/65/38(PartI)"),
        ("A/58/6 (Sect. 23)", "A/58/6(Sect.23)"),
        ("S/RES/1526 (2004)", "S/RES/1526(2004)"),
        ("A/RES/3201 (S-VI)", "A/RES/3201(S-VI)"),
        ("A/RES/2262 (XXII)", "A/RES/2262(XXII)"),
        ("S/PV.6434 (Resumption 1)", "S/PV.6434(Resumption1)"),
        ("S/AC.37/2003/(1455)/3", "S/AC.37/2003/(1455)/3"),
        # broken over a line, with or without the indent of the next one
        ("CTOC/COP/\nWG.4/2009/2", "CTOC/COP/WG.4/2009/2"),
        ("FCCC/SBI/2014/ 8", "FCCC/SBI/2014/8"),
        ("A/80/\n607", "A/80/607"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "see {}, para. 3", "({}).", "“{}”", "documents {}; and"])
def test_symbols_in_text(printed, symbol, around):
    text = around.format(printed)
    assert _found(text) == [symbol]
    assert canonical(printed) == symbol


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        # where a symbol ends: the full stop of a sentence, an asterisk, a quotation mark
        ("in A/80/607.", ["A/80/607"]),
        ("A/HRC/31/6*", ["A/HRC/31/6"]),
        ("A/80/607’s tables", ["A/80/607"]),
        # a bracket with other words is not of the symbol
        ("A/80/607 (see there)", ["A/80/607"]),
        ("A/80/607 (2025 report)", ["A/80/607"]),
        # a stroke behind it leads elsewhere
        ("A/80/607 / A/80/608", ["A/80/607", "A/80/608"]),
        # of the form but of no body, or without a digit, or of small letters
        ("TCP/IP and/or A/B, n/a, I/O, AC/DC, XYZ/80/1", []),
        ("24/7, 3/4 and 10/100", []),
        ("a/80/607", []),
        # the end of a longer thing
        ("https://example.org/A/80/607", []),
        ("ABA/80/607", []),
    ],
)
def test_where_symbols_end_and_what_is_none(text, symbols):
    assert _found(text) == symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        # modifiers hang on the document, not on its last modifier
        ("A/HRC/22/53/Add.1 and Add.2", ["A/HRC/22/53/Add.1", "A/HRC/22/53/Add.2"]),
        ("FCCC/SBI/2014/2 and Add.1", ["FCCC/SBI/2014/2", "FCCC/SBI/2014/2/Add.1"]),
        ("A/80/5 and Corr.1", ["A/80/5", "A/80/5/Corr.1"]),
        # a corrigendum corrects what has just been named
        ("A/80/5/Rev.1 and Corr.1", ["A/80/5/Rev.1", "A/80/5/Rev.1/Corr.1"]),
        ("A/80/5/Add.2 and Corr.1", ["A/80/5/Add.2", "A/80/5/Add.2/Corr.1"]),
        # numbers alone go on with the kind before
        (
            "FCCC/SBI/2014/MISC.2 and Add.1 and 2",
            ["FCCC/SBI/2014/MISC.2", "FCCC/SBI/2014/MISC.2/Add.1", "FCCC/SBI/2014/MISC.2/Add.2"],
        ),
        ("A/1/2/Add.1, 2 and 4.", ["A/1/2/Add.1", "A/1/2/Add.2", "A/1/2/Add.4"]),
        # ranges: en dash, hyphen, "to"
        (
            "FCCC/SBSTA/2014/MISC.3 and Add.1–3",
            ["FCCC/SBSTA/2014/MISC.3"] + [f"FCCC/SBSTA/2014/MISC.3/Add.{n}" for n in (1, 2, 3)],
        ),
        ("A/HRC/22/53/Add.1–3", [f"A/HRC/22/53/Add.{n}" for n in (1, 2, 3)]),
        ("A/HRC/22/53/Add.1-3", [f"A/HRC/22/53/Add.{n}" for n in (1, 2, 3)]),
        ("A/69/5/Add.1 to 4", [f"A/69/5/Add.{n}" for n in (1, 2, 3, 4)]),
        ("A/INF/64/3 and Corr.1-2", ["A/INF/64/3", "A/INF/64/3/Corr.1", "A/INF/64/3/Corr.2"]),
        ("FCCC/SBI/2014/L.1 to L.3", [f"FCCC/SBI/2014/L.{n}" for n in (1, 2, 3)]),
        # another kind of the same series takes the place of its like
        ("FCCC/SBI/2014/INF.8 and INF.9", ["FCCC/SBI/2014/INF.8", "FCCC/SBI/2014/INF.9"]),
        # numbers that are none of it: a year, a paragraph, a count of something
        ("A/1/2/Add.1 and 12 States", ["A/1/2/Add.1"]),
        ("A/1/2/Add.1, 12 May 2010", ["A/1/2/Add.1"]),
        ("A/80/607 and 5 others", ["A/80/607"]),
        # a range that runs backwards, or to the end of the world, is none
        ("A/1/2/Add.3–1", ["A/1/2/Add.3"]),
        ("A/1/2/Add.1–99999", ["A/1/2/Add.1"]),
    ],
)
def test_elided_symbols(text, symbols):
    assert _found(text) == symbols


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/80/5(Vol.II)", "https://docs.un.org/en/A/80/5(Vol.II)"),
        ("CTOC/COP/WG.4/2009/2", "https://docs.un.org/en/CTOC/COP/WG.4/2009/2"),
        # nothing in a symbol can leave the path
        ("A/1?x=<b>#y", "https://docs.un.org/en/A/1%3Fx%3D%3Cb%3E%23y"),
    ],
)
def test_url(symbol, address):
    assert url(symbol) == address


_pieces = st.sampled_from(
    [
        "A",
        "S",
        "E",
        "CN.4",
        "/",
        "/",
        "2004",
        "80",
        "Add.",
        "1",
        "-",
        "–",
        " ",
        "\n",
        "(",
        ")",
        "Vol. II",
        " and ",
        ", ",
        "to",
        "Corr.1",
        "L.2",
        ".",
        "XX",
        "ä",
        "𐍈",
    ]
)
_like_symbols = st.lists(_pieces, max_size=14).map("".join)


@given(st.one_of(_like_symbols, st.text(max_size=40)))
def test_a_symbol_is_always_a_slice_with_a_head_and_a_digit(text):
    for slash, sign in enumerate(text):
        symbol = match_around_slash(text, slash, HEADS) if sign == "/" else None
        if symbol is None:
            continue
        assert canonical(text[symbol.start : symbol.end]) == symbol.canonical
        assert symbol.canonical.split("/")[0] in HEADS
        assert any(c.isdigit() for c in symbol.canonical)
        assert match(text, symbol.start, HEADS) == symbol
        others, end = elided(text, symbol)
        assert symbol.end <= end <= len(text)
        for other in others:
            assert other.canonical.startswith(symbol.canonical.split("/")[0] + "/")
            assert symbol.end <= other.start < other.end <= end


@given(_like_symbols)
def test_canonical_form_has_no_white_space_and_stays_as_it_is(text):
    assert not any(c.isspace() for c in canonical(text))
    assert canonical(canonical(text)) == canonical(text)

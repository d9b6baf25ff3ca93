"""Any text as LaTeX that sets just that text, in pdfLaTeX as in LuaLaTeX and XeLaTeX."""

from __future__ import annotations

LETTER = (
    '\\providecommand{\\seeparaletter}[1]{\\ifdefined\\Umathchar\\char"#1\\relax\\else[U+#1]\\fi}'
)
"""The command for letters that pdfLaTeX does not know: there they are named by their number."""

_SPECIAL = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "$": "\\$",
    "&": "\\&",
    "#": "\\#",
    "%": "\\%",
    "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    '"': "\\textquotedbl{}",
    "'": "\\textquotesingle{}",
    "`": "\\textasciigrave{}",
    "-": "-{}",  # else "--" would be a dash
    "\u00a0": "~",
    "\u202f": "\\,",
    "–": "\\textendash{}",
    "—": "\\textemdash{}",
    "‘": "\\textquoteleft{}",
    "’": "\\textquoteright{}",
    "“": "\\textquotedblleft{}",
    "”": "\\textquotedblright{}",
    "„": "\\quotedblbase{}",
    "«": "\\guillemotleft{}",
    "»": "\\guillemotright{}",
    "…": "\\textellipsis{}",
    "•": "\\textbullet{}",
    "§": "\\S{}",
    "→": "\\ensuremath{\\rightarrow}",
}
# What pdfLaTeX's input encoding takes with T1 fonts: the letters of Latin-1 and Latin Extended-A.
_LATIN = range(0xC0, 0x17F)
_NOT_LETTERS = frozenset("×÷ĦħĸĿŀŉŦŧſĲĳĈĉĊċĜĝĠġĤĥĴĵŜŝŬŭĀāĂăĒēĔĕĖėĨĩĪīĬĭĮįĶķĻļŅņŌōŎŏŖŗŨũŪūŲųŴŵŶŷ")


def escaped(text: str) -> str:
    r"""The text in LaTeX.

    >>> print(escaped("50% of {a_b} & \\end"))
    50\% of \{a\_b\} \& \textbackslash{}end
    >>> print(escaped("é я"))
    é \seeparaletter{044F}
    """
    return "".join(map(_escaped, text))


def _escaped(c: str) -> str:
    if (known := _SPECIAL.get(c)) is not None:
        return known
    if c.isascii():
        return c if c.isprintable() else " "
    if ord(c) in _LATIN and c not in _NOT_LETTERS:
        return c
    return f"\\seeparaletter{{{ord(c):04X}}}" if c.isprintable() or c == "\u200d" else ""

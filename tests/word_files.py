"""Word files for tests, made from small pieces of XML in our own words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from seepara.model import Line
from seepara.reading.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:example"'
)
LINKS = {"L1": "https://docs.un.org/en/A/1/2", "L2": "https://docs.un.org/en/A/1/3"}
SIDE_PARTS = ("styles", "numbering", "settings", "footnotes", "endnotes", "header")


def element(name: str, inner: str) -> str:
    return f"<w:{name} {SPACES}>{inner}</w:{name}>"


def relationships(rows: Iterable[tuple[str, str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{mode}/>'
        for name, kind, target, mode in rows
    )
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def parts(body: str, **side: str) -> dict[str, str]:
    """The parts of a Word file: `side` holds the inner XML of styles, numbering, footnotes, …"""
    roots = {"header": "hdr"}
    found = {
        "_rels/.rels": relationships([("R1", "officeDocument", "word/document.xml", "")]),
        "word/document.xml": element("document", f"<w:body>{body}</w:body>"),
    }
    links = [(name, "hyperlink", url, ' TargetMode="External"') for name, url in LINKS.items()]
    rows = list(links)
    for part, inner in side.items():
        assert part in SIDE_PARTS
        found[f"word/{part}.xml"] = element(roots.get(part, part), inner)
        rows.append((f"R-{part}", part, f"{part}.xml", ""))
    found["word/_rels/document.xml.rels"] = relationships(rows)
    for part in ("footnotes", "header"):
        found[f"word/_rels/{part}.xml.rels"] = relationships(links)
    return found


def zipped(files: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, text in files.items():
            # of a fixed day: the same parts make the same file
            archive.writestr(zipfile.ZipInfo(name), text, packing)
    return buffer.getvalue()


def read(body: str, **side: str) -> list[Line]:
    return list(read_word(zipped(parts(body, **side)), "a.docx"))


# The names below are those of the elements, so that a table row shows a file at a glance.


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr>{t(text)}</w:r>"


def up(text: str) -> str:
    return r(text, '<w:vertAlign w:val="superscript"/>')


def deleted(inner: str) -> str:
    return f"<w:del>{inner}</w:del>"


def a(name: str, inner: str, anchor: str = "") -> str:
    """A link by the id of its relationship."""
    at = f' w:anchor="{anchor}"' if anchor else ""
    return f'<w:hyperlink r:id="{name}"{at}>{inner}</w:hyperlink>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(number: int | str, level: int | None = None, text: str = "x") -> str:
    """A paragraph that names a list itself."""
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return p(r(text), f'<w:numPr>{ilvl}<w:numId w:val="{number}"/></w:numPr>')


def styled(style: str, text: str = "x") -> str:
    return p(r(text), f'<w:pStyle w:val="{style}"/>')


def lvl(level: int, text: str, fmt: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def restart(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(name: str, inner: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    start = f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>'
    return f"{start}{base}{inner}</w:style>"


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    said = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + said + mark("separate") + result + mark("end")


def ref(note: int, kind: str = "footnote", custom: str = "") -> str:
    follows = ' w:customMarkFollows="1"' if custom else ""
    typed = t(custom) if custom else ""
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:r>{raised}<w:{kind}Reference{follows} w:id="{note}"/>{typed}</w:r>'


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{"".join(paragraphs)}</w:{kind}>'


OWN_MARK = "<w:r><w:tab/><w:footnoteRef/></w:r>" + r(" ")
SEPARATOR = f'<w:footnote w:type="separator" w:id="0">{p(r("____"))}</w:footnote>'


def tc(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def c(text: str, properties: str = "") -> str:
    return tc(p(r(text)), properties)


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def box(inner: str) -> str:
    """A text box as Word writes it: once for newer, once for older programs."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


PLAIN = abstract(1, lvl(0, "%1."), lvl(1, "(%2)", "lowerLetter"), lvl(2, "(%3)", "lowerRoman"))
IN_STYLE = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
GONE = "<w:rPr><w:del/></w:rPr>"
FOOTNOTES = SEPARATOR + "".join(
    note(number, p(OWN_MARK + r(f"Note {word}."))) for number, word in ((7, "seven"), (8, "eight"))
)

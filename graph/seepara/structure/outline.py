"""Blocks → units: the section tree, numbered paragraphs, subparagraphs, notes, tables.

The outline knows the forms of labels and how they run on, nothing of what is said. A paragraph
goes on after a page break and after the notes that interrupt it: an unlabelled block behind an
unfinished unit is the rest of it (domain.md §1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..languages import Language
from ..model import UnitKind
from ..ordinals import letter_ordinal, roman_ordinal
from ..registry import Registry
from .blocks import Block, unfinished
from .drafts import Draft, make_unique, title_like
from .enactment import Enactment, Part
from .headings import PREFIXES, Container, headings
from .labels import LONGEST_TITLE, Label, Style
from .notes import note
from .numbered import is_bare_section, number_roles
from .numbering import Role
from .printed import printed_enactments
from .state import Around, State
from .sublevels import place

_OPENING = 60  # blocks in which a preamble opens, if there is one


def outline(
    blocks: Sequence[Block],
    language: Language,
    registry: Registry,
    *,
    resolution: bool = False,
    transmits: bool = False,
) -> list[Draft]:
    """The units of a document, in order; a `resolution` begins with its preamble, a letter
    `transmits` its annex.

    >>> from ..languages import language
    >>> from ..model import Line
    >>> from ..registry import registry
    >>> from .blocks import blocks
    >>> texts = ("I. Introduction", "1. States parties should:", "(a) Report;", "2. Noted.")
    >>> lines = [Line(text) for text in texts]
    >>> [d.path for d in outline(blocks(lines, language("en")), language("en"), registry("en"))]
    ['section I', '1', '1(a)', '2']
    """
    return _Outline(blocks, language, registry, resolution, transmits).drafts()


class _Outline:
    def __init__(
        self,
        blocks: Sequence[Block],
        language: Language,
        registry: Registry,
        resolution: bool,
        transmits: bool,
    ) -> None:
        self.blocks = blocks
        self.state = State(part=Part.PREAMBLE if resolution else Part.NONE)
        self.enactment = Enactment(language, registry, resolution)
        self.headings = headings(language)
        self.is_resolution = resolution or any(
            block.label is None and self.enactment.opens(block.text) for block in blocks[:_OPENING]
        )
        self.printed: Mapping[int, Container] = (
            {} if resolution else printed_enactments(blocks, self.headings, self.enactment.opens)
        )
        self.number_roles = number_roles(
            blocks, self.headings, self.is_resolution, transmits, self.printed
        )

    def drafts(self) -> list[Draft]:
        for place_, block in enumerate(self.blocks):
            if block.note:
                self.state.drafts.append(note(block, self.state.drafts))
            elif block.cell is not None:
                self._cell(block)
            elif block.label is not None:
                self._labelled(place_, block, block.label)
            else:
                self._unlabelled(place_, block)
        make_unique(self.state.drafts)
        return self.state.drafts

    # ---------------------------------------------------------------- labelled blocks

    def _labelled(self, place_: int, block: Block, label: Label) -> None:
        if label.style is Style.ROMAN or label.style is Style.CAPITAL:
            self._section(place_, block, label)
        elif label.style is Style.DOTTED:
            if title_like(block.text) and len(block.text) < 80:
                self._open_section(block, label.printed, 3, f"section {label.token}")
            else:
                self._paragraph(block, label)
        elif label.style is Style.NUMBER:
            role = self.number_roles[place_]
            if role is Role.HEADING:
                self._numbered_heading(place_, block, label)
            elif role is Role.ITEM and self.state.last is not None:
                self._item(block, label)
            else:
                if role is Role.RESTART and not self.state.numbers_await:
                    self.state.prefix = self._container_prefix()
                elif role is Role.RESUME:
                    self._leave_enactment()
                self._paragraph(block, label)
        else:
            self._subparagraph(place_, block, label)

    def _section(self, place_: int, block: Block, label: Label) -> None:
        state = self.state
        roman, letter = roman_ordinal(label.token), letter_ordinal(label.token)
        if state.around and roman == state.around.roman + 1 > 1 and roman != state.roman + 1:
            self._leave_enactment()
        follows_letter = letter and state.capital and letter == letter_ordinal(state.capital) + 1
        if (
            state.around
            and state.around.capital
            and not follows_letter
            and letter == letter_ordinal(state.around.capital) + 1
        ):
            self._leave_enactment()
            follows_letter = True
        is_roman = (
            roman
            and not follows_letter
            and (
                roman == state.roman + 1 or len(label.token) > 1 or self._skips(label.token, roman)
            )
        )
        if not block.text or (not block.text[0].isupper() and block.text[0].islower()):
            self._unlabelled(place_, block)
            return
        if is_roman:
            state.roman, state.capital = roman, ""
            self._open_section(block, label.printed, 1, self._section_path(label.token, 1))
        else:
            state.capital = label.token
            self._open_section(block, label.printed, 2, self._section_path(label.token, 2))

    def _skips(self, token: str, roman: int) -> bool:
        """Whether a single letter that follows none of its kind is a roman number: I, V, X are."""
        return token in "IVX" and roman > self.state.roman

    def _numbered_heading(self, place_: int, block: Block, label: Label) -> None:
        following = self.blocks[place_ + 1].label if place_ + 1 < len(self.blocks) else None
        opens_list = following is not None and following.style is Style.PAREN
        if opens_list and self._recommends():
            heading = self._open_section(block, label.printed, 3, f"rec{label.token}")
            self._set_base(heading)
        else:
            self._open_section(block, label.printed, 3, self._section_path(label.token, 3))

    def _recommends(self) -> bool:
        """Whether recommendations stand here: the section's heading says so, or the last paragraph."""
        state = self.state
        return bool(self.headings.introduces.search(state.paragraph)) or any(
            self.headings.recommendations.search(section.text) for section in state.sections
        )

    def _section_path(self, token: str, rank: int) -> str:
        above = [
            s
            for s in self.state.sections
            if 1 <= s.rank < rank and s.path.rpartition("/")[2].startswith("section ")
        ]
        stem = above[-1].path + "." if above else self._container_path() + "section "
        return stem + token

    def _container_path(self) -> str:
        inside = [s for s in self.state.sections if s.rank == 0]
        return _prefix_of(inside[-1]) + "/" if inside else ""

    def _container_prefix(self) -> str:
        state = self.state
        prefix = self._container_path()
        if not prefix or prefix == state.prefix:
            sections = [s for s in state.sections if s.rank == 1]
            if sections:
                prefix += "sec" + sections[-1].path.rsplit(" ", 1)[-1] + "/"
        return prefix

    def _open_section(self, block: Block, label: str, rank: float, path: str) -> Draft:
        state = self.state
        while state.sections and state.sections[-1].rank >= rank:
            state.sections.pop()
        title = self.headings.continued.sub("", block.text).strip()
        parent = state.sections[-1] if state.sections else None
        draft = Draft(path, UnitKind.SECTION, label, parent=parent, rank=rank)
        draft.begin(replace(block, text=title))
        draft.continued = title != block.text.strip()
        state.sections.append(draft)
        state.drafts.append(draft)
        self._set_base(None)
        state.last = None
        return draft

    def _paragraph(self, block: Block, label: Label) -> None:
        draft = self._new(block, self.state.prefix + label.token, UnitKind.PARAGRAPH, label.printed)
        self.state.paragraph, self.state.numbers_await = block.text, False
        self._set_base(draft)
        if self.state.part is Part.PREAMBLE:
            self.state.part = Part.OPERATIVE

    def _item(self, block: Block, label: Label) -> None:
        """An item of a list inside a paragraph: its words are the paragraph's, with its number."""
        assert self.state.last is not None
        if self.state.base is not None:
            self.state.last = self.state.base
        self.state.in_item = True
        self.state.last.add(Block(f"{label.printed} {block.text}", block.line))

    def _subparagraph(self, place_: int, block: Block, label: Label) -> None:
        state = self.state
        if state.in_item and state.last is not None:
            state.last.add(Block(f"{label.printed} {block.text}", block.line))
            return
        if state.base is None:
            self._text(block, f"{label.printed} ")
            return
        state.levels = place(state.levels, label, self._next_token(place_, label.style))
        depth = len(state.levels)
        state.level_drafts = state.level_drafts[: depth - 1]
        parent = state.level_drafts[-1] if state.level_drafts else state.base
        draft = self._new(
            block, f"{parent.path}({label.token})", UnitKind.SUBPARAGRAPH, label.printed, parent
        )
        state.level_drafts.append(draft)

    def _next_token(self, place_: int, style: Style) -> str:
        for block in self.blocks[place_ + 1 : place_ + 12]:
            if block.label is not None:
                return block.label.token if block.label.style is style else ""
        return ""

    # ---------------------------------------------------------------- blocks without a label

    def _unlabelled(self, place_: int, block: Block) -> None:
        state = self.state
        if named := self.headings.block.match(block.text):
            draft = self._new(Block("", block.line), f"rec{named[1]}", UnitKind.BLOCK, block.text)
            self._set_base(draft)
            return
        if self._open_container(place_, block):
            return
        if self._is_title_of_enactment(block):
            self.state.drafts[-1].add(block)
            return
        if self.is_resolution and is_bare_section(block):
            token = block.text.strip()
            state.roman, state.capital = roman_ordinal(token), ""
            path = self._section_path(token, 1)
            self._open_section(replace(block, text=""), token, 1, path)
            return
        if self.enactment.opens(block.text):
            if place_ in self.printed:
                self._begin(place_, replace(block, text=""), self.printed[place_])
            state.part = Part.PREAMBLE
            self._text(block)
            state.last = None
            return
        if state.part is not Part.NONE and self.enactment.ends(block.text):
            state.part = Part.END
            self._text(block)
            return
        if self.headings.caption.match(block.text) and len(block.text) < LONGEST_TITLE:
            state.caption = self.headings.caption.match(block.text)["number"]  # type: ignore[index]
            last = state.last
            self._text(block)
            state.last = last
            return
        if block.heading:
            self._heading(block)
        elif state.last is not None and self._goes_on(state.last, block):
            state.last.add(block)
        elif self._looks_like_heading(place_, block):
            self._heading(block)
        elif state.part is Part.PREAMBLE:
            self._preambular(block)
        elif state.last is not None and state.base is not None and state.part is not Part.END:
            # A quotation or a remark set apart belongs to the paragraph it stands in; after the
            # last subparagraph it closes the whole.
            target = state.last if state.last.words.ending.rstrip().endswith(".") else state.base
            target.add(block)
        else:
            self._text(block)

    def _goes_on(self, last: Draft, block: Block) -> bool:
        """Whether a block is the rest of the running unit, which a page break or a note cut in two."""
        if self.state.part is Part.PREAMBLE and last.kind is not UnitKind.TEXT:
            # A preambular paragraph has no end of its own; each begins with a capital letter.
            return block.text[:1].islower()
        return not last.words.length or unfinished(last.words.ending)

    def _preambular(self, block: Block) -> None:
        state = self.state
        if self.enactment.is_operative(block.text):
            state.unnumbered_operative += 1
            path = f"{state.prefix}op{state.unnumbered_operative}"
            self._set_base(self._new(block, path, UnitKind.PARAGRAPH))
            return
        state.preambular += 1
        draft = self._new(block, f"{state.prefix}pre{state.preambular}", UnitKind.PREAMBULAR)
        self._set_base(draft)

    def _open_container(self, place_: int, block: Block) -> bool:
        opened = self.headings.container(block.text, bool(block.heading))
        if opened is None and not self.enactment.opens(block.text):
            opened = self.printed.get(place_)
        if opened is None:
            return False
        self._begin(place_, block, opened)
        return True

    def _begin(self, place_: int, block: Block, opened: Container) -> None:
        state = self.state
        around = state.around or Around(
            state.prefix, state.roman, state.capital, tuple(state.sections)
        )
        if state.around is not None and not opened.is_enactment and not opened.is_annex:
            state.prefix, state.part = around.prefix, Part.NONE  # the next chapter of the report
        state.around = around if opened.is_enactment else None
        state.roman, state.capital = 0, ""
        section = self._open_section(
            replace(block, text=opened.title), opened.printed, 0, opened.path
        )
        if opened.is_enactment:
            state.preambular = state.unnumbered_operative = 0
            restarts = self._next_role(place_) is Role.RESTART
            state.prefix = _prefix_of(section) + "/" if restarts else around.prefix
            state.numbers_await = restarts

    def _leave_enactment(self) -> None:
        """Go on with the report in which a decision was printed in full."""
        state = self.state
        if state.around is None:
            return
        around = state.around
        state.prefix, state.roman, state.capital = around.prefix, around.roman, around.capital
        state.sections = list(around.sections)
        state.around, state.part = None, Part.NONE

    def _next_role(self, place_: int) -> Role | None:
        """The role of the first number behind a block."""
        following = range(place_ + 1, min(place_ + _OPENING, len(self.blocks)))
        return next((self.number_roles[n] for n in following if n in self.number_roles), None)

    def _is_title_of_enactment(self, block: Block) -> bool:
        """Whether a line says what the decision is about whose number stands before it."""
        draft = self.state.drafts[-1] if self.state.drafts else None
        return (
            self.state.around is not None
            and draft is not None
            and draft is self.state.sections[-1]
            and draft.rank == 0
            and not draft.words.length
            and title_like(block.text)
        )

    def _heading(self, block: Block) -> None:
        state = self.state
        open_labels = any(1 <= s.rank <= 3 and s.label for s in state.sections)
        state.counts["heading"] = state.counts.get("heading", 0) + 1
        self._open_section(
            block, "", 3.5 if open_labels else 1, f"heading {state.counts['heading']}"
        )

    def _looks_like_heading(self, place_: int, block: Block) -> bool:
        """A short line without an end, before a numbered paragraph or another heading."""
        text = block.text
        if not title_like(text) or len(text) > 140 or self.state.part is Part.PREAMBLE:
            return False
        if place_ + 1 == len(self.blocks):
            return False
        following = self.blocks[place_ + 1]
        if following.note or following.cell is not None:
            return False
        return following.label is not None and following.label.style in (
            Style.NUMBER, Style.DOTTED, Style.CAPITAL, Style.ROMAN,
        )  # fmt: skip

    def _text(self, block: Block, lead: str = "") -> None:
        state = self.state
        state.counts["text"] = state.counts.get("text", 0) + 1
        shifted = Block(lead + block.text, block.line, page=block.page) if lead else block
        self._new(shifted, f"text {state.counts['text']}", UnitKind.TEXT)
        self._set_base(None)

    # ---------------------------------------------------------------- tables

    def _cell(self, block: Block) -> None:
        state = self.state
        assert block.cell is not None
        last = state.drafts[-1].kind if state.drafts else None
        if state.table != block.cell.table or last not in (UnitKind.TABLE, UnitKind.FOOTNOTE):
            state.table = block.cell.table
            state.counts["table"] = state.counts.get("table", 0) + 1
            number_ = state.counts["table"]
            path = f"table {state.caption}" if state.caption else f"untitled table {number_}"
            state.caption = ""
            within = state.sections[-1] if state.sections else None
            draft = Draft(path, UnitKind.TABLE, parent=within)
            draft.begin(replace(block, text="", marks=(), links=()))
            state.drafts.append(draft)
        table = next(d for d in reversed(state.drafts) if d.kind is UnitKind.TABLE)
        table.add(Block("|", block.line) if table.words.length else Block("", block.line))
        table.add(block)

    # ---------------------------------------------------------------- shared

    def _new(
        self, block: Block, path: str, kind: UnitKind, label: str = "", parent: Draft | None = None
    ) -> Draft:
        state = self.state
        within = parent or (state.sections[-1] if state.sections else None)
        draft = Draft(path, kind, label, parent=within)
        draft.begin(block)
        state.drafts.append(draft)
        state.last = draft
        return draft

    def _set_base(self, draft: Draft | None) -> None:
        state = self.state
        state.base, state.levels, state.level_drafts, state.in_item = draft, (), [], False


def _prefix_of(container: Draft) -> str:
    name, _, token = container.path.partition(" ")
    return PREFIXES[name] + token

"""A corpus of any size in words of our own: documents that refer to themselves and to each other.

Document *n* is the same whatever the size of the corpus, but for what it cites: references go back to
documents of a smaller number, so that a corpus of 1,000 is the beginning of one of 4,000. Every
seventh document has no symbol.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_BODIES = (
    ("A", "General Assembly"),
    ("E", "Economic and Social Council"),
    ("CTOC/COP", "Conference of the Parties to the United Nations Convention against "
     "Transnational Organized Crime"),
    ("CTOC/COP/WG.4", "Working Group on Trafficking in Persons"),
    ("FCCC/SBI", "Subsidiary Body for Implementation"),
)  # fmt: skip
_TOPICS = (
    "Water for small islands", "Roads between mountain valleys", "Schools along the coast",
    "Shelter after storms", "Registers of land", "Posts and parcels", "Seeds and harvests",
    "Night trains", "Quiet harbours", "Lighthouses of the north",
)  # fmt: skip
_ACTORS = ("States parties", "The secretariat", "Member States", "The Bureau", "Local offices")
_VERBS = ("should review", "may extend", "should publish", "could simplify", "should compare")
_THINGS = (
    "their yearly plans for bridges", "the lists of harbour fees", "training for surveyors",
    "the timetable of ferries", "model forms for deeds", "the upkeep of wells",
    "shared maps of the coast", "rules on the storage of grain",
)  # fmt: skip
_WAYS = (
    "with the help of neighbours", "before the next harvest", "as far as means allow",
    "in the light of what was learned", "without delay to those who wait",
)  # fmt: skip
_TREATIES = (
    "article {n} of the United Nations Convention against Transnational Organized Crime",
    "article {n}, paragraph 2, of the Kyoto Protocol",
)
_FIRST_DAY = date(2001, 1, 8)
_PARAGRAPHS = 9
_WITHOUT_SYMBOL = 7
_A_YEAR = 400  # documents


def write_corpus(folder: Path, size: int) -> None:
    """Write documents 0 to `size`, a text file each, a hundred to a folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_corpus(Path(place), 3)
    ...     sorted(path.name for path in Path(place).rglob("*.txt"))
    ['document-000000.txt', 'document-000001.txt', 'document-000002.txt']
    """
    for number in range(size):
        path = folder / f"{number // 100:04d}" / f"document-{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document(number), "utf-8")


def symbol(number: int) -> str:
    """The symbol of a document, empty where it has none.

    >>> symbol(0), symbol(1), symbol(402)
    ('', 'E/2001/1', 'CTOC/COP/2002/2')
    """
    if number % _WITHOUT_SYMBOL == 0:
        return ""
    root, _ = _BODIES[number % len(_BODIES)]
    return f"{root}/{_FIRST_DAY.year + number // _A_YEAR}/{number % _A_YEAR}"


def document(number: int, words: str = "") -> str:
    """The text of a document; `words` stand at its end, to make it another one.

    >>> document(3).splitlines()[0]
    'CTOC/COP/WG.4/2001/3'
    """
    return "\n\n".join(_blocks(number, random.Random(number), words)) + "\n"


def _blocks(number: int, chance: random.Random, words: str) -> Iterator[str]:
    day = _FIRST_DAY + timedelta(days=number)
    _, body = _BODIES[number % len(_BODIES)]
    if symbol(number):
        yield symbol(number)
    yield "Distr.: General"
    yield f"{day.day} {day:%B} {day.year}"
    yield "Original: English"
    yield body
    yield f"{_TOPICS[number % len(_TOPICS)]}, part {number}"
    yield "Note by the Secretariat"
    paragraph = 0
    for place, section in enumerate(("Introduction", "What was done", "Recommendations"), 1):
        yield f"{'I' * place}. {section}"
        for _ in range(2 if place == 1 else (_PARAGRAPHS - 3) // 2):
            paragraph += 1
            yield f"{paragraph}. {_sentences(number, paragraph, chance)}"
            if chance.random() < 0.2:
                yield f"(a) {_sentence(chance)} (see para. {chance.randint(1, _PARAGRAPHS)} above);"
                yield f"(b) {_sentence(chance)}."
    yield f"{paragraph + 1}. {_sentence(chance)}{words}."


def _sentences(number: int, paragraph: int, chance: random.Random) -> str:
    said = [_sentence(chance) + "." for _ in range(chance.randint(3, 7))]
    if chance.random() < 0.7:
        said.append(f"{_sentence(chance)}{_reference(number, paragraph, chance)}.")
    return " ".join(said)


def _sentence(chance: random.Random) -> str:
    return " ".join(map(chance.choice, (_ACTORS, _VERBS, _THINGS, _WAYS)))


def _reference(number: int, paragraph: int, chance: random.Random) -> str:
    """What a sentence refers to: this document, an earlier one, or something that is not here."""
    kind = chance.random()
    if kind < 0.35:
        first = chance.randint(1, _PARAGRAPHS - 1)
        where = "above" if first < paragraph else "below"
        return f" (see paras. {first} and {first + 1} {where})"
    if kind < 0.65 and number:
        earlier = symbol(chance.randrange(max(0, number - 2 * _A_YEAR), number))
        if earlier:
            return f", as in {earlier}, para. {chance.randint(1, _PARAGRAPHS)}"
    if kind < 0.75:
        return f", pursuant to {chance.choice(_TREATIES).format(n=chance.randint(1, 30))}"
    session = chance.randint(60, 79)
    resolution = f"General Assembly resolution {session}/{chance.randint(1, 99)}"
    return f", recalling {resolution}, para. {chance.randint(1, 9)}"

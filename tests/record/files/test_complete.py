"""Whatever people typed that is in the record is in each way to read it: in the pages and in each file."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from opennight.night import corrections
from opennight.night.corrections import AnswerCorrection, MendWords
from opennight.night.messages import acting
from opennight.night.phases import MovePhase
from opennight.night.publication import WriteStory
from opennight.night.state import Night
from opennight.record import markdown, outcome, table
from opennight.record.files import package, wiki
from opennight.record.outcome import Outcome
from tests import convened, dinner, everything
from tests.cast import Somebody, host
from tests.record.test_page import COVER, FILE, draw, group_page

ADDRESS = "https://night.example/n/BEES"
MARK = "※"
"""All that people type in these nights has it."""


def published() -> Night:
    """A night with everything in it, of which the host has told the story and mended words."""
    story = everything.whole().given(
        host(MovePhase, to="closed"),
        host(WriteStory, text="※We ※met"),
        host(MendWords, anchor="pitch-1", was="※Swifts", text="※Swallows"),
    )
    (author,) = corrections.authors(story.night, story.night.publication.corrections[0])
    return story.given(Somebody(acting(author))(AnswerCorrection, correction=1, text="※My words")).night


NIGHTS: dict[str, Callable[[], Night]] = {
    "everything": published,
    "posed": everything.posed,
    "asked": lambda: everything.asked(published=True),
    "assembly": convened.shared,
    "cards": dinner.with_cards,
}


def typed(part: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """(where it is in the record, what somebody typed)"""
    if isinstance(part, str):
        if MARK in part:
            yield where, part
    elif isinstance(part, dict):
        for name, one in part.items():
            yield from typed(one, f"{where}.{name}" if where else name)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from typed(one, where)


def cells(text: str) -> str:
    return "\n".join(cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)


def pages(made: Outcome, night: Night) -> str:
    known = {"night": night, "takes": False, "made_from": None, "used": (), "own": False, "readable": False}
    cards = (draw("leaflets/card.html", made, card=one, **known) for one in made.leaflets)
    groups = (group_page(made, one.no) for one in made.groups)
    return "".join((draw(COVER, made, night=night), *groups, *cards))


def tables(made: Outcome, _night: Night) -> str:
    with zipfile.ZipFile(io.BytesIO(package.write(made, ADDRESS))) as packed:
        names = [name for name in packed.namelist() if name.endswith(".csv")]
        return "\n".join(cells(packed.read(name).decode()) for name in names)


WAYS: dict[str, Callable[[Outcome, Night], str]] = {
    "pages": pages,
    "html": lambda made, night: draw(FILE, made, night=night),
    "md": lambda made, night: markdown.write(made, str, ADDRESS),
    "wiki": lambda made, night: wiki.write(made, str, ADDRESS),
    "csv": lambda made, night: cells(table.write(made)),
    "csv.zip": tables,
}
TEXTS = {"html", "md"}
ELSEWHERE = {
    "lineup.pitches": TEXTS,  # the room of a group that left nothing, which takes a line
    "groups.room": TEXTS,
    "groups.story.cards.words": {*WAYS} - {"csv.zip"},  # what a group wrote on a card stands in their place
}
"""What is not in all of them: where it is in the record → the ways that do without it."""


def words(text: str) -> str:
    """What is left of a text once no way to write it down can have changed it."""
    plain = re.sub(r"</?nowiki>|<br ?/?>", " ", html.unescape(html.unescape(text)).replace("\\", ""))
    return " ".join(re.findall(rf"[\w{MARK}]+", plain))


@pytest.mark.parametrize("name", NIGHTS)
def test_it_is_in_each_of_them(name: str) -> None:
    night = NIGHTS[name]()
    made = outcome.of(night)
    written = {way: words(write(made, night)) for way, write in WAYS.items()}
    missing = {
        (where, way, text)
        for where, text in typed(msgspec.to_builtins(made))
        for way, whole in written.items()
        if words(text) not in whole and way not in ELSEWHERE.get(where, set())
    }
    assert not missing

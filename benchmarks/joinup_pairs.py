"""Pairs among statements: found by our words and by token_set, for all of them and for whoever types."""

import csv
import json
import pathlib
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from opennight.joinup.neighbours import Talk, neighbours
from opennight.joinup.wall import Wall
from opennight.joinup.words import Two

TITLE = 80
"""Letters of a title at most."""
TOKENS_NEAR, TOKENS_SAME = 60, 85
"""What token_set was asked for while typing, and at the desk."""


def statements(path: pathlib.Path) -> list[Talk]:
    """As they are replayed: the first words are the title; if that is not all, the whole is the text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            said = sorted(csv.DictReader(file), key=lambda row: int(row["timestamp"]))
        texts = [row["comment-body"].strip() for row in said]
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        texts = [row["text"] for row in rows if row["kind"] == "pitch"]
    return [
        Talk(text, "") if len(text) <= TITLE else Talk(text[: text.rfind(" ", 0, TITLE)], text)
        for text in texts
    ]


def whole(talk: Talk) -> str:
    return talk.text or talk.title


def by_words(talks: Sequence[Talk]) -> list[Two]:
    return [(pair.a, pair.b) for pair in neighbours(talks, most=1000)]


def by_tokens(talks: Sequence[Talk], least: int) -> list[Two]:
    """The pairs that token_set finds, the most alike first."""
    titles = [talk.title.casefold() for talk in talks]
    scores = process.cdist(titles, titles, scorer=fuzz.token_set_ratio)
    pairs = [(a, b) for b in range(len(titles)) for a in range(b) if scores[a][b] >= least]
    return sorted(pairs, key=lambda pair: (-scores[pair[0]][pair[1]], pair))


def wall(talks: Sequence[Talk]) -> Wall:
    made = Wall()
    made.show({no: (talk.title, talk.text) for no, talk in enumerate(talks)})
    return made


def typed_by_words(talks: Sequence[Talk], least: float) -> list[Two]:
    """What is shown to each who types a title, at most three, of what was on the wall before it."""
    made, shown = Wall(), list[Two]()
    said: dict[int, tuple[str, str]] = {}
    for no, talk in enumerate(talks):
        shown += [(near.no, no) for near in made.near(talk.title, least=least, most=3)]
        said[no] = talk.title, talk.text
        made.show(said)
    return shown


def typed_by_tokens(talks: Sequence[Talk]) -> list[Two]:
    shown = list[Two]()
    titles: dict[int, str] = {}
    for no, talk in enumerate(talks):
        found = process.extract(
            talk.title,
            titles,
            scorer=fuzz.token_set_ratio,
            processor=str.casefold,
            score_cutoff=TOKENS_NEAR,
            limit=3,
        )
        shown += [(other, no) for _title, _score, other in found]
        titles[no] = talk.title
    return shown

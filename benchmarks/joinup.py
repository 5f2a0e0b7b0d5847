"""How well topics, needs and haves are joined up, as read pair by pair, and how fast.

    python -m benchmarks.joinup --statements FILE [--unread]

FILE is bg2050-volunteers/comments.csv of github.com/compdemocracy/openData: the 371 statements of Bowling
Green 2050; or the same night as `opennight rehearse --replay` takes it. Which of their pairs belong
together was read by one reader; joinup_read.txt has what they said. With --unread, only the pairs that
nobody has read yet are printed. docs/joinup.md has a run.
"""

import argparse
import asyncio
import importlib.util
import pathlib
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from benchmarks.joinup_meaning import KEPT, found, meaning
from benchmarks.joinup_pairs import (
    TOKENS_NEAR,
    TOKENS_SAME,
    by_tokens,
    by_words,
    statements,
    typed_by_tokens,
    typed_by_words,
    wall,
    whole,
)
from benchmarks.tools import table, verdict
from opennight.alike import NEAR, SAME
from opennight.joinup.matches import Thing, matches
from opennight.joinup.neighbours import Talk, neighbours
from opennight.joinup.words import Two
from tests.joinup import said

READ = pathlib.Path(__file__).with_name("joinup_read.txt")
DRAWN = 20

Value = TypeVar("Value")
Say = dict[Two, str]
Groups = dict[str, list[Two]]


def read() -> Say:
    """What a person said of each pair: "same", "near" or "no"."""
    rows = [line.split() for line in READ.read_text().splitlines() if line and not line.startswith("#")]
    return {(int(a), int(b)): word for a, b, word in rows}


def drawn(values: Sequence[Value], number: int = DRAWN) -> list[Value]:
    """So many of these, evenly spread."""
    return [values[place * len(values) // number] for place in range(min(number, len(values)))]


def right(pairs: Iterable[Two], say: Say, words: Sequence[str]) -> int:
    return sum(say[pair] in words for pair in pairs)


def wanted(talks: Sequence[Talk]) -> Groups:
    """All the pairs that have to be read."""
    ranked, tokens = by_words(talks), by_tokens(talks, TOKENS_NEAR)
    found = {f"words, rank {n + 1}–{n + 20}": ranked[n : n + 20] for n in range(0, 80, 20)}
    found["token_set at 60, first 20"] = tokens[:20]
    found["token_set at 60, 20 drawn evenly from all"] = drawn(tokens)
    return found


def doubles(talks: Sequence[Talk]) -> Groups:
    """Those of which the desk, or whoever types, is asked whether they are the same."""
    desk = [pair for pair, _strength in wall(talks).alikes(SAME)]
    typed, tokens = typed_by_words(talks, SAME), typed_by_tokens(talks)
    return {
        f"desk, words: all {len(desk)}": desk,
        f"desk, token_set: 20 drawn from {len(by_tokens(talks, TOKENS_SAME))}": drawn(
            by_tokens(talks, TOKENS_SAME)
        ),
        f"typing, words: 20 drawn from {len(typed)}": drawn(typed),
        f"typing, token_set: 20 drawn from {len(tokens)}": drawn(tokens),
    }


def close(talks: Sequence[Talk]) -> Groups:
    """Those that are shown as close to what is typed."""
    same = set(typed_by_words(talks, SAME))
    near = [pair for pair in typed_by_words(talks, NEAR) if pair not in same]
    return {f"typing, words: 20 drawn from {len(near)}": drawn(near)}


def by_meaning(talks: Sequence[Talk]) -> Groups:
    """What the encoder that we keep finds beyond the words."""
    if importlib.util.find_spec(KEPT[0]) is None:
        return {}
    words = {pair for pair, _strength in wall(talks).alikes(NEAR)}
    pairs = asyncio.run(found([(talk.title, talk.text) for talk in talks]))
    new = [pair for pair in pairs if pair not in words]
    return {f"meaning: the first 20 of {len(new)} that the words do not find": new[:20]}


def ranks(name: str, others: Sequence[str]) -> list[int | None]:
    """For each need of this file, at which place its match stands among all that is there; None: nowhere."""
    pairs = said.pairs(name)
    things = [Thing(True, "", need) for need, _have in pairs]
    things += [Thing(False, "", text) for text in [have for _need, have in pairs] + [*others]]
    ranked: dict[int, list[int]] = {}
    for match in matches(things, most=len(things) ** 2):
        ranked.setdefault(match.ask, []).append(match.offer - len(pairs))
    found = (ranked.get(number, []) for number in range(len(pairs)))
    return [its.index(no) + 1 if no in its else None for no, its in enumerate(found)]


def needs(talks: Sequence[Talk]) -> None:
    others = [*map(whole, talks), *said.lines("others.txt")]
    rows = []
    for name, what, target in (
        ("needs.txt", "written first", 30),
        ("needs_later.txt", "written after the lists of things were closed", 15),
    ):
        places = ranks(name, others)
        first = sum(place is not None and place <= 3 for place in places)
        rows.append(
            (what, len(places), places.count(1), first, places.count(None), verdict(first, "≥", target))
        )
    table(
        f"Needs that find what meets them among {len(others)} other texts and the other pairs",
        ("pairs", "number", "first", "in the first three", "not at all", "target"),
        rows,
    )


def languages() -> None:
    """Doubles and close ones of our own, in seven languages."""
    told = [line.split(" | ") for line in said.lines("doubles.txt")]
    made = wall([Talk(text, "") for _tongue, _word, one, other in told for text in (one, other)])
    strengths = dict(made.alikes(0.0))
    found = [
        (tongue, word, strengths.get((2 * n, 2 * n + 1), 0.0)) for n, (tongue, word, *_) in enumerate(told)
    ]
    rows = []
    for tongue in dict.fromkeys(tongue for tongue, _word, _strength in found):
        cells = []
        for asked, least in (("same", SAME), ("near", NEAR), ("no", NEAR)):
            its = [strength for its, word, strength in found if (its, word) == (tongue, asked)]
            cells.append(f"{sum(strength >= least for strength in its)} of {len(its)}")
        rows.append((tongue, *cells))
    strangers = sum(strength >= NEAR and pair[1] - pair[0] > 1 for pair, strength in strengths.items())
    table(
        f"Pairs of our own ({strangers} pairs of texts that do not belong together were called close)",
        (
            "language",
            "the same, asked about",
            "close, shown as close or the same",
            "neither, shown all the same",
        ),
        rows,
    )


def timed(what: Callable[[], object], times: int = 5) -> float:
    """Milliseconds of processor time, the median of some times."""
    found = []
    for _time in range(times):
        start = time.process_time()
        what()
        found.append(1000 * (time.process_time() - start))
    return statistics.median(found)


def pace(talks: Sequence[Talk]) -> None:
    made = wall(talks)
    said = {no: (talk.title, talk.text) for no, talk in enumerate(talks)}

    def one_more() -> None:
        made.show({**said, len(said): ("Night buses for nurses", "Until two in the morning")})
        made.alikes(SAME)
        made.show(said)

    whole_night = timed(lambda: neighbours(talks))
    rows = [
        ("all pairs of the night, with reasons", f"{whole_night:.0f} ms", verdict(whole_night, "≤", 300)),
        ("one more on the wall and one less, and its doubles", f"{timed(one_more):.1f} ms", ""),
        (
            "what is like a title that is typed",
            f"{timed(lambda: made.near(talks[5].title, least=NEAR, most=3)):.2f} ms",
            "",
        ),
    ]
    table(f"Processor time with {len(talks)} texts", ("what", "time", "target"), rows)


def unread(talks: Sequence[Talk], groups: Sequence[Groups]) -> None:
    say = read()
    for pair in sorted({pair for group in groups for pairs in group.values() for pair in pairs} - say.keys()):
        print(*pair, "?", f"# {whole(talks[pair[0]])} | {whole(talks[pair[1]])}")


def judged(ranked: Groups, asked: Groups, shown: Groups) -> None:
    """Print what the reader said of them."""
    say = read()

    def same(pairs: list[Two]) -> int:
        return right(pairs, say, ("same",))

    def close_or_same(pairs: list[Two]) -> int:
        return right(pairs, say, ("same", "near"))

    table(
        "Pairs of 371 real statements",
        ("", "pairs", "the same", "the same or close"),
        [(name, len(pairs), same(pairs), close_or_same(pairs)) for name, pairs in ranked.items()],
    )
    table(
        "“Is it the same?”",
        ("", "pairs", "the same", "target"),
        [(name, len(p), same(p), verdict(same(p) / len(p), "≥", 0.85)) for name, p in asked.items()],
    )
    table(
        "“This one is close to yours”",
        ("", "pairs", "close or the same"),
        [(name, len(pairs), close_or_same(pairs)) for name, pairs in shown.items()],
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--statements", type=pathlib.Path, required=True)
    arguments.add_argument("--unread", action="store_true", help="print the pairs that nobody has read")
    told = arguments.parse_args()
    talks = statements(told.statements)
    ranked, asked, shown = wanted(talks) | by_meaning(talks), doubles(talks), close(talks)
    if told.unread:
        unread(talks, (ranked, asked, shown))
        return
    judged(ranked, asked, shown)
    needs(talks)
    languages()
    meaning([whole(talk) for talk in talks])
    pace(talks)


if __name__ == "__main__":
    main()

"""Whether a reason is true, worked out again from the texts alone, by nothing that found it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from opennight.joinup.languages import THINGS
from opennight.joinup.matches import Match, Thing
from opennight.joinup.neighbours import Pair, Talk
from opennight.joinup.reasons import Reason


@cache
def plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ß", "ss"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


@cache
def akin(one: str, other: str) -> bool:
    """Whether two words could be forms of one: most of the shorter one, from its first or second letter on,
    begins the other, or follows an article there."""
    short, long = sorted((one, other), key=len)
    least = max(2, round(len(short) * 0.6))
    fronts = {
        long,
        long[1:],
        long[2:],
        long.removeprefix("ال"),
        long.removeprefix("وال"),
        long.removeprefix("لل"),
    }
    return any(front.startswith(start[:least]) for start in (short, short[1:]) for front in fronts if start)


def mentions(text: str, phrase: str) -> bool:
    """Whether the words of this phrase, or other forms of them, follow each other in a text."""
    told, asked = words(text), words(phrase)
    rows = (told[start : start + len(asked)] for start in range(len(told) - len(asked) + 1))
    return any(all(map(akin, row, asked)) for row in rows)


def one_sort(one: str, other: str) -> bool:
    """Whether two words stand on lines for the same sort of thing."""
    return bool(sorts(one) & sorts(other))


@cache
def sorts(typed: str) -> frozenset[str]:
    """The sorts on whose lines this word stands, in any language, or ends."""
    last = plain(typed)
    return frozenset(
        sort
        for lines in THINGS.values()
        for sort, names in lines
        for name in map(plain, names.split())
        if akin(last, name) or last.endswith(name)
    )


def meet(need: str, have: str) -> bool:
    """Whether two sentences share a word, or name the same sort of thing."""
    return any(
        akin(one, other) or one_sort(one, other)
        for one in words(need)
        for other in words(have)
        if len(one) > 2
    )


def talked(talk: Talk) -> str:
    return f"{talk.title}\n{talk.text}"


def wrong(talks: Sequence[Talk], pair: Pair) -> Iterator[Reason]:
    """The reasons of this pair that are not true."""
    a, b = talks[pair.a], talks[pair.b]
    for reason in pair.reasons:
        match reason.kind:
            case "words":
                true = all(
                    phrase in re.sub(r"\s+", " ", talked(a)) and mentions(talked(b), phrase)
                    for phrase in reason.words
                )
            case "people":
                true = set(reason.people) == a.people & b.people
            case "need" | "have":
                needing, having = (a, b) if reason.kind == "need" else (b, a)
                need, have = reason.words
                true = need in needing.needs and have in having.haves and meet(need, have)
            case _:
                true = False
        if not true or not (reason.words or reason.people):
            yield reason


def wrong_match(things: Sequence[Thing], match: Match) -> Iterator[Reason]:
    """The same for an ask and an offer."""
    ask, offer = things[match.ask], things[match.offer]
    for reason in match.reasons:
        match reason.kind:
            case "words":
                true = all(phrase in ask.text and mentions(offer.text, phrase) for phrase in reason.words)
            case "meaning":
                here, there = reason.words
                true = here in ask.text and there in offer.text and one_sort(here, there)
            case "place":
                true = bool(set(words(ask.place)) & set(words(offer.place)))
            case "kind":
                true = reason.words == (ask.kind,) == (offer.kind,)
            case _:
                true = False
        if not true or not reason.words:
            yield reason

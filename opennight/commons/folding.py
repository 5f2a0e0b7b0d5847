"""How texts and searches become words, the same for every store: without case, accents and punctuation.

Scripts that put no spaces between words (Chinese, Japanese, Thai …) are read sign by sign; a search for
several of them finds them side by side. An emoji is a word, too.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from opennight.store.commons import Term

LONGEST = 60
"""Letters of a word that count; nobody types more of one."""
MOST = 12
"""Words of a search that count."""
TYPED = 300
"""Letters of a search that are looked at."""
WHOLE = 3
"""A word with fewer letters is found only as a whole: else “a” would find half of everything."""
AROUND = 200
"""Letters of the line that is shown around a hit, about."""

ALSO = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
"""Letters that Unicode does not take apart."""
ACCENTS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640"
)
"""What is left out: accents, the vowel signs of Hebrew and Arabic, and the Arabic stretch."""
DROPPED = re.compile(f"[{ACCENTS}]")
MARKS = (
    "\u0483-\u0487\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56"
    "\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d82-\u0d83\u0dca-\u0df3\u0f71-\u0f84\u135d-\u135f"
    "\u3099\u309a"
)
"""Signs without which words of India, say, are other words; there are letters between some of them."""
ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
    "\u231a-\u23ff\u2600-\u27bf\U0001f000-\U0001faff"
)
"""Scripts without spaces, and pictures: each sign is a word of its own."""
MORE = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
    "\u3099\u309a"
)
"""Signs of those scripts that belong to the one before."""
WORD = re.compile(rf"[{ALONE}][{MORE}]*|(?:(?![{ALONE}])[^\W_]|[{MARKS}])+")
STANDING = re.compile(rf"[{ALONE}][{MORE}]*|(?:(?![{ALONE}])[^\W_]|[{MARKS}{ACCENTS}])+")
"""The same in a text that was not folded."""
PLAIN = re.compile(r"[a-z0-9]+")
QUOTED = re.compile(r'["“”„«»「」]([^"“”„«»「」]*)["“”„«»「」]|(\S+)')


def folded(text: str) -> str:
    """The text in small letters, without accents. Folding it again changes nothing."""
    if text.isascii():
        return text.lower()
    bare = DROPPED.sub("", unicodedata.normalize("NFKD", text).casefold())
    # Folding the case can bring up letters that can be taken apart, such as İ.
    bare = DROPPED.sub("", unicodedata.normalize("NFKD", bare)).translate(ALSO)
    return unicodedata.normalize("NFC", bare)


def words(text: str) -> list[str]:
    """All words of a text, in their order."""
    plain = folded(text)
    return [word[:LONGEST] for word in (PLAIN if plain.isascii() else WORD).findall(plain)]


def key(place: str) -> str:
    """A name of a place, as addresses have it: “St. Werburgh's” and “st werburghs” are two, “BRISTOL” and
    “Bristol” are one."""
    return "-".join(words(place))


def terms(typed: str) -> tuple[Term, ...]:
    """What a search asks for: all of these have to be there. Nothing that anybody types is an operator, but
    for quotation marks: what is between them is found as it stands."""
    found: list[Term] = []
    for quoted, single in QUOTED.findall(typed[:TYPED].replace("\0", " ")):
        those = tuple(words(quoted or single))
        if those:
            begins = not quoted and len(those[-1]) >= WHOLE
            found.append(Term(those, begins))
    return tuple(itertools.islice(cut(dict.fromkeys(found)), MOST))


def cut(found: Iterable[Term]) -> Iterator[Term]:
    """The same, as long as they are no more than MOST words in all."""
    left = MOST
    for term in found:
        if left <= 0:
            return
        yield term if len(term.words) <= left else Term(term.words[:left], True)
        left -= len(term.words)


@functools.lru_cache(maxsize=4_000)
def one(piece: str) -> tuple[str, ...]:
    return tuple(words(piece))


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, each with where it stands in it (from, to)."""
    for found in STANDING.finditer(text):
        for word in one(found[0]):
            yield word, found.start(), found.end()


def hits(text: str, wanted: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the text has what is wanted, from first to last; they do not overlap."""
    those = list(spans(text))
    found: list[tuple[int, int]] = []
    for place in range(len(those)):
        for term in wanted:
            if stands(those, place, term):
                found.append((those[place][1], those[place + len(term.words) - 1][2]))
    return joined(found)


def stands(those: Sequence[tuple[str, int, int]], place: int, term: Term) -> bool:
    """Whether the term stands at this place of the text."""
    here = those[place : place + len(term.words)]
    if len(here) < len(term.words):
        return False
    *before, last = (word for word, _start, _end in here)
    return tuple(before) == term.words[:-1] and (
        last.startswith(term.words[-1]) if term.begins else last == term.words[-1]
    )


def joined(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    whole: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return whole


def excerpt(text: str, wanted: Sequence[Term]) -> list[tuple[str, bool]]:
    """A line of the text around the first hit, in pieces: (what it says, whether it is a hit)."""
    found = hits(text, wanted)
    start, end = window(text, found[0] if found else (0, 0))
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for one_start, one_end in found:
        if one_end > end:
            break
        pieces += [(text[at:one_start], False), (text[one_start:one_end], True)]
        at = one_end
    pieces += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return [piece for piece in pieces if piece[0]]


def window(text: str, hit: tuple[int, int]) -> tuple[int, int]:
    """From where to where the line goes: between words, if there are any near."""
    if len(text) <= AROUND * 1.3:
        return 0, len(text)
    start = max(0, hit[0] - AROUND // 3)
    start = start and max(start, text.find(" ", start, hit[0]) + 1)
    end = min(len(text), max(start + AROUND, hit[1]))
    if end < len(text):
        space = text.rfind(" ", max(hit[1], end - 30), end)
        end = space if space > 0 else end
    return start, end

"""What to look at: words on the host's own list, and what readers report. It judges and hides nothing.

Only the desk sees the list and what it marks. Whole words are found, whatever their case and accents.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from opennight.night import captions, leaflets, names, offers, reports, sight
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.picks import own_words
from opennight.night.pitches import STANDING
from opennight.night.reports import key
from opennight.night.state import Night

T = TypeVar("T", bound=sight.Thing)

MOST_WORDS = 100
WORD = 40
A_WORD = re.compile(r"[^\W_]+")
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts that put no space between words: there a word is found inside others, too."""


class WatchWords(Command, frozen=True):
    """Look out for these from now on, and for no others."""

    words: tuple[str, ...]


class ClearMark(Command, frozen=True):
    """The desk has looked at it, and it is fine as it is now; `what` and `about` as in `Marked`."""

    what: str
    about: int


class WordsWatched(Event, frozen=True):
    KIND = "words-watched"

    words: tuple[str, ...]


class MarkCleared(Event, frozen=True):
    """`words` are those that were found; with another one in it, it is marked again."""

    KIND = "mark-cleared"

    what: str
    about: int
    words: tuple[str, ...]


class Marked(NamedTuple):
    """A "pitch", "note", "comment", "reply", "line", "sentence", "card", "offer", "inquiry", "sequel",
    "leaflet", "person", "group" (its headline), "correction" (what its author says to it), "captions" (of a
    clip) or
    "passed" (between groups), by number, what it says, the words found in it, and how many readers ask the
    host to look at it."""

    what: str
    about: int
    text: str
    words: tuple[str, ...]
    reports: int = 0


@lru_cache(maxsize=20_000)
def plainly(text: str) -> str:
    """The words of a text, without case, accents and signs, with a space around each."""
    kept = text.casefold()
    if not kept.isascii():
        spread = unicodedata.normalize("NFKD", kept)
        kept = "".join(char for char in spread if unicodedata.category(char) not in ("Mn", "Cf"))
    return f" {' '.join(A_WORD.findall(kept))} "


@lru_cache(maxsize=2_000)
def sought(word: str) -> str:
    """What to look for in a text that was made plain."""
    simple = plainly(word)
    unspaced = any(unicodedata.name(char, "").startswith(UNSPACED) for char in simple)
    return simple.strip() if unspaced else simple


def found(night: Night, *texts: str) -> tuple[str, ...]:
    """The words of the list that are in any of these texts."""
    if not night.watch:
        return ()
    plain_texts = [plainly(text) for text in texts if text]
    return tuple(word for word in night.watch if any(sought(word) in text for text in plain_texts))


def in_reach(things: Iterable[T]) -> Iterator[T]:
    """Those that the room can see, or will see once the desk has read them."""
    return (one for one in things if not sight.is_gone(one))


def texts(night: Night) -> Iterator[tuple[str, int, str]]:
    """All that can be seen or waits to be: what, its number, and what it says."""
    for pitch in night.pitches.values():
        if pitch.status in STANDING:
            yield "pitch", pitch.no, f"{pitch.title}\n{pitch.more}".strip()
    for note in in_reach(night.notes.values()):
        yield "note", note.no, "\n".join(filter(None, (note.text, note.who, note.due, note.url)))
    for comment in in_reach(night.comments.values()):
        yield "comment", comment.no, comment.text
    for reply in in_reach(night.replies.values()):
        yield "reply", reply.no, reply.text
    for line in in_reach(night.room_questions.lines.values()):
        yield "line", line.no, line.text
    for sentence in in_reach(night.propositions.sentences.values()):
        yield "sentence", sentence.no, sentence.text
    for pick in in_reach(night.picks.values()):
        yield "card", pick.no, own_words(pick)
    for passed in in_reach(night.connections.passed.values()):
        yield "passed", passed.no, passed.text
    for offer in in_reach(night.offers.values()):
        if not offer.closed:
            yield "offer", offer.no, offers.words(offer)
    for inquiry in in_reach(night.inquiries.values()):
        yield "inquiry", inquiry.no, f"{inquiry.text}\n{inquiry.answer}".strip()
    for sequel in in_reach(night.sequels.values()):
        yield "sequel", sequel.no, "\n".join(filter(None, (sequel.text, sequel.url, sequel.who)))
    for leaflet in in_reach(night.further.leaflets.values()):
        if not leaflet.closed:
            yield "leaflet", leaflet.no, leaflets.words(leaflet)
    for correction in in_reach(night.publication.corrections):
        if correction.answer:
            yield "correction", correction.no, correction.answer
    for no in night.captions:
        yield "captions", no, captions.text(captions.latest(night, no)[1])
    for group in night.groups.values():
        yield "group", group.no, f"{group.headline}\n{group.unread}".strip()
    for person in night.people.values():
        if not person.removed:
            yield "person", person.no, names.own(person)


def marked(night: Night) -> list[Marked]:
    """What holds one of the words, or was reported, and has not been looked at since."""
    if not night.watch and not night.reports:
        return []
    every = (
        Marked(what, no, text, found(night, text), reports.count(night, what, no))
        for what, no, text in texts(night)
    )
    return [one for one in every if one.reports or not set(one.words) <= cleared(night, one)]


def cleared(night: Night, one: Marked) -> set[str]:
    """The words in it with which the desk has found it fine."""
    return set(night.cleared.get(key(one.what, one.about), ()))


def watch_words(night: Night, command: WatchWords) -> list[Event]:
    words = tuple(dict.fromkeys(clean(word, WORD, "words") for word in command.words if word.strip()))
    if len(words) > MOST_WORDS:
        raise Refused(_("A list can have at most %(most)s words."), field="words", most=MOST_WORDS)
    if not all(plainly(word).strip() for word in words):
        raise Refused(_("Each line needs a letter or a digit."), field="words")
    return [] if words == night.watch else [WordsWatched(words=words)]


def clear(night: Night, command: ClearMark) -> list[Event]:
    for one in marked(night):
        if (one.what, one.about) == (command.what, command.about):
            return [MarkCleared(what=one.what, about=one.about, words=one.words)]
    return []


def words_watched(night: Night, event: WordsWatched) -> None:
    night.watch = event.words


def mark_cleared(night: Night, event: MarkCleared) -> None:
    night.cleared[key(event.what, event.about)] = event.words
    night.reports.pop(key(event.what, event.about), None)


DECIDE = {WatchWords: watch_words, ClearMark: clear}
EVOLVE = {WordsWatched: words_watched, MarkCleared: mark_cleared}
UNDO: dict[type[Event], Undo] = {
    WordsWatched: (
        plain(_("changing the words to look out for")),
        lambda n, e: [WordsWatched(words=n.watch)],
    ),
}

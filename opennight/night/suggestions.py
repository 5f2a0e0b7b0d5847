"""Which of the connections that were found are pointed out now, and to whom.

Each is held against the night as it is, so that nothing is quoted that nobody may read.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Literal

from opennight.night import groups, links, notes, pitches
from opennight.night.kept.connections import Because, Pair
from opennight.night.state import Night
from opennight.night.watch import plainly
from opennight.night.word_forms import mentions, one_word

TO_SAY = 3
"""As many as a host can say aloud, and people can keep in mind."""


def lines(night: Night, no: int, before: int = 0) -> list[str]:
    """All that everybody may read of this group: its topic, its headline, and what it noted; only the notes
    before this one, if it is given."""
    group, topic = night.groups[no], groups.pitch(night, no)
    noted = (note.text for note in notes.of_group(night, no) if not before or note.no < before)
    said = [topic.title, topic.more, group.headline, *noted]
    return [line for text in said for line in text.splitlines() if line.strip()]


def in_group(night: Night, person: int, no: int) -> bool:
    """Whether this person is or was in the group, and may be named for it."""
    there = person in night.groups[no].members or no in night.people[person].sat
    return there and may_name(night, person)


def may_name(night: Night, no: int) -> bool:
    person = night.people[no]
    return bool(person.name) and person.here and not person.removed and not person.alone


def is_told(night: Night, no: int) -> bool:
    """Whether this group is there to be pointed to."""
    return (
        no in night.lineup and no not in night.connections.alone and pitches.is_open(groups.pitch(night, no))
    )


def touches(pair: Pair, text: str) -> bool:
    """Whether this text could help one of the pair's reasons to hold."""
    words = plainly(text).split()

    def helps(reason: Because) -> bool:
        if reason.kind in ("need", "have"):
            return any(sentence in text for sentence in reason.words)
        wanted = plainly(" ".join(reason.words)).split()
        return any(one_word(word, other) for word in words for other in wanted)

    return any(helps(reason) for reason in pair.why)


def matters(night: Night, pair: Pair, note: int) -> bool:
    """Whether something more is said of the pair since this note was written."""
    # Those after it are left out, too: written at the same moment, they may say the same.
    return touches(pair, night.notes[note].text) and holding(night, pair) != holding(night, pair, note)


def still(night: Night, pair: Pair, reason: Because, texts: Sequence[Sequence[str]]) -> Because | None:
    """The reason as far as it still holds; None if it does not. `texts`: the lines of either group."""
    if reason.kind == "people":
        both = (pair.one, pair.other)
        those = tuple(no for no in reason.people if all(in_group(night, no, group) for group in both))
        return Because("people", people=those) if those else None
    if reason.kind in ("need", "have"):
        said = zip(reason.words, texts, strict=True)
        return reason if all(any(sentence in line for line in text) for sentence, text in said) else None
    if reason.kind == "words":
        plain = [plainly(" ".join(text)) for text in texts]
        words = tuple(word for word in reason.words if all(mentions(text, word) for text in plain))
        return Because("words", words) if words else None
    return reason


def holding(night: Night, pair: Pair, before: int = 0) -> Pair | None:
    """The pair with the reasons that still hold; None if none does, or one of the two is left alone. With
    `before`, as it was before this note."""
    if not (is_told(night, pair.one) and is_told(night, pair.other)):
        return None
    texts = [lines(night, no, before) for no in (pair.one, pair.other)]
    why = tuple(found for reason in pair.why if (found := still(night, pair, reason, texts)))
    return Pair(pair.one, pair.other, pair.strength, why) if why else None


def told(night: Night, group: int = 0) -> Iterator[Pair]:
    """The pairs that can be pointed out now, the strongest first; those of one group, if it is named. Groups
    that found each other, and pairs that the desk set aside, are not among them."""
    its = night.connections
    for pair in its.pairs:
        key = (pair.one, pair.other)
        if (group and group not in key) or key in its.aside or links.met(night, *key):
            continue
        if found := holding(night, pair):
            yield found


def are_apart(night: Night, pair: Pair) -> bool:
    """Whether anybody has somebody to find: two rounds of a small night may seat the very same people."""
    one, other = (set(groups.members(night, no)) for no in (pair.one, pair.other))
    return one != other or not one


def to_say(night: Night, most: int = TO_SAY) -> list[Pair]:
    """The best ones to say aloud: as many groups as possible are named, so each first of all once."""
    first: list[Pair] = []
    rest: list[Pair] = []
    named: set[int] = set()
    for pair in filter(functools.partial(are_apart, night), told(night)):
        (rest if named & {pair.one, pair.other} else first).append(pair)
        named |= {pair.one, pair.other}
        if len(first) == most:
            break
    return (first + rest)[:most]


def when_to_say(night: Night) -> Literal["", "before", "now", "end"]:
    """Whether the pairs are to be said: before the break, now in it, or at the end. Empty where it would come
    to nothing: while people look for their first tables and no group has written anything."""
    if night.phase == "share":
        return "end"
    if night.phase == "talk":
        return "before"
    if night.phase != "groups":
        return ""
    if any(round.ended for round in night.rounds):
        return "now"
    return "before" if any(night.groups[no].noted or night.groups[no].headline for no in night.lineup) else ""


def near(night: Night, group: int, most: int = TO_SAY) -> list[Pair]:
    """The best ones for this group, as it sees them: none if it is left alone."""
    return [pair for pair, _number in zip(told(night, group), range(most), strict=False)]


def beside(pair: Pair, group: int) -> int:
    """The other group of the pair."""
    return pair.other if pair.one == group else pair.one


def seen_from(pair: Pair, group: int) -> Pair:
    """The same pair with this group as its first: what one needs, the other has."""
    if group == pair.one:
        return pair
    turned = {"need": "have", "have": "need"}
    why = tuple(Because(turned[one.kind], one.words[::-1]) if one.kind in turned else one for one in pair.why)
    return Pair(pair.other, pair.one, pair.strength, why)

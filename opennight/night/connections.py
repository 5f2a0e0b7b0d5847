"""Connections: which groups belong side by side, and why.

What was found comes in by a command, as line-ups do. What is shown of it is held against the night as it is
now, so that nothing is quoted that nobody may read.

Nobody is ever moved or merged by this: it is said, and people walk over.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from opennight.night import groups, notes, people, pitches
from opennight.night.closed import refuse_closed
from opennight.night.kept.connections import Because, Link, Pair
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night
from opennight.night.watch import plainly
from opennight.night.word_forms import mentions, one_word

MOST = 600
"""Pairs that the night keeps."""
TO_SAY = 3
"""As many as a host can say aloud, and people can keep in mind."""


class FindConnections(Command, frozen=True):
    """These were found at this `moment` of the night, by the system or because the host asked. `seen` is the
    version that was looked at."""

    pairs: tuple[Pair, ...] = ()
    moment: str = ""
    seen: int = 0


class SetAside(Command, frozen=True):
    """Do not point out these two groups (again)."""

    one: int
    other: int
    aside: bool = True


class LeaveGroupAlone(Command, frozen=True):
    """Nobody is pointed to this group any more, and it to nobody; `person` says so, 0 is the desk."""

    group: int
    person: int
    alone: bool = True


class LeaveMeAlone(Command, frozen=True):
    """This person is shown no suggestions, and none is made because of them."""

    person: int
    alone: bool = True


class ConnectionsFound(Event, frozen=True):
    """Words of groups are in it: they are blanked once others were found."""

    KIND = "connections-found"
    PERSONAL = ("pairs",)

    pairs: tuple[Pair, ...] = ()
    moment: str = ""


class ConnectionSetAside(Event, frozen=True):
    KIND = "connection-set-aside"

    one: int
    other: int
    aside: bool


class GroupLeftAlone(Event, frozen=True):
    KIND = "group-left-alone"

    group: int
    alone: bool


class PersonLeftAlone(Event, frozen=True):
    KIND = "person-left-alone"

    person: int
    alone: bool


def moment(night: Night) -> str:
    """The part of the night for which connections are found; empty where nobody sits in groups."""
    if night.phase not in groups.WRITING_IN or len(night.lineup) < 2:
        return ""
    last = night.rounds[-1] if night.rounds else None
    return f"{night.phase}:{len(night.rounds)}:{last.slot if last else 0}"


def wanted(night: Night) -> bool:
    """Whether the night has moved on since they were found last."""
    here = moment(night)
    return here not in ("", night.connections.moment)


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
        if (group and group not in key) or key in its.aside or met(night, *key):
            continue
        if found := holding(night, pair):
            yield found


def between(night: Night, one: int, other: int) -> Link | None:
    """The link of these two groups, if they have one."""
    key = (min(one, other), max(one, other))
    return next((link for link in night.connections.links.values() if (link.one, link.other) == key), None)


def met(night: Night, one: int, other: int) -> bool:
    """Whether the two groups have found each other already."""
    link = between(night, one, other)
    return bool(link and (link.talked or link.linked))


def to_say(night: Night, most: int = TO_SAY) -> list[Pair]:
    """The best ones to say aloud: as many groups as possible are named, so each first of all once."""
    first: list[Pair] = []
    rest: list[Pair] = []
    named: set[int] = set()
    for pair in told(night):
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


def find(night: Night, command: FindConnections) -> list[Event]:
    if not command.at_desk:
        raise Refused(_("Only the host can do this. Open the desk link first."), "forbidden")
    refuse_closed(night)
    if command.pairs == night.connections.pairs or command.seen < night.connections.version:
        return []
    known = [one for one in command.pairs if {one.one, one.other} <= night.groups.keys()]
    return [ConnectionsFound(pairs=tuple(known[:MOST]), moment=command.moment)]


def set_aside(night: Night, command: SetAside) -> list[Event]:
    refuse_closed(night)
    key = in_order(night, command.one, command.other)
    if (key in night.connections.aside) == command.aside:
        return []
    return [ConnectionSetAside(one=key[0], other=key[1], aside=command.aside)]


def in_order(night: Night, one: int, other: int) -> tuple[int, int]:
    """The numbers of two groups, the smaller first. Raises `Refused`."""
    groups.find(night, one)
    groups.find(night, other)
    if one == other:
        raise Refused(_("Pick another group."), field="other")
    return min(one, other), max(one, other)


def leave_group_alone(night: Night, command: LeaveGroupAlone) -> list[Event]:
    group = groups.require_member(night, command, command.group)
    if command.person != DESK or not command.at_desk:
        people.require_self(night, command, command.person)
    if (group.no in night.connections.alone) == command.alone:
        return []
    return [GroupLeftAlone(group=group.no, alone=command.alone)]


def leave_me_alone(night: Night, command: LeaveMeAlone) -> list[Event]:
    """At any time."""
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    return [] if person.alone == command.alone else [PersonLeftAlone(person=person.no, alone=command.alone)]


def found(night: Night, event: ConnectionsFound) -> None:
    its = night.connections
    if its.version:
        night.forgettable.append(its.version)
    its.pairs, its.moment, its.version = event.pairs, event.moment, night.version


def was_set_aside(night: Night, event: ConnectionSetAside) -> None:
    if event.aside:
        night.connections.aside.append((event.one, event.other))
    else:
        night.connections.aside.remove((event.one, event.other))


def group_left_alone(night: Night, event: GroupLeftAlone) -> None:
    if event.alone:
        night.connections.alone[event.group] = None
    else:
        night.connections.alone.pop(event.group, None)


def person_left_alone(night: Night, event: PersonLeftAlone) -> None:
    night.people[event.person].alone = event.alone


def aside_label(night: Night, event: ConnectionSetAside) -> Label:
    aside, told = _("setting aside a connection of %(group)s"), _("telling a connection of %(group)s")
    return Label(aside if event.aside else told, about={"group": event.one})


def alone_label(night: Night, event: GroupLeftAlone) -> Label:
    text = _("leaving %(group)s alone") if event.alone else _("pointing out %(group)s again")
    return Label(text, about={"group": event.group})


DECIDE = {
    FindConnections: find,
    SetAside: set_aside,
    LeaveGroupAlone: leave_group_alone,
    LeaveMeAlone: leave_me_alone,
}
EVOLVE = {
    ConnectionsFound: found,
    ConnectionSetAside: was_set_aside,
    GroupLeftAlone: group_left_alone,
    PersonLeftAlone: person_left_alone,
}
UNDO: dict[type[Event], Undo] = {
    ConnectionSetAside: (
        aside_label,
        lambda n, e: [ConnectionSetAside(one=e.one, other=e.other, aside=not e.aside)],
    ),
    GroupLeftAlone: (alone_label, lambda n, e: [GroupLeftAlone(group=e.group, alone=not e.alone)]),
}

"""What came of the night, as plain data: everything the record shows, and nothing it must not.

What the desk hid, what the room never saw and the names of people who were removed are left out; what
somebody withdrew is in it, marked as such. Hidden votes count, since others see it only after the night.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from opennight import clock
from opennight.night import groups, lineup, notes, pitches, rounds, sharing, votes
from opennight.night.rooms import Slot
from opennight.night.state import Group, Night, Pitch

SCHEMA = "opennight-record/1"
"""Goes up when a field changes its meaning or goes away; new fields may come at any time."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A pitch that became part of another one. `by`: the names of those who pitched it."""

    no: int
    title: str
    more: str
    by: tuple[str, ...]


class PitchOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A pitch. `by`: the names of all who pitched it or a part of it. `votes`: how many people want it.

    `hosted`: its pitcher would host it; otherwise somebody should run it. `at`: when it was pitched, ISO 8601
    with the night's offset.
    """

    no: int
    title: str
    more: str
    by: tuple[str, ...]
    hosted: bool
    status: Literal["open", "withdrawn"]
    votes: int
    at: str
    parts: tuple[Part, ...]


class NoteOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A note or an action of a group. `by`: its writer; an action also says `who` does it, and by when."""

    no: int
    kind: Literal["note", "action"]
    text: str
    who: str
    due: str
    by: str
    at: str


class CommentOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said about a group. `by`: their name."""

    no: int
    text: str
    by: str
    at: str


class GroupOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The people at one pitch in one round. `start` and `end` are "HH:MM" in the night's zone.

    Both, and `room`, are empty if the group wrote something but is no longer in the line-up. `hearts`: how
    many people appreciate it.
    """

    no: int
    pitch: int
    title: str
    start: str
    end: str
    room: str
    members: tuple[str, ...]
    scribe: str
    headline: str
    notes: tuple[NoteOutcome, ...]
    actions: tuple[NoteOutcome, ...]
    hearts: int
    comments: tuple[CommentOutcome, ...]


class SlotOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What ran in a round, room by room; `pitches` are (room, number of the pitch), `groups` their groups.

    `start` and `end` are when it really began and ended; as planned where it has not.
    """

    start: str
    end: str
    pitches: tuple[tuple[str, int], ...]
    groups: tuple[int, ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many of each; `votes` are the dots on all open pitches."""

    people: int
    pitches: int
    votes: int
    groups: int
    notes: int
    actions: int
    hearts: int
    comments: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A whole night. `date` is YYYY-MM-DD, `zone` an IANA name, `people` the chosen names in alphabetical
    order. `sources`: whose words these are, if not the room's. Most wanted pitches come first, withdrawn
    ones last; groups in the order of the line-up."""

    schema: str = SCHEMA
    code: str
    title: str
    place: str
    date: str
    zone: str
    intro: str
    rehearsal: bool
    sources: tuple[str, ...] = ()
    totals: Counts
    people: tuple[str, ...]
    pitches: tuple[PitchOutcome, ...]
    lineup: tuple[SlotOutcome, ...]
    groups: tuple[GroupOutcome, ...]

    def title_of(self, pitch: int) -> str:
        """The title of a pitch that is in the record."""
        return next(one.title for one in self.pitches if one.no == pitch)


def name(night: Night, no: int) -> str:
    """A person's name; empty for the desk and for people who were removed."""
    person = night.people.get(no)
    return "" if person is None or person.removed else person.name


def names(night: Night, persons: list[int]) -> tuple[str, ...]:
    return tuple(known for no in dict.fromkeys(persons) if (known := name(night, no)))


def moment(night: Night, ms: int) -> str:
    """ISO 8601 with the night's offset, to the second."""
    return dt.datetime.fromtimestamp(ms / 1000, clock.zone(night.setup.zone)).isoformat(timespec="seconds")


def shown_parts(night: Night, no: int) -> list[Pitch]:
    """The pitch and what became part of it, without what is hidden."""
    return [part for part in pitches.parts(night, no) if part.seen and part.status != "hidden"]


def pitch_outcome(night: Night, pitch: Pitch) -> PitchOutcome:
    shown = shown_parts(night, pitch.no)
    return PitchOutcome(
        no=pitch.no,
        title=pitch.title,
        more=pitch.more,
        by=names(night, [part.person for part in shown]),
        hosted=pitch.hosted,
        status="withdrawn" if pitch.status == "withdrawn" else "open",
        votes=votes.tally(night, pitch.no),
        at=moment(night, pitch.at),
        parts=tuple(
            Part(no=part.no, title=part.title, more=part.more, by=names(night, [part.person]))
            for part in shown[1:]
        ),
    )


def notes_of(night: Night, told: list[Group], kind: str) -> tuple[NoteOutcome, ...]:
    found = sorted((n for group in told for n in notes.of_group(night, group.no, kind)), key=lambda n: n.no)
    return tuple(
        NoteOutcome(
            no=note.no,
            kind=note.kind,
            text=note.text,
            who=note.who,
            due=note.due,
            by=name(night, note.person),
            at=moment(night, note.at),
        )
        for note in found
    )


def comments_of(night: Night, told: list[Group]) -> tuple[CommentOutcome, ...]:
    found = sorted((c for group in told for c in sharing.comments(night, group.no)), key=lambda c: c.no)
    return tuple(
        CommentOutcome(no=c.no, text=c.text, by=name(night, c.person), at=moment(night, c.at)) for c in found
    )


def times_of(night: Night, slot: Slot) -> tuple[str, str]:
    """When the round in this slot began and ended, as "HH:MM"; as planned where it has not."""
    round = rounds.of_slot(night, slot.id)
    start = clock.time_of_day(night, round.started) if round and round.started else slot.start
    end = clock.time_of_day(night, round.ended) if round and round.ended else slot.end
    return start, end


def slot_outcome(night: Night, slot: Slot) -> SlotOutcome:
    there = [(room, p) for p in lineup.in_slot(night, slot.id) if (room := lineup.room(night, p.room))]
    start, end = times_of(night, slot)
    return SlotOutcome(
        start=start,
        end=end,
        pitches=tuple((room.name, placement.pitch) for room, placement in there),
        groups=tuple(placement.group for _room, placement in there),
    )


def by_pitch(night: Night) -> dict[int, list[Group]]:
    """The groups that each pitch has or had, those in the line-up first."""
    found: dict[int, list[Group]] = {}
    for group in sorted(night.groups.values(), key=lambda group: group.no not in night.lineup):
        found.setdefault(group.pitch, []).append(group)
    return found


def tellings(night: Night, pitch: int, groups_of: dict[int, list[Group]]) -> Iterator[list[Group]]:
    """The groups of a pitch, each in a list of its own; those of merged pitches go with the first one."""
    own = groups_of.get(pitch, [])
    parts = shown_parts(night, pitch)[1:]
    others = [group for part in parts for group in groups_of.get(part.no, ())]
    if first := [*own[:1], *others]:
        yield first
    yield from ([group] for group in own[1:])


def group_outcome(night: Night, pitch: int, told: list[Group]) -> GroupOutcome:
    """The first of these groups, together with what was said in the others."""
    no = told[0].no
    placement = night.lineup.get(no)
    slot = lineup.slot(night, placement.slot) if placement else None
    room = lineup.room(night, placement.room) if placement else None
    scribe = groups.scribe(night, no)
    start, end = times_of(night, slot) if slot else ("", "")
    return GroupOutcome(
        no=no,
        pitch=pitch,
        title=night.pitches[pitch].title,
        start=start,
        end=end,
        room=room.name if room else "",
        members=names(night, groups.members(night, no)),
        scribe=name(night, scribe) if scribe else "",
        headline=next((group.headline for group in told if group.headline), ""),
        notes=notes_of(night, told, "note"),
        actions=notes_of(night, told, "action"),
        hearts=len({person for group in told for person in group.hearts}),
        comments=comments_of(night, told),
    )


def said_something(group: GroupOutcome) -> bool:
    return bool(group.headline or group.notes or group.actions or group.comments)


def all_groups(night: Night) -> tuple[GroupOutcome, ...]:
    """The groups of the line-up, then those that were dropped from it after they had written something."""
    groups_of = by_pitch(night)
    found = {
        told[0].no: group_outcome(night, pitch.no, told)
        for pitch in pitches.visible(night)
        for told in tellings(night, pitch.no, groups_of)
    }
    placed = [found.pop(no) for no in sharing.order(night)]
    return (*placed, *filter(said_something, found.values()))


def of(night: Night) -> Outcome:
    """The outcome of a night."""
    wanted = [pitch_outcome(night, pitch) for pitch in votes.ranked(night)]
    withdrawn = [
        pitch_outcome(night, pitch)
        for pitch in night.pitches.values()
        if pitch.status == "withdrawn" and pitch.seen and pitch.merged is None
    ]
    found = all_groups(night)
    known = sorted((p.name for p in night.people.values() if not p.removed), key=str.casefold)
    return Outcome(
        code=night.code,
        title=night.setup.title,
        place=night.setup.place,
        date=night.setup.date,
        zone=night.setup.zone,
        intro=night.setup.intro,
        rehearsal=night.rehearsal,
        sources=tuple(night.sources),
        totals=Counts(
            people=len(known),
            pitches=len(wanted),
            votes=sum(pitch.votes for pitch in wanted),
            groups=len(found),
            notes=sum(len(group.notes) for group in found),
            actions=sum(len(group.actions) for group in found),
            hearts=sum(group.hearts for group in found),
            comments=sum(len(group.comments) for group in found),
        ),
        people=tuple(known),
        pitches=(*wanted, *withdrawn),
        lineup=tuple(slot_outcome(night, slot) for slot in night.setup.slots),
        groups=found,
    )

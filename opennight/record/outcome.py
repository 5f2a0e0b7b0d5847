"""What came of the night, as plain data: everything the record shows, and nothing it must not.

What the desk hid, what the room never saw and the names of people who were removed stay out of it; what
somebody withdrew is in it, marked. Hidden votes count: the night is over.
"""

import datetime as dt
from typing import Literal

import msgspec

from opennight import when
from opennight.night import groups, lineup, notes, pitches, sharing, votes
from opennight.night.state import Night, Pitch

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
    """The people at one pitch. `start` and `end` are "HH:MM" in the night's zone.

    Both, and `room`, are empty where the group has notes but no place in the line-up any more. `hearts`: how
    many people appreciate it.
    """

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
    """What ran at a time, room by room; `pitches` are (room, number of the pitch)."""

    start: str
    end: str
    pitches: tuple[tuple[str, int], ...]


class Totals(msgspec.Struct, frozen=True, kw_only=True):
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
    """A whole night. `date` is YYYY-MM-DD, `zone` an IANA name, `people` the chosen names in the order of the
    alphabet. Pitches come most wanted first, withdrawn ones last; groups in the order of the line-up.
    """

    schema: str = SCHEMA
    code: str
    title: str
    place: str
    date: str
    zone: str
    intro: str
    rehearsal: bool
    totals: Totals
    people: tuple[str, ...]
    pitches: tuple[PitchOutcome, ...]
    lineup: tuple[SlotOutcome, ...]
    groups: tuple[GroupOutcome, ...]

    def title_of(self, pitch: int) -> str:
        """The title of a pitch that is in the record."""
        return next(one.title for one in self.pitches if one.no == pitch)


def name(night: Night, no: int) -> str:
    """The name of somebody; empty for the desk and for who was removed."""
    person = night.people.get(no)
    return "" if person is None or person.removed else person.name


def names(night: Night, persons: list[int]) -> tuple[str, ...]:
    return tuple(known for no in dict.fromkeys(persons) if (known := name(night, no)))


def moment(night: Night, ms: int) -> str:
    """ISO 8601 with the night's offset, to the second."""
    return dt.datetime.fromtimestamp(ms / 1000, when.zone(night)).isoformat(timespec="seconds")


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


def notes_of(night: Night, shown: list[Pitch], kind: str) -> tuple[NoteOutcome, ...]:
    found = sorted((n for part in shown for n in notes.of_group(night, part.no, kind)), key=lambda n: n.no)
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


def comments_of(night: Night, shown: list[Pitch]) -> tuple[CommentOutcome, ...]:
    found = sorted((c for part in shown for c in sharing.comments(night, part.no)), key=lambda c: c.no)
    return tuple(
        CommentOutcome(no=c.no, text=c.text, by=name(night, c.person), at=moment(night, c.at)) for c in found
    )


def group_outcome(night: Night, no: int) -> GroupOutcome:
    """What was said in a group, and in those of pitches that became part of its own."""
    shown = shown_parts(night, no)
    placement = night.lineup.get(no)
    slot = lineup.slot(night, placement.slot) if placement else None
    room = lineup.room(night, placement.room) if placement else None
    scribe = groups.scribe(night, no)
    return GroupOutcome(
        pitch=no,
        title=night.pitches[no].title,
        start=slot.start if slot else "",
        end=slot.end if slot else "",
        room=room.name if room else "",
        members=names(night, groups.members(night, no)),
        scribe=name(night, scribe) if scribe else "",
        headline=next((text for part in shown if (text := night.headlines.get(part.no))), ""),
        notes=notes_of(night, shown, "note"),
        actions=notes_of(night, shown, "action"),
        hearts=len({person for part in shown for person in night.hearts.get(part.no, ())}),
        comments=comments_of(night, shown),
    )


def said_something(group: GroupOutcome) -> bool:
    return bool(group.headline or group.notes or group.actions or group.comments)


def all_groups(night: Night) -> tuple[GroupOutcome, ...]:
    """The groups of the line-up, then those that were dropped from it after they had written something."""
    placed = [group_outcome(night, no) for no in sharing.order(night)]
    dropped = [group_outcome(night, p.no) for p in pitches.visible(night) if p.no not in night.lineup]
    return (*placed, *filter(said_something, dropped))


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
        totals=Totals(
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
        lineup=tuple(
            SlotOutcome(
                start=slot.start,
                end=slot.end,
                pitches=tuple(
                    (room.name, placement.pitch)
                    for placement in lineup.in_slot(night, slot.id)
                    if (room := lineup.room(night, placement.room))
                ),
            )
            for slot in night.setup.slots
        ),
        groups=found,
    )

"""One person's evening: what they pitched and what became of it, where they sat, and what they wrote.

Of others it says what the record says and no more. Of their own it also says what the record leaves out, such
as a pitch that they withdrew, or that the desk took off the wall.
"""

from typing import Literal

import msgspec

from opennight.night import bylines, groups, meetings, notes, pitches, promises, rounds, votes
from opennight.night.names import own
from opennight.night.placing import running
from opennight.night.said import Comment, Kind, Note
from opennight.night.state import Night, Person, Pitch, Status
from opennight.record.groups import GroupOutcome, group_outcome
from opennight.record.people import names
from opennight.record.pitches import shown_parts


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """A group in the record as this person sat in it, in the round with this `number`. `others`: the names of
    those who sat there with them. `met`: its round was held."""

    number: int
    group: GroupOutcome
    others: tuple[str, ...]
    met: bool


class OwnPitch(msgspec.Struct, frozen=True, kw_only=True):
    """A pitch of theirs. `anchor` is where it stands in the record, empty if it does not.

    `into`: the title of the one that it became part of, if it did. `votes`: for that or for itself; None in a
    night without a vote. `sittings`: the groups that talked about it.
    """

    title: str
    anchor: str
    status: Status
    into: str
    votes: int | None
    sittings: tuple[Sitting, ...]


class OwnWord(msgspec.Struct, frozen=True, kw_only=True):
    """Something they wrote about the topic with this `title`; `anchor` as above."""

    kind: Kind | Literal["comment"]
    text: str
    title: str
    anchor: str


class OwnPromise(msgspec.Struct, frozen=True, kw_only=True):
    """Something that they are in on, of a group on the topic with this `title`; `anchor` as above."""

    text: str
    title: str
    anchor: str


class OwnMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that they are in on, of a group on the topic with this `title`."""

    no: int
    day: str
    time: str
    place: str
    text: str
    title: str
    cancelled: bool


class Evening(msgspec.Struct, frozen=True, kw_only=True):
    """Each in the order of the evening. `name` is theirs, `byline` what everybody else reads; empty for “a
    participant”."""

    name: str
    byline: str
    pitched: tuple[OwnPitch, ...]
    joined: tuple[Sitting, ...]
    written: tuple[OwnWord, ...]
    promised: tuple[OwnPromise, ...] = ()
    meetings: tuple[OwnMeeting, ...] = ()


def sitting(night: Night, no: int, group: int) -> Sitting:
    """The group in the line-up with this number, as the person `no` sees it."""
    placement = night.lineup[group]
    members = groups.members(night, group)
    round = rounds.of_slot(night, placement.slot)
    return Sitting(
        number=rounds.number(night, placement.slot),
        group=group_outcome(night, placement.pitch, [night.groups[group]]),
        others=names(night, [member for member in members if member != no]),
        # The log of an older night has no rounds: there, a group with people in it has met.
        met=bool(round and round.started) if night.rounds else bool(members),
    )


def sittings(night: Night, no: int, those: list[int]) -> tuple[Sitting, ...]:
    """These groups in the order of the line-up."""
    return tuple(sorted((sitting(night, no, group) for group in those), key=lambda one: one.number))


def recorded(night: Night, pitch: Pitch) -> bool:
    """Whether the pitch is in the record, by itself or as a part of another one."""
    root = night.pitches[pitches.root(night, pitch.no)]
    return root.status == "open" and pitch in shown_parts(night, root.no)


def own_pitch(night: Night, pitch: Pitch) -> OwnPitch:
    root = night.pitches[pitches.root(night, pitch.no)]
    known = recorded(night, pitch)
    return OwnPitch(
        title=pitch.title,
        anchor=f"pitch-{pitch.no}" if known else "",
        status=pitch.status,
        into=root.title if known and root is not pitch else "",
        votes=votes.tally(night, root.no) if votes.total(night) else None,
        sittings=sittings(night, pitch.person, running(night, root.no)) if known else (),
    )


def own_word(night: Night, said: Note | Comment) -> OwnWord:
    kind = said.kind if isinstance(said, Note) else "comment"
    pitch = night.pitches[night.groups[said.group].pitch]
    known = recorded(night, pitch)
    anchor = f"note-{said.no}" if isinstance(said, Note) else f"comment-{said.no}"
    return OwnWord(kind=kind, text=said.text, title=pitch.title, anchor=anchor if known else "")


def can_be_read(night: Night, said: Note | Comment) -> bool:
    return notes.is_seen(night, said) if isinstance(said, Note) else not said.hidden


def own_words(night: Night, person: Person) -> tuple[OwnWord, ...]:
    """What they wrote and neither they nor the desk took away, in the order in which they wrote it."""
    said: list[Note | Comment] = [night.notes[no] for no in person.notes]
    said += [night.comments[no] for no in person.comments]
    kept = sorted((one for one in said if can_be_read(night, one)), key=lambda one: one.at)
    return tuple(own_word(night, one) for one in kept)


def own_promises(night: Night, no: int) -> tuple[OwnPromise, ...]:
    told = (
        (what, groups.pitch(night, what.group))
        for about, what in promises.of_person(night, no)
        if not about.startswith("meeting:")
    )
    return tuple(
        OwnPromise(text=what.text, title=pitch.title, anchor=what.anchor if recorded(night, pitch) else "")
        for what, pitch in told
    )


def own_meetings(night: Night, no: int) -> tuple[OwnMeeting, ...]:
    """Those that they are in on, in the order of their days; also if one is called off."""
    theirs = [one for one in night.meetings.values() if f"meeting:{one.no}" in night.people[no].promises]
    return tuple(
        OwnMeeting(
            no=one.no,
            day=one.day,
            time=one.time,
            place=one.place,
            text=one.text,
            title=groups.pitch(night, one.group).title,
            cancelled=one.cancelled,
        )
        for one in sorted(theirs, key=lambda one: (one.day, one.time, one.no))
        if meetings.seen(night, one)
    )


def of(night: Night, no: int) -> Evening:
    """The evening of the person with this number."""
    person = night.people[no]
    return Evening(
        name=own(person),
        byline=bylines.shown(night, person),
        pitched=tuple(own_pitch(night, night.pitches[one]) for one in person.pitches),
        joined=sittings(night, no, list(groups.of_person(night, no).values())),
        promised=own_promises(night, no),
        meetings=own_meetings(night, no),
        written=own_words(night, person),
    )

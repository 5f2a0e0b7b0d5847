"""One person's evening: what they pitched and what became of it, where they sat, and what they wrote.

Of others it says what the record says and no more; only those whom they can thank, and who made no choice,
stand there by their names in the room, as on the page of thanks. Of their own it also says what the record
leaves out, such as a pitch that they withdrew, or that the desk took off the wall.
"""

import msgspec

from opennight.night import (
    bylines,
    groups,
    inquiries,
    introductions,
    offers,
    people,
    pitches,
    promises,
    rounds,
    thanks,
    votes,
)
from opennight.night.kept.pitches import Pitch, Status
from opennight.night.names import own
from opennight.night.placing import running
from opennight.night.state import Night
from opennight.record import keeping, own_calendar
from opennight.record.groups import GroupOutcome, group_outcome, said_something
from opennight.record.keeping import Kept
from opennight.record.own import Met, OwnOffer, looked_in, met, others_unnamed, own_offers, were_in
from opennight.record.own_words import OwnWord, own_words
from opennight.record.people import PARTICIPANT, name, names
from opennight.record.pitches import recorded


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """A group in the record as this person sat in it, in the round with this `number`. `others`: the names of
    those who sat there with them. `met`: its round was held. `helpers`: whom they can thank, as (number,
    name)."""

    number: int
    group: GroupOutcome
    others: tuple[str, ...]
    met: bool
    helpers: tuple[tuple[int, str], ...] = ()


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


class OwnPromise(msgspec.Struct, frozen=True, kw_only=True):
    """Something that they are in on, of a group on the topic with this `title` (empty: the whole room's);
    `anchor` as above. `kept`: how it stands, if that can be said of it."""

    text: str
    title: str
    anchor: str
    kept: Kept | None = None


class OwnPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A group on the topic with this `title`; `anchor` as above."""

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


class OwnThanks(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, as they are in the record (empty for “a participant”), thanks this person: for what they
    did in the group on the topic with this `title`, in these `words`; either may be empty."""

    by: str
    title: str
    words: str


class Evening(msgspec.Struct, frozen=True, kw_only=True):
    """Each in the order of the evening. `name` is theirs, `byline` what everybody else reads; empty for “a
    participant”. `met`: whom they met; `unnamed`: and also somebody who is in the record without a name.
    `looked_in`: the groups that they left. `offered`: how many offers, asks and introductions they have;
    `waiting`: how many wait for their answer."""

    name: str
    byline: str
    pitched: tuple[OwnPitch, ...]
    joined: tuple[Sitting, ...]
    written: tuple[OwnWord, ...]
    met: tuple[Met, ...] = ()
    unnamed: bool = False
    looked_in: tuple[OwnPlace, ...] = ()
    offers: tuple[OwnOffer, ...] = ()
    promised: tuple[OwnPromise, ...] = ()
    meetings: tuple[OwnMeeting, ...] = ()
    thanked: tuple[OwnThanks, ...] = ()
    offered: int = 0
    waiting: int = 0


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
        helpers=helpers(night, no, group),
    )


def took_place(night: Night, group: int) -> bool:
    """Whether this group in the line-up met, as far as one can tell: its round began, or none did, or it
    wrote something."""
    round = rounds.of_slot(night, night.lineup[group].slot)
    began = any(one.started for one in night.rounds)
    if not began or (round and round.started):
        return True
    return said_something(group_outcome(night, night.lineup[group].pitch, [night.groups[group]]))


def helpers(night: Night, no: int, group: int) -> tuple[tuple[int, str], ...]:
    """Who sat in the group with this person. Whoever chose how to be called is called so; the others have
    their names in the room, as initials do not tell all apart."""
    those = [mate for mate, there in thanks.mates(night, no) if there == group]
    chosen = {mate: called if night.people[mate].byline else people.name for mate in those}
    return tuple((mate, known) for mate, by in chosen.items() if (known := by(night, mate)))


def called(night: Night, no: int) -> str:
    """What the record calls them; empty for “a participant”."""
    known = name(night, no)
    return "" if known == PARTICIPANT else known


def own_thanks(night: Night, no: int) -> tuple[OwnThanks, ...]:
    return tuple(
        OwnThanks(by=called(night, one.person), title=thanks.topic(night, one), words=one.words)
        for one in thanks.to(night, no)
    )


def sittings(night: Night, no: int, those: list[int]) -> tuple[Sitting, ...]:
    """These groups in the order of the line-up."""
    return tuple(sorted((sitting(night, no, group) for group in those), key=lambda one: one.number))


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


def own_place(night: Night, group: int) -> OwnPlace:
    pitch = groups.pitch(night, group)
    return OwnPlace(title=pitch.title, anchor=f"group-{group}" if recorded(night, pitch) else "")


def own_promise(night: Night, about: str, what: promises.Subject) -> OwnPromise:
    """Something of a group's, or of the whole room's."""
    if not what.group:
        return OwnPromise(text=what.text, title="", anchor=what.anchor)
    pitch = groups.pitch(night, what.group)
    return OwnPromise(
        text=what.text,
        title=pitch.title,
        anchor=what.anchor if recorded(night, pitch) else "",
        kept=keeping.of(night, about),
    )


def own_promises(night: Night, no: int) -> tuple[OwnPromise, ...]:
    theirs = promises.of_person(night, no)
    return tuple(
        own_promise(night, about, what) for about, what in theirs if not about.startswith("meeting:")
    )


def own_meetings(night: Night, no: int) -> tuple[OwnMeeting, ...]:
    """Those that they are in on, in the order of their days; also if one is called off."""
    theirs = own_calendar.own_meetings(night, no)
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
    )


def of(night: Night, no: int) -> Evening:
    """The evening of the person with this number."""
    person = night.people[no]
    theirs = [group for group in were_in(night, no).values() if took_place(night, group)]
    return Evening(
        name=own(person),
        byline=bylines.shown(night, person),
        pitched=tuple(own_pitch(night, night.pitches[one]) for one in person.pitches),
        joined=sittings(night, no, theirs),
        met=met(night, no, theirs),
        unnamed=others_unnamed(night, no, theirs),
        looked_in=tuple(own_place(night, group) for group in looked_in(night, no)),
        offers=own_offers(night, no),
        promised=own_promises(night, no),
        meetings=own_meetings(night, no),
        written=own_words(night, person),
        thanked=own_thanks(night, no),
        offered=sum(not one.closed for one in offers.of_person(night, no))
        + len(list(introductions.of_person(night, no))),
        waiting=introductions.to_settle(night, no) + len(inquiries.to_answer(night, no)),
    )

"""The answers: the parts of the record (record/outcome.py), and what else is public of a night, as JSON."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from opennight import __version__
from opennight.night import announcement, lineup
from opennight.night import ballots as balloting
from opennight.night.kept.parts import Phase
from opennight.night.kept.promises import State
from opennight.night.state import Night
from opennight.record.groups import GroupOutcome, NoteOutcome, times_of
from opennight.record.keeping import KeptOutcome
from opennight.record.licences import licence_of
from opennight.record.offers import HoursOutcome, OfferOutcome
from opennight.record.outcome import Outcome
from opennight.record.pitches import PitchOutcome


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer: `kind` is a word for programs, `text` a sentence for people."""

    kind: str
    text: str


class LicenceAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Under what its words may be used: `url` is where that is written, empty if all rights are reserved."""

    key: str
    name: str
    url: str


class NightAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody may know of a night. `date` is YYYY-MM-DD, `zone` an IANA name, `starts` and `ends` are
    in that zone ("2026-11-27T19:00"), empty if nobody has said. `summary`, `price`, `booking` (an address)
    and `background` are its host's words to outsiders. `published`: its record is open to everybody.
    `answers`: what else can be read of it, by name, under its address."""

    code: str
    title: str
    place: str
    date: str
    zone: str
    starts: str
    ends: str
    intro: str
    summary: str
    price: str
    booking: str
    background: str
    licence: LicenceAnswer
    phase: Phase
    rehearsal: bool
    published: bool
    opennight: str
    answers: tuple[str, ...]


class RoomAnswer(msgspec.Struct, frozen=True, kw_only=True):
    no: int
    name: str
    seats: int
    features: tuple[str, ...]


class MeetsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A group in a round: where it meets (a room's number), and about which pitch."""

    group: int
    pitch: int
    title: str
    room: int


class RoundAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`start` and `end` are "HH:MM" in the night's zone: as they really were, as planned until then."""

    no: int
    planned_start: str
    planned_end: str
    start: str
    end: str
    groups: tuple[MeetsAnswer, ...]


class ScheduleAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The line-up as it is now."""

    date: str
    zone: str
    rooms: tuple[RoomAnswer, ...]
    rounds: tuple[RoundAnswer, ...]


class PitchesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Most wanted first."""

    pitches: tuple[PitchOutcome, ...]


class GroupsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the line-up, with all that they left behind."""

    groups: tuple[GroupOutcome, ...]


class NoteAnswer(NoteOutcome, frozen=True, kw_only=True):
    """An entry of a group, which is its `group` by number."""

    group: int


class NotesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Notes, questions, quotes, concerns, links and actions of all groups."""

    notes: tuple[NoteAnswer, ...]


class PromiseAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An action: what is to be done, by when (in their own words), and who said that they are in. `note` is
    its number among the notes. `state`: open, done or let go, since `state_at` (ISO 8601; empty as long as
    nobody has said); `moved_to` (YYYY-MM-DD): by when it is due now, if somebody moved that. What two groups
    do together has no `note` (0), but the number of their link (`joint`) and of the `other` group."""

    note: int
    group: int
    text: str
    who: str
    due: str
    owners: tuple[str, ...]
    state: State | Literal[""]
    moved_to: str
    state_at: str
    joint: int = 0
    other: int = 0


class PromisesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """All actions; `kept` says how many of those that somebody promised were, once somebody has said so."""

    promises: tuple[PromiseAnswer, ...]
    kept: KeptOutcome | None = None


class OffersAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Offers and asks that stand today, and hours that people promised each other."""

    offers: tuple[OfferOutcome, ...]
    hours: HoursOutcome | None


class PeopleAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who was there, as they chose to be named: by name, by initials, or as a participant."""

    people: tuple[str, ...]


class BallotsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """For each person who voted, the pitches (by number) with a dot of theirs. The order of ballots follows
    from themselves: it tells neither who nor when. `rare`: how many dots are left out, on pitches that fewer
    than `rare_below` people gave one. Never of fewer than `least` people."""

    least: int
    rare_below: int
    rare: int
    ballots: tuple[tuple[int, ...], ...]


def schedule(night: Night) -> ScheduleAnswer:
    setup = night.setup
    rooms = tuple(
        RoomAnswer(no=room.id, name=room.name, seats=room.seats, features=room.features)
        for room in setup.rooms
    )
    rounds = []
    for slot in setup.slots:
        start, end = times_of(night, slot)
        meets = tuple(
            MeetsAnswer(group=p.group, pitch=p.pitch, title=night.pitches[p.pitch].title, room=p.room)
            for p in lineup.in_slot(night, slot.id)
        )
        rounds.append(
            RoundAnswer(
                no=slot.id, planned_start=slot.start, planned_end=slot.end, start=start, end=end, groups=meets
            )
        )
    return ScheduleAnswer(date=setup.date, zone=setup.zone, rooms=rooms, rounds=tuple(rounds))


def night_answer(night: Night, names: tuple[str, ...]) -> NightAnswer:
    setup, its, licence = night.setup, night.announcement, licence_of(night)
    return NightAnswer(
        code=night.code,
        title=setup.title,
        place=setup.place,
        date=setup.date,
        zone=setup.zone,
        starts=announcement.starts(night),
        ends=announcement.ends(night),
        intro=setup.intro,
        summary=its.summary,
        price=its.price,
        booking=its.booking,
        background=its.background,
        licence=LicenceAnswer(key=licence.key, name=licence.name, url=licence.url),
        phase=night.phase,
        rehearsal=night.rehearsal,
        published=night.published,
        opennight=__version__,
        answers=names,
    )


def notes(found: Outcome) -> NotesAnswer:
    those = (
        NoteAnswer(**msgspec.structs.asdict(note), group=group.no)
        for group in found.groups
        for note in (*group.notes, *group.actions)
    )
    return NotesAnswer(notes=tuple(those))


def promises(found: Outcome) -> PromisesAnswer:
    those = (
        PromiseAnswer(
            note=one.no,
            group=group.no,
            text=one.text,
            who=one.who,
            due=one.due,
            owners=one.owners,
            state=one.state,
            moved_to=one.moved_to,
            state_at=one.state_at,
        )
        for group in found.groups
        for one in group.actions
    )
    return PromisesAnswer(promises=(*those, *together(found)), kept=found.kept)


def together(found: Outcome) -> Iterator[PromiseAnswer]:
    """What two groups do together."""
    for group in found.groups:
        for link in group.joint_actions:
            yield PromiseAnswer(
                note=0,
                group=group.no,
                text=link.action,
                who="",
                due="",
                owners=link.owners,
                state=link.state,
                moved_to=link.moved_to,
                state_at=link.state_at,
                joint=link.no,
                other=link.group,
            )


def ballots(night: Night) -> BallotsAnswer:
    """Those that the host has published."""
    rare = night.ballots.rare if night.ballots else 0
    those = balloting.published(night)
    return BallotsAnswer(least=balloting.LEAST, rare_below=balloting.RARE, rare=rare, ballots=those)

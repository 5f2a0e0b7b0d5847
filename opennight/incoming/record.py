"""A night made of the public record of another one (record.json), as far as that goes.

A record says what came of a night, for everybody. It does not say who is behind a name, and people decide
from day to day how they are named in it: so no name of a person is taken over, nor what only a person can do.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from opennight.night.fold import decide, evolve
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.lineup import PlacePitch
from opennight.night.meetings import FixMeeting
from opennight.night.merging import MergePitch
from opennight.night.messages import Actor, Command, Recorded, Refused
from opennight.night.nights import RenewDeskKey, StartNight
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.sources import NameSource
from opennight.night.state import Night
from opennight.night.times import minutes, time_of
from opennight.record.groups import GroupOutcome, NoteOutcome
from opennight.record.outcome import SCHEMA, Outcome

MOST = 20_000_000
"""Bytes of a file."""
SEATS = 12
IMPORT = Actor("import")
NEVER = (
    "Who was there, and who said what: people decide themselves how they are named in a record, and go on "
    "deciding it where it is.",
    "Votes, hearts and stars: a record has how many there were, not whose.",
)
"""What no record holds, or nobody may take over."""
BESIDES: dict[str, Callable[[Outcome], object]] = {
    "what people promised": lambda o: [one for g in o.groups for one in g.actions if one.owners],
    "comments and answers": lambda o: [
        one for g in o.groups for one in (*g.comments, *(note for note in g.notes if note.replies))
    ],
    "clips: they are files of their own": lambda o: (
        [o.clips, *[g.clips for g in o.groups if g.clips]][1:] or o.clips
    ),
    "connections between groups": lambda o: [one for g in o.groups for one in g.links],
    "stories made of cards": lambda o: [g.story for g in o.groups if g.story] or o.deck,
    "offers and asks": lambda o: o.offers or o.hours,
    "the assembly's asks and answers": lambda o: o.assembly,
    "questions to the room and propositions": lambda o: o.questions or o.propositions,
    "feedback": lambda o: o.feedback,
    "thanks": lambda o: o.thanks or o.totals.thanks,
    "what the room chose to carry together": lambda o: o.chosen,
    "slips": lambda o: o.slips,
}
"""What a record may hold beside that, and this does not take over."""


class Unread(Exception):
    """The file is no record; the text is a sentence that says why."""


class Copy:
    """A night that is made of a record. `left_out` are sentences, `log` its rows, and `seed` is another one
    each time, so that ids of commands are."""

    def __init__(self, code: str, at: int, seed: str) -> None:
        self.night, self.at, self.seed = Night(code), at, seed
        self.log: list[Recorded] = []
        self.left_out: list[str] = []
        self.numbers: dict[int, int] = {}
        self.commands = 0

    def do(self, kind: type[Command], what: str, /, **fields: Any) -> bool:
        """Carry this out; if it is refused, say what is left out, and why."""
        self.commands += 1
        id = f"record-{self.seed}-{self.commands}"
        try:
            events = decide(self.night, kind(id=id, at=self.at, actor=IMPORT, **fields))
        except Refused as refused:
            self.left_out.append(f"{what}: {refused}")
            return False
        for event in events:
            self.log.append(Recorded(self.night.version + 1, id, self.at, IMPORT, event))
            evolve(self.night, self.log[-1])
        return True


def read(content: bytes) -> Outcome:
    """The record in this file. Raises `Unread`."""
    if len(content) > MOST:
        raise Unread("This file is too large for a record.")
    try:
        schema = str(msgspec.json.decode(content, type=dict[str, object]).get("schema", ""))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unread("This file is damaged, or neither an archive nor a record of opennight.") from None
    if not schema.startswith("opennight-record/"):
        raise Unread("This file is neither an archive nor a record of opennight.")
    if schema != SCHEMA:
        raise Unread(f"This record was made by another opennight ({schema[:40]}); this one reads {SCHEMA}.")
    try:
        return msgspec.json.decode(content, type=Outcome)
    except msgspec.DecodeError as error:
        raise Unread(f"This record is damaged: {error}.") from None


def made(found: Outcome, code: str, at: int, seed: str) -> Copy:
    """The night, at the moment before its host closes it. Raises `Unread` if it cannot begin. Its desk link
    follows from the seed: whoever had the one of a copy that was deleted does not have this one."""
    copy = Copy(code, at, seed)
    if not copy.do(StartNight, "The night", setup=setup(found), rehearsal=found.rehearsal):
        raise Unread(f"This record makes no night. {copy.left_out[0]}")
    copy.do(RenewDeskKey, "The desk link")
    for source in (*found.sources, f"The public record of {found.code[:20]}"):
        copy.do(NameSource, "A source", text=source)
    for pitch in found.pitches:
        pitched(copy, pitch.no, pitch.title, pitch.more, pitch.hosted)
        for part in pitch.parts:
            if pitched(copy, part.no, part.title, part.more, True) and pitch.no in copy.numbers:
                its = copy.numbers
                copy.do(MergePitch, f"“{part.title[:40]}”", pitch=its[part.no], into=its[pitch.no])
    groups = placed(copy, found)
    copy.do(MovePhase, "The talk", to="talk")
    for group in found.groups:
        if group.no in groups:
            said(copy, group, groups[group.no])
        elif group.headline or group.notes or group.actions:
            copy.left_out.append(f"What the group “{group.title[:40]}” wrote: it is not in the line-up.")
    copy.do(MovePhase, "Sharing", to="share")
    copy.left_out += [*NEVER, *besides(found)]
    return copy


def besides(found: Outcome) -> Iterator[str]:
    for what, has in BESIDES.items():
        if has(found):
            yield f"{what[0].upper()}{what[1:]}."


def setup(found: Outcome) -> Setup:
    """Rooms and rounds as they were used; a room's seats are not in a record."""
    names = dict.fromkeys(room for slot in found.lineup for room, _pitch in slot.pitches)
    rooms = tuple(Room(no, name, SEATS) for no, name in enumerate(names, 1)) or (Room(1, "Room 1", SEATS),)
    slots = tuple(Slot(no, one.start, ended(one.start, one.end)) for no, one in enumerate(found.lineup, 1))
    return Setup(
        title=found.title,
        place=found.place,
        date=found.date,
        zone=found.zone,
        intro=found.intro,
        rules=found.rules,
        rooms=rooms,
        slots=slots or (Slot(1, "19:30", "20:15"),),
        seating="free",
    )


def ended(start: str, end: str) -> str:
    """When a round was over that a host went on from within the minute in which it began: a minute later."""
    with contextlib.suppress(Refused):  # a time that is none is refused with the setup
        return end if start != end else time_of(minutes(start) + 1)
    return end


def pitched(copy: Copy, no: int, title: str, more: str, hosted: bool) -> bool:
    fields = {"person": 0, "title": title, "more": more, "hosted": hosted}
    if done := copy.do(MakePitch, f"“{title[:40]}”", **fields):
        copy.numbers[no] = len(copy.night.pitches)
    return done


def placed(copy: Copy, found: Outcome) -> dict[int, int]:
    """Put the groups where they met. Returns their numbers here, by those in the record."""
    rooms = {room.name: room.id for room in copy.night.setup.rooms}
    groups = {}
    for slot, its in enumerate(found.lineup, 1):
        for (room, pitch), group in zip(its.pitches, its.groups, strict=False):
            if pitch not in copy.numbers or room not in rooms:
                continue
            where = {"pitch": copy.numbers[pitch], "slot": slot, "room": rooms[room]}
            if copy.do(PlacePitch, f"A group in {room[:40]}", **where):
                there = copy.night.lineup.values()
                now = (p.group for p in there if (p.slot, p.room) == (slot, rooms[room]))
                groups[group] = next(now, 0)
    return groups


def said(copy: Copy, group: GroupOutcome, no: int) -> None:
    """What the group wrote, by the desk here."""
    if group.headline:
        copy.do(WriteHeadline, "A headline", group=no, text=group.headline)
    for note in (*group.notes, *group.actions):
        written(copy, note, no)
    for one in group.meetings:
        if not one.cancelled:
            when = {"day": one.day, "time": one.time, "place": one.place, "text": one.text}
            copy.do(FixMeeting, "A next meeting", group=no, person=0, **when)


def written(copy: Copy, note: NoteOutcome, group: int, about: int = 0) -> None:
    words = {"text": note.text, "who": note.who, "due": note.due, "url": note.url, "about": about}
    if copy.do(WriteNote, f"“{note.text[:40]}”", group=group, person=0, kind=note.kind, **words):
        no = len(copy.night.notes)
        for one in note.answers:
            written(copy, one, group, no)

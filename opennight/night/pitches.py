"""Pitches: topics that people propose and edit. Duplicates can be merged: see merging.py."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TypedDict

from opennight.night import people, slow
from opennight.night.kept.people import Person
from opennight.night.kept.pitches import Pitch, Status
from opennight.night.messages import DESK, Command, Event, Refused, Undo, _, clean, fields_of, of_pitch
from opennight.night.placing import running, unplace
from opennight.night.quotas import places, reached
from opennight.night.state import Night
from opennight.night.tidy import tidy_features, tidy_times

TITLE = 80
MORE = 600
MOST_EVER = 30
MOST = 2000
NUMBER = re.compile(r"\d+")
OPEN_IN = ("pitch", "vote")
STANDING = ("waiting", "open")


class MakePitch(Command, frozen=True):
    """`person` pitches; 0 is the desk itself."""

    person: int
    title: str
    more: str = ""
    hosted: bool = True
    needs: tuple[str, ...] = ()
    times: tuple[int, ...] = ()


class EditPitch(Command, frozen=True):
    pitch: int
    title: str
    more: str = ""
    hosted: bool = True
    needs: tuple[str, ...] = ()
    times: tuple[int, ...] = ()


class PitchMade(Event, frozen=True):
    KIND = "pitch-made"
    PERSONAL = ("title", "more")

    no: int
    person: int
    hosted: bool
    waiting: bool
    title: str = ""
    more: str = ""
    needs: tuple[str, ...] = ()
    times: tuple[int, ...] = ()


class PitchEdited(Event, frozen=True):
    """`waiting`: it leaves the wall until the desk has approved what it says now."""

    KIND = "pitch-edited"
    PERSONAL = ("title", "more")

    pitch: int
    hosted: bool
    title: str = ""
    more: str = ""
    waiting: bool = False
    needs: tuple[str, ...] = ()
    times: tuple[int, ...] = ()


def root(night: Night, no: int) -> int:
    """The pitch that this one was merged into, at the end of the chain; itself if it was not."""
    while (into := night.pitches[no].merged) is not None:
        no = into
    return no


def parts(night: Night, no: int) -> list[Pitch]:
    """The pitch itself and all that were merged into it, directly or through others."""
    pitch = night.pitches[no]
    if not pitch.parts:  # as nearly always
        return [pitch]
    return [pitch, *(below for part in pitch.parts for below in parts(night, part))]


def pitchers(night: Night, no: int) -> list[int]:
    """All who pitched it; of a part that was hidden by itself nobody is."""
    named = (part for part in parts(night, no) if part.no == no or part.status != "hidden")
    persons = dict.fromkeys(part.person for part in named)
    return [person for person in persons if person in night.people]


def is_open(pitch: Pitch) -> bool:
    return pitch.status == "open" and pitch.merged is None


def visible(night: Night) -> Iterator[Pitch]:
    """The pitches that the room sees, in the order in which they came."""
    return (pitch for pitch in night.pitches.values() if is_open(pitch))


def by_title(night: Night) -> list[Pitch]:
    """The same, as one looks for a title in a list: accents, capitals and what stands before the first letter
    do not matter, and 8 comes before 13."""
    return sorted(visible(night), key=lambda pitch: (look_up(pitch.title), pitch.no))


def look_up(title: str) -> str:
    """Where in a list of titles this one stands."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign))
    first = next((place for place, sign in enumerate(plain) if sign.isalnum()), 0)
    return NUMBER.sub(lambda number: number[0].zfill(TITLE), plain[first:].casefold())


def waiting(night: Night) -> list[Pitch]:
    return [pitch for pitch in night.pitches.values() if pitch.status == "waiting"]


def gone(night: Night) -> list[Pitch]:
    """Withdrawn, hidden and merged ones: out of the room's sight, not lost."""
    return [p for p in night.pitches.values() if p.status in ("withdrawn", "hidden") or p.merged is not None]


def find(night: Night, no: int) -> Pitch:
    pitch = night.pitches.get(no)
    if pitch is None:
        raise Refused(_("This night has no such pitch."), "missing")
    return pitch


def find_open(night: Night, no: int) -> Pitch:
    """A pitch that the room can act on; for a merged one, the pitch it became part of. Raises `Refused`."""
    pitch = find(night, root(night, no) if no in night.pitches else no)
    if pitch.status == "withdrawn":
        raise Refused(_("“%(title)s” was withdrawn a moment ago."), "late", title=pitch.title)
    if not pitch.seen:  # its title is nobody's business yet
        raise Refused(_("This pitch is not on the wall yet."), "late")
    if pitch.status != "open":
        raise Refused(_("“%(title)s” is not on the wall just now."), "late", title=pitch.title)
    return pitch


def require_pitcher(night: Night, command: Command, pitch: Pitch) -> None:
    """Raise `Refused` for anybody but its pitcher and the desk."""
    if command.at_desk:
        return
    people.require(night, command.by)
    if command.by != pitch.person:
        raise Refused(_("Only the person who pitched this can change it."), "forbidden")


def walking(night: Night) -> bool:
    """Whether people choose and walk: there a new topic opens a table of its own, at any time."""
    return night.setup.seating in ("free", "open")


def require_pitching(night: Night, command: Command) -> None:
    """Raise `Refused` where nobody pitches now. The desk may, until the night is closed."""
    if command.at_desk and night.phase != "closed":
        return
    if night.phase not in OPEN_IN and not (night.phase in ("groups", "talk") and walking(night)):
        raise Refused(
            _("Pitching opens soon. Hold on to your idea until then.")
            if night.phase == "welcome"
            else _("Pitching is over for tonight. Tell the host if it cannot wait."),
            "late",
        )


def must_wait(night: Night, command: Command) -> bool:
    """Whether the desk has to approve it before the room sees it."""
    return night.setup.approve and not command.at_desk


def refuse_more(night: Night, command: MakePitch, person: Person) -> None:
    """Raise `Refused` if the person has enough pitches; the desk may enter more in their name."""
    if command.at_desk:
        return
    slow.refuse_haste(night, command, max((night.pitches[no].at for no in person.pitches), default=None))
    if len(person.pitches) >= MOST_EVER:
        raise Refused(
            _("One person can pitch at most %(most)s times in a night. Give others a turn."),
            "quota",
            most=MOST_EVER,
        )
    # A hidden one still counts: if hiding it made room for another, a troll could pitch on and on.
    if reached(sum(night.pitches[no].status != "withdrawn" for no in person.pitches), night.each.pitches):
        raise Refused(
            _("You have reached the limit of pitches for one person (%(most)s). Withdraw one first."),
            "quota",
            most=night.each.pitches,
        )


class Said(TypedDict):
    """What a pitch says of its topic."""

    title: str
    more: str
    hosted: bool
    needs: tuple[str, ...]
    times: tuple[int, ...]


def tidied(night: Night, command: MakePitch | EditPitch) -> Said:
    """What it is to say. Raises `Refused`."""
    return {
        "title": clean(command.title, TITLE, "title"),
        "more": clean(command.more, MORE, "more", least=0, lines=True),
        "hosted": command.hosted,
        "needs": tidy_features(command.needs, "needs"),
        "times": tidy_times(night, command.times),
    }


def said_by(one: Pitch | PitchMade | PitchEdited) -> Said:
    return fields_of(one, Said)


def make(night: Night, command: MakePitch) -> list[Event]:
    require_pitching(night, command)
    said = tidied(night, command)
    if command.person != DESK or not command.at_desk:
        refuse_more(night, command, people.require_self(night, command, command.person))
    if night.standing >= places(MOST, desk=command.at_desk):
        raise Refused(_("This night has as many pitches as it can hold."), "quota")
    no, waits = len(night.pitches) + 1, must_wait(night, command)
    return [PitchMade(no=no, person=command.person, waiting=waits, **said)]


def edit(night: Night, command: EditPitch) -> list[Event]:
    pitch = find(night, command.pitch)
    require_pitcher(night, command, pitch)
    require_pitching(night, command)
    said = tidied(night, command)
    if said == said_by(pitch):
        return []
    waits = pitch.status == "open" and must_wait(night, command)
    return [PitchEdited(pitch=pitch.no, waiting=waits, **said)]


def step_down(night: Night, no: int) -> None:
    """Take a pitch that is out of sight out of the queue, the front and the line-up."""
    if no in night.queue:
        night.queue.remove(no)
    if night.speaker and night.speaker.pitch == no:
        night.speaker = None
    for group in running(night, no):
        unplace(night, group)


def line_up_to_speak(night: Night, pitch: Pitch) -> None:
    """Put a hosted pitch into the queue, so that its pitcher comes to the front; only before the vote."""
    early = night.phase in ("welcome", "pitch")
    if early and pitch.hosted and is_open(pitch) and pitch.no not in night.queue:
        night.queue.append(pitch.no)


def turn(night: Night, pitch: Pitch, status: Status) -> None:
    """Give the pitch another status; a withdrawn or hidden one does not count for the night's quota."""
    night.standing += (status in STANDING) - (pitch.status in STANDING)
    pitch.status = status


def made(night: Night, event: PitchMade) -> None:
    pitch = Pitch(no=event.no, person=event.person, at=night.at, **said_by(event))
    night.standing += 1
    pitch.status = "waiting" if event.waiting else "open"
    pitch.seen = not event.waiting
    night.pitches[event.no] = pitch
    if person := night.people.get(event.person):
        person.pitches.append(event.no)
    night.voters[event.no] = {}
    line_up_to_speak(night, pitch)


def edited(night: Night, event: PitchEdited) -> None:
    pitch = night.pitches[event.pitch]
    for name, value in said_by(event).items():
        setattr(pitch, name, value)
    if event.waiting:
        turn(night, pitch, "waiting")
        pitch.seen = False
        step_down(night, pitch.no)


def edited_back(night: Night, event: PitchEdited) -> list[Event]:
    """What the pitch said before."""
    return [PitchEdited(pitch=event.pitch, **said_by(night.pitches[event.pitch]))]


DECIDE = {MakePitch: make, EditPitch: edit}
EVOLVE = {PitchMade: made, PitchEdited: edited}
UNDO: dict[type[Event], Undo] = {PitchEdited: (of_pitch(_("editing %(pitch)s")), edited_back)}

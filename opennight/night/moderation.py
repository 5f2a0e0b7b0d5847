"""The wall: which pitches the room sees. Who is shown the door, and comes back in: see removal.py."""

from opennight.night import lineup, why
from opennight.night.kept.pitches import Status
from opennight.night.lineup import places_back
from opennight.night.merging import PitchUnmerged
from opennight.night.messages import Command, Event, Label, Undo, _, of_pitch
from opennight.night.people import leave_groups, put
from opennight.night.pitches import (
    find,
    is_open,
    line_up_to_speak,
    require_pitcher,
    require_pitching,
    step_down,
    turn,
)
from opennight.night.state import Night


class ApprovePitch(Command, frozen=True):
    pitch: int


class HidePitch(Command, frozen=True):
    pitch: int
    why: str = ""


class ShowPitch(Command, frozen=True):
    """Bring a hidden or withdrawn pitch back."""

    pitch: int


class WithdrawPitch(Command, frozen=True):
    pitch: int


class RemovePerson(Command, frozen=True):
    """The host shows somebody the door; `wrote`: and takes off what they wrote."""

    person: int
    why: str = ""
    wrote: bool = False


class LetBackIn(Command, frozen=True):
    person: int


class PitchApproved(Event, frozen=True):
    KIND = "pitch-approved"

    pitch: int


class PitchHidden(Event, frozen=True):
    KIND = "pitch-hidden"
    PERSONAL = ("why",)

    pitch: int
    why: str = ""


class PitchShown(Event, frozen=True):
    """On the wall again. Only an undo gives another `status` or `seen`: it puts back what was."""

    KIND = "pitch-shown"

    pitch: int
    status: Status = "open"
    seen: bool = True


class PitchWithdrawn(Event, frozen=True):
    KIND = "pitch-withdrawn"

    pitch: int


class PersonRemoved(Event, frozen=True):
    """As it was before PeopleRemoved: their dots and hearts stayed."""

    KIND = "person-removed"
    PERSONAL = ("why",)

    person: int
    why: str = ""


class PersonLetBackIn(Event, frozen=True):
    KIND = "person-let-back-in"

    person: int


def approve(night: Night, command: ApprovePitch) -> list[Event]:
    pitch = find(night, command.pitch)
    return [PitchApproved(pitch=pitch.no)] if pitch.status == "waiting" else []


def hide(night: Night, command: HidePitch) -> list[Event]:
    pitch = find(night, command.pitch)
    return [] if pitch.status == "hidden" else [PitchHidden(pitch=pitch.no, why=why.tidied(command.why))]


def show(night: Night, command: ShowPitch) -> list[Event]:
    pitch = find(night, command.pitch)
    if pitch.status not in ("hidden", "withdrawn"):
        return []
    return [PitchShown(pitch=pitch.no)]


def withdraw(night: Night, command: WithdrawPitch) -> list[Event]:
    pitch = find(night, command.pitch)
    require_pitcher(night, command, pitch)
    require_pitching(night, command)
    # What the desk hid stays hidden: as withdrawn it would be in the record.
    if pitch.status in ("withdrawn", "hidden"):
        return []
    # A pitcher withdraws only their own pitch: those of others that were merged into it stand alone again.
    others = [] if command.at_desk else pitch.parts
    return [
        *(PitchUnmerged(pitch=part) for part in others),
        PitchWithdrawn(pitch=pitch.no),
    ]


def approved(night: Night, event: PitchApproved) -> None:
    pitch = night.pitches[event.pitch]
    turn(night, pitch, "open")
    pitch.seen = True
    line_up_to_speak(night, pitch)


def hidden(night: Night, event: PitchHidden) -> None:
    turn(night, night.pitches[event.pitch], "hidden")
    step_down(night, event.pitch)


def shown(night: Night, event: PitchShown) -> None:
    pitch = night.pitches[event.pitch]
    turn(night, pitch, event.status)
    pitch.seen = event.seen
    if not is_open(pitch):
        step_down(night, pitch.no)


def withdrawn(night: Night, event: PitchWithdrawn) -> None:
    turn(night, night.pitches[event.pitch], "withdrawn")
    step_down(night, event.pitch)


def removed(night: Night, event: PersonRemoved) -> None:
    put(night, event.person, outside=True)
    leave_groups(night, event.person)


Seen = PitchApproved | PitchHidden | PitchShown | PitchWithdrawn


def sight_back(night: Night, event: Seen) -> list[Event]:
    """What the pitch was (waiting, on the wall, withdrawn or hidden) and the places it had."""
    pitch = night.pitches[event.pitch]
    back = PitchShown(pitch=pitch.no, status=pitch.status, seen=pitch.seen)
    return [back, *places_back(night, pitch.no)]


def removed_back(night: Night, event: PersonRemoved) -> list[Event]:
    """The person is in the night again, and in their groups."""
    no = event.person
    members = {group: {no: there[no]} for group, there in lineup.seated(night).items() if no in there}
    return [
        PersonLetBackIn(person=no),
        lineup.LineupSet(placements=tuple(night.lineup.values()), members=members),
    ]


DECIDE = {
    ApprovePitch: approve,
    HidePitch: hide,
    ShowPitch: show,
    WithdrawPitch: withdraw,
}
EVOLVE = {
    PitchApproved: approved,
    PitchHidden: hidden,
    PitchShown: shown,
    PitchWithdrawn: withdrawn,
    PersonRemoved: removed,
}
UNDO: dict[type[Event], Undo] = {
    PitchApproved: (of_pitch(_("letting in %(pitch)s")), sight_back),
    PitchHidden: (of_pitch(_("hiding %(pitch)s")), sight_back),
    PitchShown: (of_pitch(_("bringing back %(pitch)s")), sight_back),
    PitchWithdrawn: (of_pitch(_("withdrawing %(pitch)s")), sight_back),
    PersonRemoved: (
        lambda n, e: Label(_("removing %(person)s"), about={"person": e.person}),
        removed_back,
    ),
}

"""What takes back a step of the desk, as in version 1. This table never changes again.

For each kind of event that the desk could undo, it gives the events that take it back, from the state before.
These are today's events, and so the table depends on today's state; tests/store/first.db has nights of that
version in which each kind was undone.
"""

from collections.abc import Callable
from typing import Any

from opennight.night.board import Announced, SceneSet
from opennight.night.headlines import HeadlineWritten
from opennight.night.lineup import LineupSet
from opennight.night.merging import PitchMerged, PitchUnmerged
from opennight.night.messages import Event
from opennight.night.moderation import (
    PersonLetBackIn,
    PersonRemoved,
    PitchApproved,
    PitchHidden,
    PitchShown,
    PitchWithdrawn,
)
from opennight.night.nights import JoiningLocked, PhaseMoved, VotesRevealed
from opennight.night.notes import NoteHidden, NoteShown
from opennight.night.pitches import PitchEdited
from opennight.night.placing import running
from opennight.night.proposals import LineupMade
from opennight.night.queue import LeftQueue, QueueOrdered, SpeakerCalled, SpeakerThanked
from opennight.night.setups import SetupChanged
from opennight.night.sharing import CommentHidden, CommentShown, GroupShown
from opennight.night.state import Night
from opennight.night.timer import TimerSet

KEPT = 20

Back = Callable[[Night, Any], list[Event]]


def lineup(night: Night, unseated: int | None = None) -> list[Event]:
    members = {no: dict(group.members) for no, group in night.groups.items()}
    placements = tuple(night.lineup.values())
    return [LineupSet(placements=placements, members=members, unseated=unseated, why=night.why)]


def queue(night: Night) -> list[Event]:
    return [QueueOrdered(pitches=tuple(night.queue))]


def front(night: Night) -> list[Event]:
    back: list[Event] = [SpeakerThanked()]
    if speaker := night.speaker:
        back.append(SpeakerCalled(pitch=speaker.pitch, seconds=speaker.seconds, since=speaker.since))
    return back + queue(night)


def places(night: Night, no: int) -> list[Event]:
    events: list[Event] = []
    if no in night.queue or (night.speaker and night.speaker.pitch == no):
        events += front(night)
    if running(night, no):
        events += lineup(night)
    return events


def sight(night: Night, event: Any) -> list[Event]:
    pitch = night.pitches[event.pitch]
    return [PitchShown(pitch=pitch.no, status=pitch.status, seen=pitch.seen), *places(night, pitch.no)]


def removed(night: Night, event: PersonRemoved) -> list[Event]:
    no = event.person
    there = ((group.no, group.members.get(no)) for group in night.groups.values())
    members = {group: {no: since} for group, since in there if since is not None}
    return [PersonLetBackIn(person=no), LineupSet(placements=tuple(night.lineup.values()), members=members)]


def edited(night: Night, event: PitchEdited) -> list[Event]:
    old = night.pitches[event.pitch]
    return [
        PitchEdited(
            pitch=old.no,
            title=old.title,
            more=old.more,
            hosted=old.hosted,
            needs=old.needs,
            times=old.times,
        )
    ]


BACK: dict[type[Event], Back] = {
    PhaseMoved: lambda n, e: [PhaseMoved(to=n.phase), SceneSet(scene=n.scene)],
    SetupChanged: lambda n, e: [SetupChanged(setup=n.setup), *lineup(n)],
    JoiningLocked: lambda n, e: [JoiningLocked(locked=n.joining_locked)],
    VotesRevealed: lambda n, e: [VotesRevealed(revealed=n.revealed)],
    PersonRemoved: removed,
    PitchApproved: sight,
    PitchHidden: sight,
    PitchWithdrawn: sight,
    PitchShown: sight,
    PitchMerged: lambda n, e: [PitchUnmerged(pitch=e.pitch), *places(n, e.pitch)],
    PitchEdited: edited,
    SpeakerCalled: lambda n, e: front(n),
    SpeakerThanked: lambda n, e: front(n),
    QueueOrdered: lambda n, e: queue(n),
    LeftQueue: lambda n, e: queue(n),
    LineupSet: lambda n, e: lineup(n),
    TimerSet: lambda n, e: [TimerSet(timer=n.timer)],
    HeadlineWritten: lambda n, e: [HeadlineWritten(group=e.group, text=n.groups[e.group].headline)],
    NoteHidden: lambda n, e: [NoteShown(note=e.note)],
    CommentHidden: lambda n, e: [CommentShown(comment=e.comment)],
    GroupShown: lambda n, e: [GroupShown(group=n.showing, before=e.group)],
    Announced: lambda n, e: [Announced(text=n.announced)],
    SceneSet: lambda n, e: [SceneSet(scene=n.scene)],
}


def back_of(night: Night, at: int, event: Event) -> list[Event] | None:
    """What takes the event back; None if the desk cannot undo it."""
    if isinstance(event, LineupMade):
        rooms: list[Event] = [SetupChanged(setup=night.setup)] if event.proposal.setup else []
        return rooms + lineup(night, unseated=at)
    found = BACK.get(type(event))
    return found(night, event) if found else None


class Steps:
    """The last steps of a desk; all events of one command are one step."""

    def __init__(self) -> None:
        self.kept: list[tuple[int, str, list[Event]]] = []
        """For each: the version at which it began, the id of its command, and what takes it back."""

    def remember(self, night: Night, command: str, at: int, event: Event) -> None:
        back = back_of(night, at, event)
        if back is None:
            return
        if self.kept and self.kept[-1][1] == command:
            self.kept[-1][2][:0] = back
        else:
            self.kept.append((night.version + 1, command, back))
            del self.kept[:-KEPT]

    def pop(self) -> tuple[int, list[Event]]:
        no, _command, back = self.kept.pop()
        return no, back

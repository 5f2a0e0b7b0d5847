"""Steps of the desk that can be undone. An undo is an event of its own: the log only ever grows."""

from collections.abc import Callable
from typing import Any, TypedDict

from opennight.night import (
    board,
    groups,
    lineup,
    nights,
    notes,
    people,
    pitches,
    proposals,
    queue,
    sharing,
    timer,
    wall,
)
from opennight.night.state import Night, Step
from opennight.night.words import DESK, Command, Event, Refused, _

KEPT = 20


class UndoStep(Command, frozen=True):
    """Take back the desk's last step; `step` names the one that was meant."""

    step: str


class StepUndone(Event, frozen=True):
    step: str


Back = Callable[[Night, Any], list[Event]]


class Meta(TypedDict):
    at: int
    by: int


def at(event: Event) -> Meta:
    return {"at": event.at, "by": event.by}


def lineup_back(night: Night, event: Event, unseated: int | None = None) -> list[Event]:
    """The line-up as it was, with the people in their groups again, and why it was so."""
    members = {no: dict(there) for no, there in night.members.items()}
    placements = tuple(night.lineup.values())
    return [
        lineup.LineupSet(
            **at(event), placements=placements, members=members, unseated=unseated, why=night.why
        )
    ]


def made_back(night: Night, event: proposals.LineupMade) -> list[Event]:
    """The same, with the rooms of before, and without those who were given another place."""
    rooms: list[Event] = [nights.SetupChanged(**at(event), setup=night.setup)] if event.proposal.setup else []
    return rooms + lineup_back(night, event, unseated=event.at)


def front_back(night: Night, event: Event) -> list[Event]:
    """The speaker and the queue as they were."""
    back: list[Event] = [queue.SpeakerThanked(**at(event))]
    if night.speaker:
        speaker = night.speaker
        back.append(queue.SpeakerCalled(at=speaker.since, pitch=speaker.pitch, seconds=speaker.seconds))
    return [*back, queue.QueueOrdered(**at(event), pitches=tuple(night.queue))]


def sight_back(night: Night, event: Any) -> list[Event]:
    """What the pitch was (waiting, on the wall, withdrawn or hidden) and the places it had."""
    pitch = night.pitches[event.pitch]
    events: list[Event] = [wall.PitchShown(**at(event), pitch=pitch.no, status=pitch.status, seen=pitch.seen)]
    return events + places_back(night, event)


def places_back(night: Night, event: Any) -> list[Event]:
    """A pitch that comes back takes its place at the front, in the queue and in the line-up again."""
    events: list[Event] = []
    if event.pitch in night.queue or (night.speaker and night.speaker.pitch == event.pitch):
        events += front_back(night, event)
    if event.pitch in night.lineup:
        events += lineup_back(night, event)
    return events


def person_back(night: Night, event: people.PersonRemoved) -> list[Event]:
    """The person is in the night again, and in their groups."""
    members = {
        no: {event.person: there[event.person]}
        for no, there in night.members.items()
        if event.person in there
    }
    return [
        people.PersonLetBackIn(**at(event), person=event.person),
        lineup.LineupSet(**at(event), placements=tuple(night.lineup.values()), members=members),
    ]


# Each event of the desk that can be undone: how it is called, and what takes it back, from the state before.
BACK: dict[type[Event], tuple[str, Back]] = {
    nights.PhaseMoved: (
        _("the phase"),
        lambda n, e: [nights.PhaseMoved(**at(e), to=n.phase), board.SceneSet(**at(e), scene=n.scene)],
    ),
    nights.SetupChanged: (
        _("the setup"),
        lambda n, e: [nights.SetupChanged(**at(e), setup=n.setup), *lineup_back(n, e)],
    ),
    nights.JoiningLocked: (
        _("the door"),
        lambda n, e: [nights.JoiningLocked(**at(e), locked=n.joining_locked)],
    ),
    nights.VotesRevealed: (
        _("revealing the votes"),
        lambda n, e: [nights.VotesRevealed(**at(e), revealed=n.revealed)],
    ),
    people.PersonRemoved: (_("removing a person"), person_back),
    wall.PitchApproved: (_("letting a pitch in"), sight_back),
    wall.PitchHidden: (_("hiding a pitch"), sight_back),
    pitches.PitchWithdrawn: (_("withdrawing a pitch"), sight_back),
    wall.PitchShown: (_("bringing a pitch back"), sight_back),
    pitches.PitchMerged: (
        _("putting pitches together"),
        lambda n, e: [pitches.PitchUnmerged(**at(e), pitch=e.pitch), *places_back(n, e)],
    ),
    pitches.PitchEdited: (
        _("editing a pitch"),
        lambda n, e: [
            pitches.PitchEdited(
                **at(e),
                pitch=e.pitch,
                title=(p := n.pitches[e.pitch]).title,
                more=p.more,
                hosted=p.hosted,
                waiting=False,
                needs=p.needs,
                times=p.times,
            )
        ],
    ),
    queue.SpeakerCalled: (_("calling a speaker"), front_back),
    queue.SpeakerThanked: (_("ending a turn"), front_back),
    queue.QueueOrdered: (_("the queue"), lambda n, e: [queue.QueueOrdered(**at(e), pitches=tuple(n.queue))]),
    queue.LeftQueue: (_("the queue"), lambda n, e: [queue.QueueOrdered(**at(e), pitches=tuple(n.queue))]),
    lineup.LineupSet: (_("the line-up"), lineup_back),
    proposals.LineupMade: (_("the line-up"), made_back),
    timer.TimerSet: (_("the timer"), lambda n, e: [timer.TimerSet(**at(e), timer=n.timer)]),
    groups.HeadlineWritten: (
        _("a headline"),
        lambda n, e: [groups.HeadlineWritten(**at(e), pitch=e.pitch, text=n.headlines.get(e.pitch, ""))],
    ),
    notes.NoteHidden: (_("hiding a note"), lambda n, e: [notes.NoteShown(**at(e), note=e.note)]),
    sharing.CommentHidden: (
        _("hiding a comment"),
        lambda n, e: [sharing.CommentShown(**at(e), comment=e.comment)],
    ),
    sharing.GroupShown: (
        _("the group on the board"),
        lambda n, e: [sharing.GroupShown(**at(e), pitch=n.showing)],
    ),
    board.Announced: (_("the announcement"), lambda n, e: [board.Announced(**at(e), text=n.announcement)]),
    board.SceneSet: (_("the scene"), lambda n, e: [board.SceneSet(**at(e), scene=n.scene)]),
}


def last(night: Night) -> Step | None:
    return night.steps[-1] if night.steps else None


def remember(night: Night, command: str, event: Event) -> None:
    """Keep how to take this back; called before the event changes the state.

    Several events of one command are one step; `command` is its key.
    """
    if event.by != DESK or type(event) not in BACK:
        return
    label, back = BACK[type(event)]
    events = back(night, event)
    step = last(night)
    if step and step.command == command:
        step.back[:0] = events
    else:
        night.steps.append(Step(night.version + 1, command, label, list(events)))
        del night.steps[:-KEPT]


def undo(night: Night, command: UndoStep) -> list[Event]:
    step = last(night)
    if step is None:
        raise Refused(_("There is nothing to undo."), "late")
    if str(step.no) != command.step:
        raise Refused(_("Something else was done since. Look at the desk again before you undo."), "late")
    return [StepUndone(at=command.at, by=command.by, step=command.step)]


DECIDE: dict[type[Command], Callable[[Night, Any], list[Event]]] = {UndoStep: undo}

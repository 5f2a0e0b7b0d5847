"""The table: which event touches which region of which audience. regions.py says how a region is drawn.

A region is one element with an id. Where it has a number, that is taken from the event's own fields:
"tally-{pitch}". `soon` events may wait for the next tick, so that a hundred votes go out
as one frame; the others go at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from opennight.live.audiences import DESK, PHONE, Audience
from opennight.live.patterns import Pattern, Touch, filled
from opennight.live.regions import ALL_OF_DESK
from opennight.night import (
    board,
    groups,
    lineup,
    merging,
    nights,
    notes,
    people,
    pitches,
    proposals,
    queue,
    setups,
    sharing,
    steps,
    timer,
    votes,
    wall,
)
from opennight.night.fold import UNDO
from opennight.night.state import Night
from opennight.night.words import Event, Recorded

Also = Callable[[Night, Any], Iterable[Touch]]
"""(night, event) → further regions, where the event's own fields do not say which."""


@dataclass(frozen=True, slots=True)
class Touches:
    """The regions that an event touches, as patterns by audience."""

    patterns: tuple[Pattern, ...]
    soon: bool = False
    everyone: bool = False
    doors: bool = False
    also: Also = lambda night, event: ()
    named: Callable[[Event], tuple[Touch, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", filled(self.patterns))

    def of(self, night: Night, recorded: Recorded) -> tuple[Touch, ...]:
        """The regions that this event touches."""
        event = recorded.event
        return (*self.named(event), *self.also(night, event), *undoable(recorded), *reasoned(night, event))


def touches(
    *,
    phone: str = "",
    group: str = "",
    board: str = "",
    desk: str = "",
    soon: bool = False,
    everyone: bool = False,
    doors: bool = False,
    page: str = "group",
    also: Also = lambda night, event: (),
) -> Touches:
    """Regions by audience, separated by spaces.

    A `group` region is that of the group whose number is in the field `page`; with none, of every group.
    `everyone`: the own marks of each person may change. `doors`: who may listen may change.
    """
    patterns = [Pattern("phone", "", region) for region in phone.split()]
    patterns += [Pattern("group", page, region) for region in group.split()]
    patterns += [Pattern("board", "", region) for region in board.split()]
    patterns += [Pattern("desk", "", region) for region in desk.split()]
    return Touches(tuple(patterns), soon, everyone, doors, also)


def anew(*, doors: bool = False) -> Touches:
    return touches(
        phone="top main",
        group="top timer heads pen headline",
        board="scene announcement",
        desk=ALL_OF_DESK,
        everyone=True,
        doors=doors,
        page="",
    )


def with_name(night: Night, event: people.PersonRenamed) -> list[Touch]:
    """The cards and notes that carry the name of a person."""
    pitched = [
        pitches.root(night, pitch.no) for pitch in night.pitches.values() if pitch.person == event.person
    ]
    written = [note for note in night.notes.values() if note.person == event.person]
    cards = [(PHONE, f"pitch-{no}") for no in pitched]
    return cards + [(Audience("group", note.group), f"note-{note.no}") for note in written]


def in_its_group(night: Night, event: Any) -> list[Touch]:
    """The note on its own group's page, and on no other."""
    return [(Audience("group", night.notes[event.note].group), f"note-{event.note}")]


def in_the_end(night: Night, event: Any) -> list[Touch]:
    """Once the night is closed, a phone lists its own pitches and groups on one page."""
    return [(PHONE, "main")] if night.phase == "closed" else []


def in_its_groups(night: Night, event: Any) -> list[Touch]:
    """The head of the page of each group that the pitch has or had; and what there is in the end."""
    own = [group.no for group in night.groups.values() if group.pitch == event.pitch]
    heads = [(Audience("group", no), "heads") for no in own]
    return heads + in_the_end(night, event)


TALLY = "tally-{pitch}"
LINEUP = "desk-proposal desk-totals desk-choosing desk-lost desk-lineup"
"""What the desk has of it."""
FRAGMENTS: dict[type[Event], Touches] = {
    nights.NightStarted: anew(doors=True),  # also told when a night is read anew
    setups.SetupChanged: anew(),
    nights.PhaseMoved: anew(),
    nights.VotesRevealed: anew(),
    nights.JoiningLocked: touches(board="scene", desk="desk-now"),
    nights.DeskKeyRenewed: touches(desk="desk-now", doors=True),
    people.PersonJoined: touches(
        phone="people", board="people", desk="people desk-people desk-groups", soon=True
    ),
    people.PersonLeft: touches(
        phone="people lineup",
        group="heads",
        board="people scene",
        desk="people desk-people desk-groups",
        page="",
        soon=True,
    ),
    people.PersonCameBack: touches(phone="people", board="people", desk="people desk-people", soon=True),
    people.PersonRenamed: touches(
        phone="queue lineup share",
        group="heads pen",
        board="scene",
        desk="desk-people desk-queue desk-pitches desk-lineup desk-groups desk-sharing",
        page="",
        soon=True,
        also=with_name,
    ),
    wall.PersonRemoved: anew(doors=True),
    wall.PersonLetBackIn: touches(phone="people", board="people scene", desk="people desk-people"),
    pitches.PitchMade: touches(
        phone="pitch-{no} queue lineup", board="scene", desk="desk-pitches desk-queue desk-lineup"
    ),
    pitches.PitchEdited: touches(
        phone="pitch-{pitch} queue lineup share",
        board="scene",
        desk=f"desk-pitches desk-queue {LINEUP} desk-groups desk-sharing",
        also=in_its_groups,
    ),
    wall.PitchWithdrawn: touches(
        phone="pitch-{pitch} queue lineup share",
        board="scene",
        desk=f"desk-now desk-pitches desk-queue {LINEUP} desk-groups desk-sharing",
        everyone=True,
        also=in_its_groups,
    ),
    wall.PitchApproved: touches(
        phone="pitch-{pitch} queue lineup",
        board="scene",
        desk="desk-pitches desk-queue desk-lineup",
        also=in_the_end,
    ),
    wall.PitchHidden: touches(
        phone="pitch-{pitch} queue lineup share",
        board="scene",
        desk=f"desk-now desk-pitches desk-queue {LINEUP} desk-groups desk-sharing",
        everyone=True,
        also=in_its_groups,
    ),
    wall.PitchShown: touches(
        phone="pitch-{pitch} lineup",
        board="scene",
        desk=f"desk-pitches {LINEUP}",
        everyone=True,
        also=in_the_end,
    ),
    merging.PitchMerged: touches(
        phone="pitch-{pitch} pitch-{into} queue lineup share",
        board="scene",
        desk=f"desk-now desk-pitches desk-queue {LINEUP} desk-groups desk-sharing",
        everyone=True,
        also=in_its_groups,
    ),
    merging.PitchUnmerged: anew(),
    votes.Voted: touches(phone=TALLY, board=TALLY + " total", desk=TALLY, soon=True),
    votes.VoteTakenBack: touches(phone=TALLY, board=TALLY + " total", desk=TALLY, soon=True),
    queue.JoinedQueue: touches(phone="queue pitch-{pitch}", board="scene", desk="desk-queue"),
    queue.LeftQueue: touches(phone="queue pitch-{pitch}", board="scene", desk="desk-queue", everyone=True),
    queue.QueueOrdered: touches(phone="queue", board="scene", desk="desk-queue", everyone=True),
    queue.SpeakerCalled: touches(
        phone="queue pitch-{pitch}", board="scene", desk="desk-queue", everyone=True
    ),
    queue.SpeakerExtended: touches(phone="queue", board="scene", desk="desk-queue"),
    queue.SpeakerThanked: touches(phone="queue", board="scene", desk="desk-queue"),
    lineup.LineupSet: touches(
        phone="main",
        group="heads",
        board="scene",
        desk=f"desk-now {LINEUP} desk-groups desk-sharing",
        everyone=True,
        page="",
    ),
    proposals.LineupProposed: touches(desk="desk-proposal"),
    proposals.ProposalSetAside: touches(desk="desk-proposal"),
    proposals.LineupMade: touches(
        phone="main",
        group="heads",
        board="scene",
        desk=f"desk-now {LINEUP} desk-groups desk-sharing",
        everyone=True,
        page="",
    ),
    groups.GroupJoined: touches(
        phone="group-{group}", group="heads", board="scene", desk="desk-groups", soon=True
    ),
    groups.GroupLeft: touches(
        phone="group-{group}", group="heads", board="scene", desk="desk-groups", soon=True
    ),
    groups.PenTaken: touches(group="heads pen", board="scene", desk="desk-groups", everyone=True),
    groups.HeadlineWritten: touches(
        phone="share", group="headline", board="scene", desk="desk-groups desk-sharing"
    ),
    notes.NoteWritten: touches(phone="share", group="note-{no}", board="scene", desk="desk-groups"),
    notes.NoteEdited: touches(phone="share", board="scene", desk="desk-groups", also=in_its_group),
    notes.NoteHidden: touches(phone="share", board="scene", desk="desk-groups", also=in_its_group),
    notes.NoteShown: touches(phone="share", board="scene", desk="desk-groups", also=in_its_group),
    timer.TimerSet: touches(phone="timer", group="timer", board="scene timer", desk="desk-timer", page=""),
    timer.BellRung: touches(phone="timer", group="timer", board="timer", desk="desk-timer", page=""),
    sharing.GroupShown: touches(phone="share", board="scene", desk="desk-sharing"),
    sharing.Appreciated: touches(
        phone="hearts-{group}", board="hearts-{group}", desk="desk-sharing", soon=True
    ),
    sharing.HeartTakenBack: touches(
        phone="hearts-{group}", board="hearts-{group}", desk="desk-sharing", soon=True
    ),
    sharing.Commented: touches(phone="comment-{no}", board="scene", desk="desk-sharing", soon=True),
    sharing.CommentHidden: touches(phone="comment-{comment}", board="scene", desk="desk-sharing"),
    sharing.CommentShown: touches(phone="share", board="scene", desk="desk-sharing"),
    board.Announced: touches(phone="top", group="top", board="announcement", desk="desk-board", page=""),
    board.SceneSet: touches(board="scene", desk="desk-board"),
    steps.StepUndone: anew(),
}
"""A row for every event there is. Each event of the desk also touches the desk's undo (see `undoable`)."""


WEIGHED = {
    people.PersonJoined,
    people.PersonLeft,
    people.PersonCameBack,
    people.PersonRenamed,
    wall.PersonLetBackIn,
    pitches.PitchEdited,
    votes.Voted,
    votes.VoteTakenBack,
    groups.GroupJoined,
    groups.GroupLeft,
}
"""What else a line-up's totals depend on: who is here, what they wish for, and where they sit."""


def reasoned(night: Night, event: Event) -> list[Touch]:
    """The desk shows how good the line-up is, and the one that is proposed."""
    if not night.lineup or type(event) not in WEIGHED:
        return []
    return [(DESK, "desk-totals"), (DESK, "desk-choosing"), (DESK, "desk-proposal")]


def undoable(recorded: Recorded) -> list[Touch]:
    """The desk shows what an undo would take back."""
    return [(DESK, "desk-now")] if recorded.at_desk and type(recorded.event) in UNDO else []

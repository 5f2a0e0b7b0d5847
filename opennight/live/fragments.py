"""The table: which event touches which region of which audience, and which partial draws that region.

A region is one element with an id. A touch is "audience region", the region's number taken from the event's
own fields: "phone tally-{pitch}". `soon` events may wait for the next tick, so that a hundred votes go out
as one frame; the others go at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from opennight.night import (
    board,
    groups,
    lineup,
    nights,
    notes,
    people,
    pitches,
    queue,
    sharing,
    steps,
    timer,
    votes,
    wall,
)
from opennight.night.state import PHASES, Night
from opennight.night.words import Event

AUDIENCES = ("phone", "group", "board", "desk")

Also = Callable[[Night, Any], list[tuple[str, str]]]
"""(night, event) → further regions, where the event's own fields do not say which."""


@dataclass(frozen=True, slots=True)
class Touches:
    """The regions that an event touches, as patterns by audience."""

    regions: tuple[tuple[str, str], ...]
    soon: bool = False
    everyone: bool = False
    doors: bool = False
    also: Also = lambda night, event: []

    def of(self, night: Night, event: Event) -> list[tuple[str, str]]:
        """(audience, region) pairs; the audience of a group's page is "group:NO"."""
        fields = msgspec.structs.asdict(event)
        named = [
            (audience.format_map(fields), region.format_map(fields)) for audience, region in self.regions
        ]
        return [*named, *self.also(night, event), *undoable(event)]


def touches(
    *,
    phone: str = "",
    group: str = "",
    board: str = "",
    desk: str = "",
    soon: bool = False,
    everyone: bool = False,
    doors: bool = False,
    page: str = "pitch",
    also: Also = lambda night, event: [],
) -> Touches:
    """Regions by audience, separated by spaces.

    A `group` region is that of the group whose number is in the field `page`; with none, of every group.
    `everyone`: the own marks of each person may change. `doors`: who may listen may change.
    """
    regions = [("phone", r) for r in phone.split()]
    regions += [(f"group:{{{page}}}" if page else "group", r) for r in group.split()]
    regions += [("board", r) for r in board.split()]
    regions += [("desk", r) for r in desk.split()]
    return Touches(tuple(regions), soon, everyone, doors, also)


# What changes so much that every screen is drawn anew.
ALL_OF_DESK = (
    "people desk-now desk-board desk-queue desk-pitches desk-lineup desk-groups desk-timer desk-sharing "
    "desk-people"
)


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


def with_name(night: Night, event: people.PersonRenamed) -> list[tuple[str, str]]:
    """The cards and notes that carry the name of a person."""
    pitched = [
        pitches.root(night, pitch.no) for pitch in night.pitches.values() if pitch.person == event.person
    ]
    written = [note for note in night.notes.values() if note.person == event.person]
    cards = [("phone", f"pitch-{no}") for no in pitched]
    return cards + [(f"group:{note.pitch}", f"note-{note.no}") for note in written]


def in_its_group(night: Night, event: Any) -> list[tuple[str, str]]:
    """The note on its own group's page, and on no other."""
    return [(f"group:{night.notes[event.note].pitch}", f"note-{event.note}")]


def in_the_end(night: Night, event: Any) -> list[tuple[str, str]]:
    """Once the night is closed, a phone lists its own pitches and groups on one page."""
    return [("phone", "main")] if night.phase == "closed" else []


TALLY = "tally-{pitch}"
FRAGMENTS: dict[type[Event], Touches] = {
    nights.NightStarted: anew(),
    nights.SetupChanged: anew(),
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
    people.PersonRemoved: anew(doors=True),
    people.PersonLetBackIn: touches(phone="people", board="people scene", desk="people desk-people"),
    pitches.PitchMade: touches(
        phone="pitch-{no} queue lineup", board="scene", desk="desk-pitches desk-queue desk-lineup"
    ),
    pitches.PitchEdited: touches(
        phone="pitch-{pitch} queue lineup share",
        group="heads",
        board="scene",
        desk="desk-pitches desk-queue desk-lineup desk-groups desk-sharing",
    ),
    pitches.PitchWithdrawn: touches(
        phone="pitch-{pitch} queue lineup share",
        group="heads",
        board="scene",
        desk="desk-now desk-pitches desk-queue desk-lineup desk-groups desk-sharing",
        everyone=True,
    ),
    wall.PitchApproved: touches(
        phone="pitch-{pitch} queue lineup",
        board="scene",
        desk="desk-pitches desk-queue desk-lineup",
        also=in_the_end,
    ),
    wall.PitchHidden: touches(
        phone="pitch-{pitch} queue lineup share",
        group="heads",
        board="scene",
        desk="desk-now desk-pitches desk-queue desk-lineup desk-groups desk-sharing",
        everyone=True,
        also=in_the_end,
    ),
    wall.PitchShown: touches(
        phone="pitch-{pitch} lineup",
        board="scene",
        desk="desk-pitches desk-lineup",
        everyone=True,
        also=in_the_end,
    ),
    pitches.PitchMerged: touches(
        phone="pitch-{pitch} pitch-{into} queue lineup share",
        group="heads",
        board="scene",
        desk="desk-now desk-pitches desk-queue desk-lineup desk-groups desk-sharing",
        everyone=True,
        also=in_the_end,
    ),
    pitches.PitchUnmerged: anew(),
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
        desk="desk-now desk-lineup desk-groups desk-sharing",
        everyone=True,
        page="",
    ),
    groups.GroupJoined: touches(
        phone="group-{pitch}", group="heads", board="scene", desk="desk-groups", soon=True
    ),
    groups.GroupLeft: touches(
        phone="group-{pitch}", group="heads", board="scene", desk="desk-groups", soon=True
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
        phone="hearts-{pitch}", board="hearts-{pitch}", desk="desk-sharing", soon=True
    ),
    sharing.HeartTakenBack: touches(
        phone="hearts-{pitch}", board="hearts-{pitch}", desk="desk-sharing", soon=True
    ),
    sharing.Commented: touches(phone="comment-{no}", board="scene", desk="desk-sharing", soon=True),
    sharing.CommentHidden: touches(phone="comment-{comment}", board="scene", desk="desk-sharing"),
    sharing.CommentShown: touches(phone="share", board="scene", desk="desk-sharing"),
    board.Announced: touches(phone="top", group="top", board="announcement", desk="desk-board", page=""),
    board.SceneSet: touches(board="scene", desk="desk-board"),
    steps.StepUndone: anew(),
}
"""A row for every event there is. Each event of the desk also touches the desk's undo (see `undoable`)."""


def undoable(event: Event) -> list[tuple[str, str]]:
    """The desk shows what an undo would take back."""
    return [("desk", "desk-now")] if event.by == 0 and type(event) in steps.BACK else []


@dataclass(frozen=True, slots=True)
class Region:
    """How a region is drawn: its partial, the element it is appended to where it is new, what it is about.

    `about` finds, for the region's number, the values that the partial needs; None: the region is not there
    any more. `phases` are those in which the page has this region at all.
    """

    partial: str
    parent: Callable[[Night, int], str] = lambda night, no: ""
    about: Callable[[Night, int], dict[str, Any] | None] = lambda night, no: {}
    phases: tuple[str, ...] = PHASES


def about_pitch(night: Night, no: int) -> dict[str, Any] | None:
    pitch = night.pitches.get(no)
    return {"pitch": pitch} if pitch and pitches.is_open(pitch) else None


def about_group(night: Night, no: int) -> dict[str, Any] | None:
    placement = night.lineup.get(no)
    return {"placement": placement, "no": no} if placement else None


def about_note(night: Night, no: int) -> dict[str, Any] | None:
    note = night.notes.get(no)
    return {"note": note} if note and not note.hidden else None


def about_comment(night: Night, no: int) -> dict[str, Any] | None:
    """A comment can be read while its group is at the front."""
    comment = night.comments.get(no)
    here = comment and not comment.hidden and comment.pitch == sharing.shown(night)
    return {"comment": comment} if here else None


def list_of_note(night: Night, no: int) -> str:
    return "actions" if night.notes[no].kind == "action" else "notes"


def whole(*names: str, folder: str) -> dict[str, Region]:
    return {name: Region(f"{folder}/_{name.rpartition('-')[2]}.html") for name in names}


TALLY_REGION = Region("votes/_tally.html", about=about_pitch)
SHARED = {"people": Region("people/_count.html"), "timer": Region("timer/_timer.html"), "tally": TALLY_REGION}
HEARTS = {"hearts": Region("sharing/_hearts.html", about=about_group)}
REGIONS: dict[str, dict[str, Region]] = {
    "phone": SHARED
    | HEARTS
    | whole("top", "main", folder="phone")
    | {
        "pitch": Region("pitches/_card.html", lambda night, no: "pitches", about_pitch, ("pitch", "vote")),
        "queue": Region("queue/_queue.html", phases=("pitch",)),
        "lineup": Region("lineup/_lineup.html", phases=("groups", "talk")),
        "group": Region("groups/_card.html", about=about_group, phases=("groups", "talk")),
        "share": Region("sharing/_shown.html", phases=("share",)),
        "comment": Region(
            "sharing/_comment.html", lambda night, no: "comments", about_comment, phases=("share",)
        ),
    },
    "group": SHARED
    | {
        "top": Region("phone/_top.html"),
        "heads": Region("groups/_heads.html", about=about_group),
        "pen": Region("groups/_pen.html", about=about_group),
        "headline": Region("groups/_headline.html", about=about_group),
        "note": Region("notes/_note.html", list_of_note, about_note),
    },
    "board": SHARED
    | HEARTS
    | {"total": Region("votes/_total.html")}
    | whole("scene", "announcement", folder="board"),
    "desk": whole(*ALL_OF_DESK.split(), folder="desk") | SHARED,
}
"""By audience and by the region's name without its number."""

COVERS = {"main": {"top", "main"}, "scene": {"scene", "announcement"}}
"""A region that holds all others of its page, but for these: where it is drawn anew, they need not be sent.
"""


def on_page(night: Night, audience: str, region: str) -> bool:
    """Whether the page has this region now.

    While the counts are hidden, the room does not even learn which of them moved.
    """
    name, _no = named(region)
    if name == "tally" and audience in ("phone", "board") and not votes.shown(night):
        return False
    return night.phase in REGIONS[audience.partition(":")[0]][name].phases


def named(region: str) -> tuple[str, int]:
    """The name and the number of a region: "tally-12" → ("tally", 12), "main" → ("main", 0)."""
    name, _dash, number = region.rpartition("-")
    return (name, int(number)) if number.isdecimal() else (region, 0)

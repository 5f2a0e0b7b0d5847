"""What happens while the benchmark of pushes looks on, by phase. Each act changes something."""

from collections.abc import Callable
from typing import Any

import msgspec

from opennight.night.board import Announce
from opennight.night.corrections import MendWords
from opennight.night.groups import JoinGroup, LeaveGroup, TakePen
from opennight.night.headlines import WriteHeadline
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch, RemovePerson, ShowPitch
from opennight.night.nights import RevealVotes
from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.night.people import ComeBack, Join, Leave, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.promises import ImIn
from opennight.night.queue import CallSpeaker, LeaveQueue, LineUpToSpeak
from opennight.night.reading import ReadFirst
from opennight.night.replies import WriteReply
from opennight.night.rounds import CallRound
from opennight.night.setups import ChangeSetup
from opennight.night.sharing import Appreciate, MakeComment, ShowGroup
from opennight.night.stars import StarNote
from opennight.night.state import Night
from opennight.night.timer import RingBell, StartTimer
from opennight.night.undo import UndoStep
from opennight.night.votes import TakeBackVote, Vote

TITLE = "How do we heat old houses without gas, and who wants to share a pump?"
SAID = "Ask the council for the list of empty shops, and who may open them for a month."

Act = tuple[Any, int, Callable[[Night], dict[str, Any]]]
"""(kind of command, who acts (0: the host), its fields)."""


def host(kind: Any, /, **fields: Any) -> Act:
    return kind, 0, lambda night: fields


def by(person: int, kind: Any, /, **fields: Any) -> Act:
    return kind, person, lambda night: {"person": person, **fields}


def writer(person: int, kind: Any, /, **fields: Any) -> Act:
    """The same of a command that does not name who acts."""
    return kind, person, lambda night: fields


UNDO: Act = (UndoStep, 0, lambda night: {"step": night.steps[-1].no})
SETUP: Act = (
    ChangeSetup,
    0,
    lambda night: {"setup": msgspec.structs.replace(night.setup, place=f"Hall {night.version}")},
)
MENDED: Act = (
    MendWords,
    0,
    lambda night: {"anchor": "note-1", "was": night.notes[1].text, "text": f"{SAID} {night.version}"},
)


def always(person: int) -> dict[str, Act]:
    """What may happen in each phase."""
    return {
        "a join": host(Join, name="A latecomer"),
        "a rename": by(person, Rename, name="Ada Lovelace-Byron"),
        "somebody goes home": by(person + 1, Leave),
        "and comes back": by(person + 1, ComeBack),
        "a topic edited": host(EditPitch, pitch=9, title=TITLE, more="y" * 200),
        "an undo of that": UNDO,
        "a topic hidden": host(HidePitch, pitch=50),
        "and shown": host(ShowPitch, pitch=50),
        "a topic merged": host(MergePitch, pitch=52, into=53),
        "an undo of that ": UNDO,
        "notes read first": host(ReadFirst, nouns=("note",)),
        "an undo of that  ": UNDO,
        "comments read first": host(ReadFirst, nouns=("comment",)),
        "nothing read first": host(ReadFirst, nouns=()),
        "the setup changed": SETUP,
        "an announcement": host(Announce, text=f"Soup for {person} is ready in the kitchen."),
        "the timer": host(StartTimer, minutes=person + 1),
        "the bell": host(RingBell),
        "somebody removed": host(RemovePerson, person=person + 2),
        "an undo of that   ": UNDO,
    }


SAT: dict[str, Act] = {
    "a seat left": by(4, LeaveGroup, group=4),
    "a seat taken": by(4, JoinGroup, group=4),
    "a topic pitched": host(MakePitch, person=0, title=TITLE, more="x" * 200),
}


def written(group: int, before: int) -> dict[str, Act]:
    """What this group of the first round writes, of whose notes the first comes after `before` others."""
    return {
        "a note": by(group, WriteNote, group=group, text=SAID),
        "an action": by(group, WriteNote, group=group, kind="action", text=SAID),
        "a note edited": writer(group, EditNote, note=before + 1, text=f"{SAID} Soon."),
        "a note hidden": host(HideNote, note=before + 2),
        "a note shown": host(ShowNote, note=before + 2),
        "a reply": by(group + 20, WriteReply, about=f"note:{before + 4}", text=SAID, kind="comment"),
        "a star": by(group + 20, StarNote, note=before + 5),
        "a promise": by(group + 40, ImIn, about=f"note:{before + 3}"),
        "a headline": writer(group, WriteHeadline, group=group, text=f"We begin in May, with {group} houses"),
    }


ACTS: dict[str, dict[str, Act]] = {
    "pitch": {
        "a topic pitched": host(MakePitch, person=0, title=TITLE, more="x" * 200),
        "a place in the queue given up": writer(4, LeaveQueue, pitch=4),
        "and taken": writer(4, LineUpToSpeak, pitch=4),
        "a call to the front": host(CallSpeaker),
        **always(5),
        "the vote begins": host(MovePhase, to="vote"),
    },
    "vote": {
        "counts revealed": host(RevealVotes, revealed=True),
        "a vote": by(12, Vote, pitch=26),
        "a vote taken back": by(12, TakeBackVote, pitch=26),
        "counts hidden": host(RevealVotes, revealed=False),
        **always(25),
        "the groups begin": host(MovePhase, to="groups"),
    },
    "groups": {**SAT, **always(1), "the talk begins": host(MovePhase, to="talk")},
    "talk": {
        "the pen taken": by(21, TakePen, group=1),
        **written(1, 0),
        **always(41),
        "the next round": host(CallRound, slot=2, minutes=40),
        "the sharing begins": host(MovePhase, to="share"),
    },
    "share": {
        "a group at the front": host(ShowGroup, group=1),
        "the next one": host(ShowGroup, group=2),
        "a heart": by(30, Appreciate, group=2),
        "a comment": by(30, MakeComment, group=2, text=SAID),
        **written(2, 225),
        **always(61),
        "the end": host(MovePhase, to="closed"),
    },
    "closed": {"words mended": MENDED, "a name": by(7, Rename, name="Ada L.")},
}
MOVES = {
    "the vote begins",
    "the groups begin",
    "the talk begins",
    "the next round",
    "the sharing begins",
    "the end",
}
"""Acts that show everybody another page."""

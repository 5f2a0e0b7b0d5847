"""Nights to archive: the London sample, one with everything in it, and one of 400 people."""

import pathlib
import random

from opennight.night.groups import JoinGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.rooms import Room, Slot
from opennight.night.lineup import PlacePitch
from opennight.night.messages import acting
from opennight.night.nights import StartNight
from opennight.night.notes import WriteNote
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.promises import ImIn
from opennight.night.sources import NameSource
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.rehearse.made_up import DATA
from opennight.rehearse.replay import Voted, read, title_of
from tests import everything
from tests.cast import Somebody, Story, guest, host, setup

SAMPLE = pathlib.Path(str(DATA / "london-youth-policing.jsonl"))


def london() -> Story:
    """The night that comes with opennight, as its file says."""
    script = read(SAMPLE)
    story = Story(Night("LNDN22")).given(
        host(StartNight, setup=setup(title="Youth and policing", dots=0, expected=500)),
        host(NameSource, text=script.source),
        host(MovePhase, to="vote"),
    )
    people: dict[int, int] = {}
    pitches: dict[int, int] = {}
    for line in script.lines:
        if line.person not in people:
            people[line.person] = len(people) + 1
            story.given(guest(Join, name=f"Person {line.person}"))
        if not isinstance(line, Voted):
            title, more = title_of(line.text)
            story.given(host(MakePitch, person=people[line.person], title=title, more=more))
            pitches[line.pitch] = len(pitches) + 1
        elif line.vote == 1:
            story.given(Somebody(acting(people[line.person]))(Vote, pitch=pitches[line.pitch]))
    return story.given(host(MovePhase, to="closed"))


def crowd(people: int = 400, pitches: int = 40) -> Story:
    """So many people, who vote, sit down, write, promise, and go home."""
    chance = random.Random(people)
    rooms = tuple(Room(no, f"Room {no}", 40) for no in range(1, 21))
    slots = (Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15"))
    those = [Somebody(acting(no)) for no in range(1, people + 1)]
    story = Story(Night("CRWD22")).given(
        host(StartNight, setup=setup(title="A crowd", rooms=rooms, slots=slots, dots=5, expected=people)),
        *(guest(Join, name=f"Åsa “{no}” 🐝") for no in range(1, people + 1)),
        host(MovePhase, to="vote"),
        *(one(MakePitch, title=f"Topic {one.no}", more='=HYPERLINK("x")') for one in those[:pitches]),
    )
    for one in those:
        story.given(*(one(Vote, pitch=no) for no in chance.sample(range(1, pitches + 1), 5)))
    story.given(*(host(PlacePitch, pitch=no) for no in range(1, pitches + 1)))
    story.given(host(MovePhase, to="talk"))
    groups = list(story.night.groups)
    story.given(*(one(JoinGroup, group=groups[one.no % 20]) for one in those))
    for one in those[:60]:
        group = groups[one.no % 20]
        story.given(one(WriteNote, group=group, kind="action", text=f"Do {one.no}", who="", due=""))
    story.given(
        *(one(WriteHeadline, group=groups[one.no % 20], text=f"We say {one.no}") for one in those[:20])
    )
    story.given(*(one(ImIn, about=f"note:{1 + one.no % 60}") for one in those[:100]))
    return story.given(*(one(Leave) for one in those[:30]), host(MovePhase, to="closed"))


def with_everything() -> Story:
    return everything.whole().given(host(MovePhase, to="closed"))


NIGHTS = {"london": london, "everything": with_everything, "crowd": crowd}

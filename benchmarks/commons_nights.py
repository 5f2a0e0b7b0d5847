"""Made-up nights for the commons, listed: topics, votes, groups, what they wrote, and comments; and the
sample that comes with opennight."""

import itertools
from collections.abc import Iterator
from random import Random
from typing import Any

from opennight.night.announcement import WriteAnnouncement
from opennight.night.commons import ListInCommons
from opennight.night.fold import decide, evolve
from opennight.night.groups import JoinGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.announcement import Announcement
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import GUEST, HOST, Command, Recorded, acting
from opennight.night.nights import StartNight
from opennight.night.notes import WriteNote
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.sharing import MakeComment
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.rehearse import made_up
from tests.evenings import typical

NIGHTS = 300
PEOPLE, TOPICS, DOTS, NOTES, COMMENTS, GROUPS = 40, 16, 5, 8, 3, 8
PLACES = (
    *("Easton, Bristol", "Grangetown, Cardiff", "Łódź", "Kreuzberg, Berlin", "Saint-Denis"),
    *("Govanhill, Glasgow", "Ancoats, Manchester", "Nørrebro", "Malasaña, Madrid", "新宿", "Hackney, London"),
)
MORE = (
    "Une banque de temps à côté du café",
    "Zeitbank in der Straße",
    "時間銀行をつくろう",
    "بنك الوقت",
    "🐝 hives",
)
"""Words of some nights that are not English."""
KINDS = ("note", "note", "question", "quote", "concern", "action")
SEVEN = 1_795_370_400_000
ROOMS = tuple(Room(no, f"Room {no}", 12) for no in range(1, 5))
SLOTS = (Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15"))


class Writing:
    """A night that is being made up, and its log."""

    def __init__(self, code: str) -> None:
        self.night = Night(code)
        self.log: list[Recorded] = []
        self.numbers = itertools.count(1)

    def send(self, kind: type[Command], /, **fields: Any) -> None:
        """As whoever the field `person` names; else as the host."""
        number, person = next(self.numbers), fields.get("person", 0)
        actor = GUEST if kind is Join else acting(person) if person else HOST
        command = kind(id=f"made-up-{number:06}", at=SEVEN + number * 1000, actor=actor, **fields)
        for event in decide(self.night, command):
            self.log.append(Recorded(self.night.version + 1, command.id, command.at, command.actor, event))
            evolve(self.night, self.log[-1])


def began(code: str, title: str, place: str, date: str, people: int, dots: int = DOTS) -> Writing:
    its = Writing(code)
    setup = Setup(
        title=title, place=place, zone="UTC", date=date, dots=dots, rooms=ROOMS, slots=SLOTS, expected=5000
    )
    its.send(StartNight, setup=setup)
    its.send(WriteAnnouncement, announcement=Announcement(summary=f"Come to {place}.", licence="cc-by-4.0"))
    for name in made_up.names(Random(code), people):
        its.send(Join, name=name)
    its.send(MovePhase, to="pitch")
    return its


def talked(its: Writing, chance: Random, said: dict[str, list[str]], people: int, place: str) -> None:
    """Groups form about the first topics, write and are commented on; the night closes and is listed."""
    for no in range(1, GROUPS + 1):
        its.send(PlacePitch, pitch=no)
    its.send(MovePhase, to="talk")
    for person in range(1, people + 1):
        its.send(JoinGroup, person=person, group=(person - 1) % GROUPS + 1)
    for group in range(1, GROUPS + 1):
        its.send(WriteHeadline, group=group, text=chance.choice(said["headlines"]))
        for turn in range(NOTES):
            text = chance.choice(said["actions" if KINDS[turn % 6] == "action" else "notes"])
            its.send(WriteNote, person=group, group=group, kind=KINDS[turn % 6], text=f"{text} ({turn})")
    its.send(MovePhase, to="share")
    for group in range(1, GROUPS + 1):
        for turn in range(COMMENTS):
            person = (group + turn) % people + 1
            its.send(MakeComment, person=person, group=group, text=chance.choice(said["comments"]))
    its.send(MovePhase, to="closed")
    point = (
        f"{51.4 + chance.random() / 20:.3f}, {-2.6 + chance.random() / 10:.3f}"
        if chance.random() < 0.7
        else ""
    )
    its.send(ListInCommons, place=place, point=point)


def a_night(number: int) -> Writing:
    chance = Random(number)
    place, year = PLACES[number % len(PLACES)], 2016 + number % 11
    its = began(
        f"MADE{number:03}",
        f"Open night {number}",
        place,
        f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        PEOPLE,
    )
    for person in range(1, TOPICS + 1):
        title, more = chance.choice(made_up.pairs("pitches"))
        its.send(MakePitch, person=person, title=f"{title} ({person})"[:80], more=more)
    if number % 3 == 0:
        its.send(MakePitch, person=TOPICS + 1, title=chance.choice(MORE))
    its.send(MovePhase, to="vote")
    for person in range(1, PEOPLE + 1):
        for pitch in chance.sample(range(1, TOPICS + 1), DOTS):
            its.send(Vote, person=person, pitch=pitch)
    said = {name: list(made_up.lines(name)) for name in ("headlines", "notes", "comments", "actions")}
    talked(its, chance, said, PEOPLE, place)
    return its


def the_sample() -> Writing:
    """The evening whose statements and votes are real."""
    sample = typical()
    its = began("SAMPLE", sample.title, sample.place, "2022-06-10", len(sample.people), dots=99)
    for topic in sample.topics:
        its.send(MakePitch, person=topic.person, title=topic.title, more=topic.more, hosted=topic.hosted)
    its.send(MovePhase, to="vote")
    for person, place in sample.votes:
        if person:
            its.send(Vote, person=person, pitch=place + 1)
    said = {
        "headlines": list(sample.headlines),
        "notes": list(sample.notes),
        "comments": list(sample.comments),
        "actions": [text for text, _due in sample.actions],
    }
    talked(its, Random(1), said, len(sample.people) - 1, "London")
    return its


def all_nights(number: int = NIGHTS) -> Iterator[Writing]:
    yield from map(a_night, range(number))
    yield the_sample()

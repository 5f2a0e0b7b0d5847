"""Nights with a worked-out line-up and every kind of reason; each word that people typed begins with ※."""

from collections.abc import Iterator
from typing import Any

import msgspec

from opennight.night import groups, lineup, people, pitches, seats, votes
from opennight.night.kept.placements import Placement, Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.messages import Command, acting
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.proposals import ApplyProposal, Propose
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from tests.cast import Story, attendee, guest, host, neighbour, outsider, placed, setup
from tests.everything import CODE, SLOTS

HALL, YARD = Room(1, "※Hall", 4, ("quiet", "step-free")), Room(2, "※Yard", 4)
ADA, BEN, CLEO, DAN = 1, 2, 3, 4
WISHED, BESIDE, SPREAD_TO, FULL, UNWANTED, NEXT, BUSY, PICKY, LONELY, LATE = range(1, 11)
"""The pitches. The first five run; Ada sits in WISHED, SPREAD_TO and UNWANTED."""

PLACES = (
    placed(WISHED, 1, 1),
    placed(BESIDE, 1, 2),
    placed(SPREAD_TO, 2, 1),
    placed(FULL, 2, 2),
    placed(UNWANTED, 3, 1),
)
SEATED = {WISHED: (ADA, BEN), SPREAD_TO: (ADA,), FULL: (BEN,), UNWANTED: (ADA, BEN)}
WHY = Why(
    line=(WISHED, BESIDE, SPREAD_TO, FULL, UNWANTED, NEXT, BUSY, PICKY, LONELY),
    votes={WISHED: 2, BESIDE: 1, SPREAD_TO: 1, FULL: 0, NEXT: 1},
    afforded=3,
)


def voted() -> Story:
    """The vote is open; Cleo and Dan have no wishes yet."""
    story = Story(Night(CODE)).given(
        host(StartNight, setup=setup(title="※Bees", place="", dots=0, rooms=(HALL, YARD), slots=SLOTS)),
        *(guest(people.Join, name=f"※{name}") for name in ("Ada", "Ben", "Cleo", "Dan")),
        host(MovePhase, to="pitch"),
        *(
            neighbour(pitches.MakePitch, title=f"※Topic{number}", needs=("quiet",) * (number == WISHED))
            for number in range(1, 11)
        ),
        host(MovePhase, to="vote"),
        *(attendee(votes.Vote, pitch=no) for no in (WISHED, FULL, NEXT, BUSY, PICKY, LATE)),
        *(neighbour(votes.Vote, pitch=no) for no in (WISHED, BESIDE, SPREAD_TO, FULL)),
    )
    return story


def made(**why: Any) -> Story:
    """The line-up is made, and the groups form."""
    proposal = Proposal(placements=PLACES, groups=SEATED, why=msgspec.structs.replace(WHY, **why))
    return voted().given(host(Propose, proposal=proposal), host(MovePhase, to="groups"))


def vote(person: int, pitch: int) -> Command:
    return outsider(votes.Vote, person=person, pitch=pitch, actor=acting(person))


def nothing(*wishes: tuple[int, int]) -> Night:
    """The night with these further wishes, of people who have no seat."""
    story = made()
    story.given(host(MovePhase, to="vote"), *(vote(person, pitch) for person, pitch in wishes))
    return story.given(host(MovePhase, to="groups")).night


def proposed(placements: tuple[Placement, ...], seated: dict[int, tuple[int, ...]], **other: Any) -> Night:
    """The night with another line-up proposed but not applied."""
    story = made()
    proposal = Proposal(placements=placements, groups=seated, why=WHY)
    return story.given(host(Propose, proposal=msgspec.structs.replace(proposal, **other))).night


def full(seats: int, seated: dict[int, tuple[int, ...]], *asks: Command) -> Night:
    """The night in rooms with so many seats, with these people in its groups; some ask for a seat."""
    small = tuple(msgspec.structs.replace(room, seats=seats) for room in (HALL, YARD))
    story = voted()
    story.given(host(ChangeSetup, setup=msgspec.structs.replace(story.night.setup, rooms=small)))
    proposal = Proposal(placements=PLACES, groups=seated, why=WHY)
    return story.given(host(Propose, proposal=proposal), host(MovePhase, to="groups"), *asks).night


def ask(person: int, group: int) -> Command:
    return outsider(seats.AskSeat, person=person, group=group, actor=acting(person))


def crowded() -> Iterator[Night]:
    """Full groups, with people in them who did not choose them, and others who ask for their seats."""
    yield full(1, {FULL: (CLEO,)})
    yield full(1, {FULL: (CLEO,)}, ask(ADA, FULL))
    yield full(2, {SPREAD_TO: (ADA, DAN)}, ask(CLEO, SPREAD_TO), ask(BEN, SPREAD_TO))
    yield full(1, {SPREAD_TO: (ADA,)}, ask(CLEO, SPREAD_TO))


def proposals() -> Iterator[Night]:
    """Nights with proposals: one of each kind of change, two of each, and none."""
    rooms = made().night.setup
    small, big = Room(3, "※Attic", 1), Room(3, "※Attic", 2)
    yield proposed(
        (*PLACES[:1], placed(BESIDE, 2, 3), *PLACES[2:4], placed(NEXT, 3, 1)),
        SEATED | {WISHED: (BEN,), UNWANTED: (), NEXT: (BEN, CLEO), BESIDE: ()},
        setup=msgspec.structs.replace(rooms, rooms=(HALL, YARD, small)),
        why=msgspec.structs.replace(WHY, rule="votes"),
    )
    yield proposed(
        (
            placed(WISHED, 2, 1),
            placed(SPREAD_TO, 1, 1),
            placed(UNWANTED, 3, 1),
            placed(NEXT, 1, 3),
            placed(BUSY, 2, 3),
        ),
        {WISHED: (ADA, BEN), SPREAD_TO: (ADA,), BUSY: (CLEO, DAN)},
        setup=msgspec.structs.replace(rooms, rooms=(HALL, big)),
    )
    yield proposed(PLACES, SEATED, setup=msgspec.structs.replace(rooms, rooms=(HALL, YARD, big)))


def nights() -> Iterator[Night]:
    yield made().night
    yield made(rule="votes").night
    strong = made()
    by_strength = msgspec.structs.replace(strong.night.setup, ballot="strengths")
    yield strong.given(host(ChangeSetup, setup=by_strength)).night
    mixed = made(rule="shares", seating="mixed")
    yield mixed.night
    yield mixed.given(host(lineup.DropGroup, group=UNWANTED)).night
    yield made(seating="free").night
    by_hand = made().given(
        host(lineup.PlacePitch, pitch=FULL, slot=3, room=2),
        host(lineup.DropGroup, group=BESIDE),
        host(lineup.PlacePitch, pitch=NEXT, slot=1, room=2),
        host(lineup.PinGroup, group=NEXT, pinned=True),
    )
    yield by_hand.night
    yield made().given(attendee(groups.JoinGroup, group=BESIDE)).night
    yield nothing((CLEO, WISHED))
    yield nothing((CLEO, WISHED), (DAN, WISHED))
    yield nothing((CLEO, LATE))
    yield nothing((CLEO, LATE), (DAN, LATE))
    yield from proposals()
    yield from crowded()
    unwanted = made().given(host(MovePhase, to="vote"))
    taken_back = (attendee(votes.TakeBackVote, pitch=no) for no in (WISHED, FULL, NEXT, BUSY, PICKY, LATE))
    gone = neighbour(people.Leave)  # Ben, who pitched all of them
    yield unwanted.given(*taken_back, gone, host(MovePhase, to="groups")).night
    applied = next(proposals())
    assert applied.proposal is not None
    yield Story(applied).given(host(ApplyProposal, proposal=applied.proposal.no)).night

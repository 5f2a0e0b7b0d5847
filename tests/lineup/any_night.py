"""Nights in which a line-up was made and then much happened, by chance: what is said of them has to be true.

Everything is done by commands, as people and the desk do them; what a night refuses does not happen.
"""

import random
from collections.abc import Iterator
from typing import Any

import msgspec

from opennight.lineup.press import press
from opennight.lineup.problem import Floor
from opennight.night import (
    groups,
    lineup,
    merging,
    moderation,
    people,
    pitches,
    repeats,
    seats,
    strengths,
    votes,
)
from opennight.night.kept.rooms import FEATURES, Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.messages import HOST, Command, Refused, acting
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.proposals import ApplyProposal, Propose
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.numbering import Question, proposal, question
from tests.cast import Somebody, Story, guest, host
from tests.cast import setup as small

SLOTS = tuple(Slot(no, f"{18 + no}:00", f"{18 + no}:45") for no in (1, 2, 3))
RULES = ("phragmen", "phragmen", "votes", "shares")


def evening(seed: int) -> "Evening":
    """The night of this seed, some time after its line-up was made."""
    return Evening(random.Random(seed)).lived()


class Evening:
    """A night that is acted out; all that happens in it follows from `chance`.

    `asked`: what the press was asked whose line-up stands. `made_line` and `made_cells`: the line and the
    places that it gave, `seated` how each (person, group) came about: it was "given", they "came" later, or
    were there "before"."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.asked: Question | None = None
        self.proposed: Question | None = None
        self.made_line: list[int] = []
        self.made_cells: dict[int, tuple[int, int]] = {}
        self.seated: dict[tuple[int, int], str] = {}
        self.story = Story().given(host(StartNight, setup=self.setup()))

    @property
    def night(self) -> Night:
        return self.story.night

    def setup(self) -> Setup:
        chance = self.chance
        least = chance.choice((1, 1, 2, 3))
        rooms = (
            Room(no, f"Room {no}", chance.randint(1, 5), self.some(FEATURES, 0.4))
            for no in range(1, chance.choice((2, 3, 3, 4, 4)))
        )
        return small(
            dots=0,
            rooms=tuple(rooms),
            slots=SLOTS[: chance.choice((1, 2, 2, 3))],
            least=least,
            most=chance.choice((0, 0, 0, least + 1)),
            seating=chance.choice(("wishes",) * 6 + ("mixed", "free")),
            ballot=chance.choice(("dots", "dots", "strengths")),
            twice=chance.random() < 0.5,
        )

    def some(self, those: tuple[str, ...], share: float) -> tuple[str, ...]:
        return tuple(one for one in those if self.chance.random() < share)

    def does(self, command: Command) -> None:
        made, self.stood = self.night.why, self.sitting()
        try:
            self.story.carry_out(command)
        except Refused:
            return
        here = self.sitting()
        for seat in here - self.seated.keys():
            self.seated[seat] = "came"
        if self.night.why is not made and self.night.why:
            self.was_made(here)
        self.seated = {seat: how for seat, how in self.seated.items() if seat in here}

    def sitting(self) -> set[tuple[int, int]]:
        return {(person, no) for no, group in self.night.groups.items() for person in group.members}

    def was_made(self, here: set[tuple[int, int]]) -> None:
        """A line-up was worked out: whoever had walked to a group that they are still in was there before."""
        assert self.night.why
        self.made_line = list(self.night.why.line)
        self.made_cells = {no: (p.slot, p.room) for no, p in self.night.lineup.items()}
        walked = {seat for seat, how in self.seated.items() if how != "given" and seat in self.stood}
        self.seated = {seat: "before" if seat in walked else "given" for seat in here}

    def lived(self) -> "Evening":
        chance = self.chance
        for no in range(chance.randint(3, 11)):
            self.does(guest(people.Join, name=f"Person {no}", phone=chance.random() < 0.8))
        self.does(host(MovePhase, to="pitch"))
        for _pitch in range(chance.choice((2, 2, 3, 3, 4, 5, 6, 7, 8, 9))):
            self.pitch()
        self.does(host(MovePhase, to="vote"))
        for person in list(self.night.people):
            for _wish in range(chance.choice((0, 1, 2, 2, 3, 4))):
                self.wish(person)
        for _pin in range(chance.choice((0, 0, 0, 1, 2))):
            self.pin()
        self.make(few_moves=False)
        for _deed in range(chance.choice((0, 0, 1, 2, 3, 5))):
            self.happens()
        if chance.random() < 0.4:
            for _late in range(chance.randint(0, 2)):
                self.late()
            self.make(few_moves=chance.random() < 0.5, apply=False)
        self.does(host(MovePhase, to=chance.choice(("groups", "groups", "talk", "share", "closed"))))
        for _asks in range(3):
            self.about_seats()
        return self

    def pitch(self) -> None:
        person = self.anybody() if self.chance.random() < 0.8 else 0
        if person and self.chance.random() < 0.3:
            person = min(self.night.people)  # somebody with many topics
        times = tuple(slot.id for slot in self.night.setup.slots if self.chance.random() < 0.5)
        self.does(
            host(
                pitches.MakePitch,
                person=person,
                title=f"Topic {len(self.night.pitches) + 1}",
                hosted=bool(person) and self.chance.random() < 0.7,
                needs=self.some(FEATURES, 0.1),
                times=times if self.chance.random() < 0.3 else (),
            )
        )

    def anybody(self) -> int:
        return self.chance.choice(list(self.night.people))

    def topic(self) -> int:
        return self.chance.randint(1, len(self.night.pitches))

    def wish(self, person: int) -> None:
        one = Somebody(acting(person))
        if strengths.asked(self.night):
            how = self.chance.choice(("love", "like", "like", "no"))
            self.does(one(strengths.SayStrength, pitch=self.topic(), strength=how))
        else:
            self.does(one(votes.Vote, pitch=min(self.topic(), self.topic())))

    def late(self) -> None:
        """Somebody comes after the line-up was made, and votes."""
        self.does(guest(people.Join, name="Late"))
        for _wish in range(2):
            self.wish(max(self.night.people))

    def about_seats(self) -> None:
        """Somebody asks for a seat, and perhaps somebody gives theirs, or does not."""
        one = Somebody(acting(self.anybody()))
        self.does(one(seats.AskSeat, group=self.chance.choice([*self.night.groups, 1])))
        asked = seats.plea(self.night, other := self.anybody())
        if asked and self.chance.random() < 0.3:
            self.does(Somebody(acting(other))(seats.GiveSeat, group=asked.group, to=asked.to.group))
        elif asked and self.chance.random() < 0.3:
            self.does(Somebody(acting(other))(seats.KeepSeat, group=asked.group))

    def pin(self) -> None:
        slot = self.chance.choice(self.night.setup.slots).id
        room = self.chance.choice(self.night.setup.rooms).id
        pitch = self.topic()
        self.does(host(lineup.PlacePitch, pitch=pitch, slot=slot, room=room))
        for no, placement in self.night.lineup.items():
            if placement.pitch == pitch:
                self.does(host(lineup.PinGroup, group=no, pinned=True))

    def make(
        self, *, few_moves: bool, apply: bool = True, setup: Setup | None = None, floor: Floor | None = None
    ) -> None:
        """Press, as the desk does; with a floor now and then, unless one is given."""
        rule = self.night.why.rule if self.night.why else self.chance.choice(RULES)
        command = host(MovePhase, to="vote")  # for its time
        floor = floor or ("cheap" if self.chance.random() < 0.2 else "none")
        how = {"few_moves": few_moves, "floor": floor, "setup": setup}
        asked = question(self.night, rule, command.at, **how)  # type: ignore[arg-type]
        if few_moves and not self.night.lineup:
            return
        found = proposal(asked, press(asked.problem), setup=setup)
        made, self.proposed = self.night.why, asked
        self.does(host(Propose, proposal=found))
        if apply and self.night.proposal:
            self.apply()
        elif self.night.why is not made:
            self.asked = asked

    def apply(self) -> None:
        assert self.night.proposal
        self.does(host(ApplyProposal, proposal=self.night.proposal.no))
        self.asked = self.proposed

    def more_places(self, **also: Any) -> None:
        """One more room, and all rounds."""
        its = self.night.setup
        rooms = (*its.rooms, Room(its.rooms[-1].id + 1, f"Room {its.rooms[-1].id + 1}", 4))
        more = msgspec.structs.replace(its, rooms=rooms, slots=SLOTS, **also)
        self.does(host(ChangeSetup, setup=more))

    def meets_twice(self) -> None:
        """There are more places, a new line-up is proposed, and topics may meet twice."""
        self.does(host(MovePhase, to="vote"))
        self.more_places(seating="wishes", twice=True)
        self.make(few_moves=False, apply=False)

    def happens(self) -> None:
        """One of the things that happen after a line-up was made."""
        chance, night = self.chance, self.night
        one, group = Somebody(acting(self.anybody())), chance.choice([*night.groups, 1])
        match chance.randint(0, 18):
            case 0 | 1:
                self.does(one(people.Leave))
            case 2 | 3:
                self.late()
            case 4 | 5 | 6:
                self.does(host(MovePhase, to="groups"))
                mover = one if chance.random() < 0.7 else Somebody(HOST)
                self.does(mover(groups.JoinGroup, person=one.no, group=group))
                self.does(host(MovePhase, to="vote"))
            case 7:
                self.wish(one.no)
            case 8:
                self.does(one(votes.TakeBackVote, pitch=self.topic()))
            case 9:
                self.does(host(lineup.DropGroup, group=group))
            case 10:
                self.pin() if chance.random() < 0.3 else self.does(
                    host(
                        lineup.PlacePitch,
                        pitch=self.topic(),
                        slot=chance.choice(night.setup.slots).id,
                        room=chance.choice(night.setup.rooms).id,
                    )
                )
            case 11:
                topic = self.topic()
                self.does(host(moderation.WithdrawPitch, pitch=topic))
                self.does(host(moderation.ShowPitch, pitch=topic))
            case 12:
                self.pitch()
            case 13:
                self.does(host(merging.MergePitch, pitch=self.topic(), into=self.topic()))
            case 14:
                self.make(few_moves=True, apply=chance.random() < 0.5)
            case 15:
                fewer = night.setup.rooms[1:] if len(night.setup.rooms) > 1 else night.setup.rooms
                self.does(host(ChangeSetup, setup=msgspec.structs.replace(night.setup, rooms=fewer)))
            case 16 | 17:
                self.more_places()
                self.make(few_moves=False, apply=chance.random() < 0.8)
            case _:
                for run in repeats.suggestions(night)[:1]:
                    self.does(host(repeats.RepeatPitch, pitch=run.pitch, slot=run.slot, room=run.room))


def evenings(first: int, many: int) -> Iterator[tuple[int, Evening]]:
    """So many nights with a line-up, with their seeds."""
    for seed in range(first, first + many):
        found = evening(seed)
        if found.night.lineup:
            yield seed, found

"""The evening: the host takes the made-up crowd through every phase, and says in a line what came of each.

What they do once it is over is in afterwards.py.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from random import Random
from typing import Any

from opennight.rehearse import (
    assembly,
    closeness,
    fair,
    made_up,
    offers,
    outside,
    posed,
    strengths,
    wall_life,
)
from opennight.rehearse.crowd import Guest, Wall, together
from opennight.rehearse.desk import Desk
from opennight.rehearse.joined import find_each_other
from opennight.rehearse.ledger import Ledger, Slot
from opennight.rehearse.told import read

SHARES = {"welcome": 0.12, "pitch": 0.22, "vote": 0.2, "groups": 0.13, "talk": 0.18, "share": 0.15}
"""Each phase's share of the evening."""

WRITERS = 10
"""Members of a group who write, besides its scribe. Nobody would read more notes."""

NO_PHONE = "Somebody without a phone"

MANY = 30
"""So many are enough that one of them has time to go round with a camera."""
REEL = 0.15
"""The part of the sharing in which the board plays what was captured."""
STAND_UP = 0.1
"""The part of it in which the host reads out what people ask for."""
PUT_UP = 6
"""One in so many people puts up an offer or an ask."""

ASSEMBLY = 0.3
"""The part of it in which the crowd asks guests for what it chose, and the roll is called."""
POSED = 0.15
"""The part in which the host puts something to everybody."""

HANDS = 100
"""Hearts for one group, at most: in a crowd of thousands not everyone taps."""

Say = Callable[[str, str], None]
"""Called with the phase and what came of it."""


class Evening:
    """One made-up crowd and its host, from the first arrival to the last comment."""

    def __init__(self, desk: Desk, people: int, seconds: float, seed: int, say: Say) -> None:
        self.desk = desk
        self.seconds = seconds
        self.say = say
        self.chance = Random(seed)
        self.wall = Wall()
        self.ledger = Ledger()
        self.offers = offers.Wall(self.chance, self.ledger)
        self.guests = [
            Guest(desk, name, self.chance.randrange(2**32), self.wall, self.ledger)
            for name in made_up.names(self.chance, people)
        ]
        late = people // 20
        self.early, self.later, self.last = split(self.guests, people - 3 * late, 2 * late)
        self.round = 0
        self.lined_up = self.handed = self.again = False
        self.how_close = ""

    async def run(self) -> None:
        """Everything up to the closing, each phase in its share of the time, and round after round."""
        await self.play("welcome", self.welcome)
        await self.play("pitch", self.pitch)
        await self.play("vote", self.vote)
        await self.make_lineup()
        while True:
            await self.play("groups", self.groups)
            await self.play("talk", self.talk)
            if not await self.desk.calls_another():
                break
            self.round += 1
        await self.play("share", self.share)

    async def play(self, phase: str, doing: Callable[[float], Awaitable[str]]) -> None:
        """Take part in a phase, if the night comes to it."""
        if await self.desk.enter(phase):
            await self.desk.during(self.part(phase, doing))

    async def part(self, phase: str, doing: Callable[[float], Awaitable[str]]) -> None:
        """What people do in a phase, in its share of the time."""
        seconds = self.seconds * SHARES[phase]
        if phase in ("groups", "talk") and self.slots:
            seconds /= len(self.slots)
        ends = time.monotonic() + seconds
        if phase in ("groups", "talk") and not self.lined_up:
            await together(guest.open_table() for guest in self.guests)
        if phase in ("groups", "talk", "share") and not self.lined_up:
            await self.read_lineup()
            self.lined_up = not any(guest.walks for guest in self.guests)
        self.say(phase, await doing(seconds * 0.9))  # the rest is for the answers
        await asyncio.sleep(max(0.0, ends - time.monotonic()))

    @property
    def slots(self) -> list[Slot]:
        """Those in which groups meet, in their order."""
        return list(dict.fromkeys(self.wall.lineup.values()))

    async def welcome(self, seconds: float) -> str:
        await outside.announce(self.desk)
        await together(guest.arrive(seconds) for guest in self.early)
        entered = (await self.desk.drive("people", name=NO_PHONE)).ok
        self.ledger.people += entered
        return f"{self.ledger.people} people came in" + ", one of them without a phone" * entered

    async def pitch(self, seconds: float) -> str:
        """People pitch while others still arrive; the host calls speakers to the front."""
        topics = made_up.pairs("pitches")
        self.chance.shuffle(topics)
        here = [guest for guest in self.early if guest.no]
        pitching = self.chance.sample(here, min(len(here), len(topics), max(3, len(here) // 5)))
        pitches = [guest.pitch(seconds * 0.7, *topic) for guest, topic in zip(pitching, topics, strict=False)]
        arrivals = [guest.arrive(seconds) for guest in self.later]
        spoke = asyncio.create_task(self.call_speakers(seconds))
        await together([*pitches, *arrivals])
        return f"{len(self.ledger.pitches)} pitches on the wall; {await spoke} spoke at the front"

    async def call_speakers(self, seconds: float) -> int:
        turns = max(1, min(12, int(seconds / 4)))
        turn = seconds / (turns + 1)
        spoke = 0
        for no in range(turns):
            await asyncio.sleep(turn)
            spoke += (await self.desk.drive("speaker/call", seconds=str(max(5, round(turn))))).ok
            if no == 1 and spoke:
                await self.desk.drive("speaker/extend", seconds="30")
        await self.desk.drive("speaker/thank")
        return spoke

    async def vote(self, seconds: float) -> str:
        """Two waves: those who are here, and those who come late and vote at once."""
        voting = [guest for guest in self.guests if guest.no]
        self.wall.by_strength = bool(voting) and await strengths.asked(voting[0].phone)

        async def late(guest: Guest) -> None:
            await guest.arrive(seconds / 2)
            await guest.vote(seconds / 2)

        await together(
            [*(guest.vote(seconds) for guest in voting), *(late(guest) for guest in self.last[1:])]
        )
        given = "choices" if self.wall.by_strength else "dots"
        return f"{len(self.ledger.dots)} {given} on {len(self.ledger.pitches)} pitches"

    async def make_lineup(self) -> None:
        await self.desk.drive("votes/reveal", revealed="1")
        if (await self.desk.drive("lineup/make")).ok:
            self.again = await fair.run_again(self.desk)

    async def read_lineup(self) -> None:
        """Take in which groups there are. Those we know keep their slot: its time changes once it begins."""
        record = await self.desk.lineup()
        self.wall.lineup = read(record).slots | self.wall.lineup
        for group in record["groups"]:
            self.wall.topics[group["no"]] = group["pitch"]
            self.wall.titles[group["no"]] = group["title"]
            if NO_PHONE in group["members"]:  # the host tells them where they sit
                self.ledger.members[0, self.wall.lineup[group["no"]]] = group["no"]

    async def groups(self, seconds: float) -> str:
        await self.desk.drive(
            "announcement", text="Find your group on your phone. One tap moves you to another."
        )
        given = False if self.round else await self.last_one(seconds / 10)
        coming = self.slots[self.round :]
        found = [guest.find_groups(seconds, coming) for guest in self.guests]
        first = [] if self.round else [self.put_up(), self.ask_how_close()]
        await together([*found, *first])
        await self.desk.drive("announcement", text="")
        taken = len(self.ledger.members)
        said = f"{len(self.wall.lineup)} groups in {len(self.slots)} slots; {taken} seats taken"
        if self.round:
            return said
        said += (
            self.how_close
            + ", one topic runs again" * self.again
            + ", a seat given to somebody who came late" * given
        )
        return said + ", a contact handed to somebody without a phone" * self.handed

    async def ask_how_close(self) -> None:
        if said := await closeness.said(self.desk):
            self.how_close = f", {said}"

    async def last_one(self, seconds: float) -> bool:
        """Somebody comes when everybody has a seat. Returns whether somebody gave them theirs."""
        came = [await fair.come_late(guest, self.guests, seconds) for guest in self.last[:1]]
        return any(came)

    async def put_up(self) -> None:
        """Some people put up what they need or can give, and others say yes."""
        here = [guest.phone for guest in self.guests if guest.no]
        putting = self.chance.sample(here, -(-len(here) // PUT_UP))
        await self.offers.put_up(putting)
        await self.offers.say_yes(self.chance.sample(here, len(putting)))
        await wall_life.talk(self.offers, here, self.chance, self.ledger)
        await wall_life.reword(self.offers, self.ledger)
        if here:
            self.handed = await wall_life.hand_over(self.desk, here[0], NO_PHONE, self.ledger)

    async def talk(self, seconds: float) -> str:
        """The lamp burns, the groups write, some people walk, the bell rings."""
        await self.desk.drive("timer/start", minutes=str(max(1, round(seconds / 60))))
        doing = [doing for slot in self.slots[self.round :][:1] for doing in self.busy(slot, seconds)]
        here = [guest for guest in self.guests if guest.no]
        if len(here) >= MANY and not self.round:
            doing.append(self.chance.choice(here).look_around(seconds))
        await together(doing)
        await find_each_other(self.desk, self.guests, self.chance, self.ledger)
        await self.desk.drive("timer/bell")
        await self.desk.drive("timer/stop")
        told = self.ledger
        said = f"{told.notes.total()} notes, {told.actions.total()} actions, {len(told.headlines)} headlines"
        said += f", {told.clips.total()} released clips" * bool(told.clips)
        said += f", {told.joined.total()} joint actions" * bool(told.joined)
        return said + f", {told.cards.total()} cards" * bool(told.cards)

    def busy(self, slot: Slot, seconds: float) -> list[Coroutine[Any, Any, None]]:
        """What people do in a slot. Those who write stay; one in eight of the others walks."""
        doing: list[Coroutine[Any, Any, None]] = []
        for guest in self.guests:
            if slot not in guest.groups:  # whoever had no time to look before the talk began
                guest.sit_down(slot)
        for no in [no for no, its in self.wall.lineup.items() if its == slot]:
            members = [guest for guest in self.guests if guest.groups.get(slot) == no]
            scribe, writers, others = split(members, 1, WRITERS)
            doing += [guest.keep_the_pen(seconds, slot) for guest in scribe]
            doing += [guest.write(seconds, slot) for guest in writers]
            doing += [guest.walk(seconds, slot) for guest in others if self.chance.random() < 0.12]
        return doing

    async def share(self, seconds: float) -> str:
        """Each group comes to the front in its turn; before that, the reel, and what is put to everybody."""
        await self.desk.drive("reel/pick", clip="0")
        await self.desk.drive("reel/play")
        await asyncio.sleep(seconds * REEL)
        await self.desk.drive("reel/end")
        await posed.play(self.desk, self.guests, seconds * POSED, self.ledger)
        phones = [guest.phone for guest in self.guests if guest.no]
        await self.offers.stand_up(self.desk, phones, seconds * STAND_UP)
        await wall_life.close(self.offers, self.ledger)
        convened = seconds * ASSEMBLY
        seconds *= 1 - REEL - STAND_UP - ASSEMBLY - POSED
        for guest in self.guests:
            guest.phone.screen.look_at("as=phone")
        for no in self.wall.lineup:
            await self.present(no, seconds / len(self.wall.lineup))
        asked = await assembly.convene(self.desk, self.guests, self.wall.actions, convened, self.chance)
        told = self.ledger
        return (
            f"{len(told.hearts)} hearts, {told.comments.total()} comments, {len(told.promises)} “I'm in”, "
            f"{told.meetings.total()} meetings, {told.replies.total()} replies, {len(told.thanks)} thanks, "
            f"{told.lines.total()} lines, {told.promised} hours promised{asked and '; '}{asked}"
        )

    async def present(self, no: int, turn: float) -> None:
        """A group comes to the front for so many seconds; the room has hearts, comments and thanks."""
        ends = time.monotonic() + turn
        await self.desk.drive(f"share/{no}/show")
        await self.meet_again(no)
        here = [guest for guest in self.guests if guest.no]
        fond = self.chance.sample(here, min(HANDS, len(here) // 3))
        keen = self.chance.sample(here, min(6, 1 + len(here) // 40, len(here)))
        hearts = [guest.appreciate(turn * 0.8, no) for guest in fond]
        hearts += [guest.take_up(turn * 0.8) for guest in keen]
        hearts += [guest.talk_back(turn * 0.8) for guest in keen]
        latest = self.ledger.meetings.total()
        coming = [guest.come_again(turn * 0.8, latest) for guest in keen if latest]
        await together([*hearts, *coming, *(guest.comment(turn * 0.8, no) for guest in keen)])
        await asyncio.sleep(max(0.0, ends - time.monotonic()))

    async def meet_again(self, no: int) -> None:
        """Half of the groups fix when they meet again."""
        members = [guest for guest in self.guests if no in guest.groups.values()]
        if members and self.chance.random() < 0.5:
            await self.chance.choice(members).meet_again(no)


def split(guests: list[Guest], first: int, second: int) -> tuple[list[Guest], list[Guest], list[Guest]]:
    """The `first` guests, the `second` after them, and the rest."""
    return guests[:first], guests[first : first + second], guests[first + second :]

"""The made-up crowd: what each of its people wants, and does with their phone."""

import asyncio
import datetime as dt
import re
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from opennight.rehearse import cards, clips, kindness, made_up, strengths
from opennight.rehearse.desk import Desk
from opennight.rehearse.ledger import Ledger, Slot
from opennight.rehearse.phone import Phone
from opennight.rehearse.wire import Answer

TABLES_TRIED = 5
MORE = {"action": "due", "quote": "who", "link": "url"}
"""By the kind of an entry, what it has besides its words."""
TABLE = re.compile(r"/pitches/(\d+)/table\"")
ROOM = re.compile(r'name="room" value="(\d+)"')


@dataclass
class Wall:
    """What everyone in the room can see: the pitches, with how strongly each draws people, and the line-up:
    which group meets when, and for which pitch, under which title. Also what others can take up: the concerns
    of each group, all actions, and what groups noted, by number, with its kind. `by_strength`: the vote
    asks how much people want each pitch."""

    draw: dict[int, float] = field(default_factory=dict)
    lineup: dict[int, Slot] = field(default_factory=dict)
    topics: dict[int, int] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    concerns: dict[int, list[int]] = field(default_factory=dict)
    actions: list[int] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    by_strength: bool = False

    def pick(self, chance: Random, among: list[int]) -> int:
        """Pick a pitch by its draw: a few are wanted by many, as on every wall."""
        return chance.choices(among, [self.draw.get(no, 0.1) for no in among])[0]

    def pick_group(self, chance: Random, among: list[int]) -> int:
        """Pick a group by the draw of its pitch."""
        return chance.choices(among, [self.draw.get(self.topics[no], 0.1) for no in among])[0]


class Guest:
    """One person of the crowd. Waits are drawn from `chance`, so a seed gives the same evening again."""

    def __init__(self, desk: Desk, name: str, seed: int, wall: Wall, ledger: Ledger) -> None:
        self.phone = Phone(desk.wire, desk.code, name, desk.slips.take)
        self.chance = Random(seed)
        self.wall = wall
        self.ledger = ledger
        self.dots: list[int] = []
        self.groups: dict[Slot, int] = {}
        self.walks = False

    @property
    def no(self) -> int:
        return self.phone.no

    async def wait(self, seconds: float) -> None:
        """Wait for some of this time; most people wait a little, few wait long."""
        await asyncio.sleep(seconds * self.chance.betavariate(2, 3))

    async def arrive(self, seconds: float) -> None:
        await self.wait(seconds)
        if (await self.phone.join()).ok:
            self.ledger.people += 1

    async def pitch(self, seconds: float, title: str, more: str) -> None:
        await self.wait(seconds)
        hosted = self.chance.random() < 0.8
        answer = await self.phone.pitch(title, more, hosted)
        if answer.ok:
            no = max(self.phone.numbers("pitch"))
            self.ledger.pitches[no] = title
            self.wall.draw[no] = self.chance.paretovariate(1.2)

    async def vote(self, seconds: float) -> None:
        """A few dots, one after another; some people change their mind, some try one dot too many, and some
        give none."""
        wanted = self.chance.choice((0, 2, 3, 4, 5, 5, 6))
        if self.no and self.wall.draw:
            for _dot in range(wanted):
                await self.wait(seconds / wanted)
                await self.give_dot()
            if self.wall.by_strength:
                await self.decline()
            if self.dots and self.chance.random() < 0.15:
                await self.take_dot_back(self.chance.choice(self.dots))
                await self.give_dot()

    async def give_dot(self) -> None:
        free = [no for no in self.wall.draw if no not in self.dots]
        if free:
            no = self.wall.pick(self.chance, free)
            if (await self.want(no)).ok:
                self.dots.append(no)
                self.ledger.dots.add((self.no, no))

    async def want(self, no: int) -> Answer:
        if self.wall.by_strength:
            return await strengths.want(self.phone, no, self.chance)
        return await self.phone.act("vote", f"pitches/{no}/vote")

    async def decline(self) -> None:
        """Say no to something else."""
        others = [no for no in self.wall.draw if no not in self.dots]
        if others:
            await strengths.say(self.phone, self.chance.choice(others), "no")

    async def take_dot_back(self, no: int) -> None:
        if self.wall.by_strength:
            done = await strengths.say(self.phone, no, "")
        else:
            done = await self.phone.act("take back a vote", f"pitches/{no}/unvote")
        if done.ok:
            self.dots.remove(no)
            self.ledger.dots.discard((self.no, no))

    async def open_table(self) -> None:
        """Where people choose and walk: whoever pitched stands at a free table, and says so by phone. Whoever
        finds somebody else there tries another one.
        """
        mine = self.phone.numbers("pitch")
        offered = mine & await self.phone.reads("", TABLE) if mine else set()
        self.walks |= bool(offered)
        for no in offered:
            for _try in range(TABLES_TRIED):
                free = await self.phone.reads(f"/pitches/{no}/table", ROOM)
                room = str(self.chance.choice(sorted(free))) if free else ""
                if not room or (await self.phone.act("open a table", f"pitches/{no}/table", room=room)).ok:
                    break

    async def find_groups(self, seconds: float, slots: list[Slot]) -> None:
        """My groups in these slots, as my phone shows them once the line-up stands; where it shows none, I
        choose one.
        """
        if self.no:
            await self.phone.screen.until("groups")
        for slot in slots:
            await self.wait(seconds / 2)
            self.sit_down(slot)
            if self.no and self.chance.random() < (0.1 if slot in self.groups else 0.92):
                offered = [no for no, its in self.wall.lineup.items() if its == slot]
                mine = [no for no in offered if self.wall.topics[no] in self.dots]
                await self.tap_in(slot, self.wall.pick_group(self.chance, mine or offered))

    def sit_down(self, slot: Slot) -> None:
        """Take the seat that was found for me in this slot; what a phone shows is a promise, too."""
        for no in self.phone.seats():
            if self.wall.lineup.get(no) == slot:
                self.groups[slot] = self.ledger.members[self.no, slot] = no

    async def tap_in(self, slot: Slot, no: int) -> bool:
        """Take a seat; where the room is full, take what is offered instead; give up at the third refusal."""
        for _door in range(3):
            answer = await self.phone.act("join a group", f"groups/{no}/join")
            if answer.ok:
                self.groups[slot] = self.ledger.members[self.no, slot] = no
                return True
            if answer.offer is None:
                return False
            no = answer.offer
        return False

    async def walk(self, seconds: float, slot: Slot) -> None:
        """The law of two feet: where one neither learns nor helps, one goes to another group."""
        await self.wait(seconds)
        here = self.groups[slot]
        others = [no for no, its in self.wall.lineup.items() if its == slot and no != here]
        if not others:
            return
        if self.chance.random() < 0.3 and (await self.phone.act("leave a group", f"groups/{here}/leave")).ok:
            del self.groups[slot], self.ledger.members[self.no, slot]
            await self.wait(seconds / 10)
        await self.tap_in(slot, self.wall.pick_group(self.chance, others))

    async def keep_the_pen(self, seconds: float, slot: Slot) -> None:
        """The scribe: opens the group's page, and writes the sentence that the room will see."""
        no = self.groups[slot]
        self.phone.screen.look_at(f"as=group&group={no}")
        await self.phone.act("take the pen", f"groups/{no}/pen")
        await cards.play(self.phone, no, self.chance, self.ledger)
        topic = self.wall.titles.get(no, "")
        await clips.send(self.phone, no, topic, self.chance, self.ledger)
        await asyncio.sleep(seconds * self.chance.uniform(0.6, 0.9))
        text = self.chance.choice(made_up.lines("headlines"))
        if (await self.phone.act("write a headline", f"groups/{no}/headline", text=text)).ok:
            self.ledger.headlines[no] = text

    async def look_around(self, seconds: float) -> None:
        """Somebody goes round, takes a photo of the wall, and films in the foyer."""
        await self.wait(seconds / 2)
        await clips.send(self.phone, 0, "The wall tonight", self.chance, self.ledger)
        await clips.record(self.phone, self.chance)

    async def write(self, seconds: float, slot: Slot) -> None:
        """An entry from the group's page: of any kind, also an answer to a concern, or an action."""
        no = self.groups[slot]
        self.phone.screen.look_at(f"as=group&group={no}")
        await self.wait(seconds)
        fears = self.wall.concerns.get(no, [])
        kinds = ("note", "action", "question", "quote", "link", "concern", "answer")
        kind = self.chance.choices(kinds, (8, 6, 2, 2, 1, 3, 3 if fears else 0))[0]
        text, more = self.chance.choice(made_up.pairs(f"{kind}s"))
        about = str(self.chance.choice(fears)) if kind == "answer" else ""
        due, who, url = (more if MORE.get(kind) == field else "" for field in ("due", "who", "url"))
        answer = await self.phone.act(
            f"write: {kind}",
            f"groups/{no}/notes",
            kind=kind,
            text=text,
            due=due,
            who=who,
            url=url,
            about=about,
        )
        if not answer.ok:
            return
        made = max(self.phone.numbers("note"))
        if kind == "action":
            self.ledger.actions[no, text] += 1
            self.wall.actions.append(made)
            await self.promise(made)
        else:
            self.ledger.notes[no, text] += 1
        if kind != "answer":
            self.wall.notes[made] = kind
        if kind == "concern":
            self.wall.concerns.setdefault(no, []).append(made)

    async def promise(self, action: int) -> None:
        if (await self.phone.act("say I'm in", f"promises/note/{action}/in")).ok:
            self.ledger.promises.add((self.no, action))
            if self.chance.random() < 0.4:
                await kindness.give_hours(self.phone, action, self.chance, self.ledger)

    async def take_up(self, seconds: float) -> None:
        """Some of those who listen are in on something that another group will do."""
        await self.wait(seconds)
        if self.wall.actions:
            await self.promise(self.chance.choice(self.wall.actions))

    async def appreciate(self, seconds: float, no: int) -> None:
        await self.wait(seconds)
        if (await self.phone.act("appreciate", f"share/{no}/heart")).ok:
            self.ledger.hearts.add((self.no, no))

    async def talk_back(self, seconds: float) -> None:
        """Say something under what another group noted, and thank somebody of one's own."""
        await self.wait(seconds)
        await kindness.talk_back(self.phone, self.wall.notes, self.chance, self.ledger)
        for slot, group in self.groups.items():
            there = [no for (no, when), its in self.ledger.members.items() if (when, its) == (slot, group)]
            mates = [no for no in there if no not in (0, self.no)]
            await kindness.thank(self.phone, group, mates, self.chance, self.ledger)

    async def meet_again(self, no: int) -> None:
        """Fix the next meeting of my group, a week from today or later."""
        day = dt.date.today() + dt.timedelta(days=self.chance.randint(7, 40))
        time = self.chance.choice(("18:00", "19:30"))
        fields = {"group": str(no), "day": day.isoformat(), "time": time, "place": "Library"}
        if (await self.phone.act("fix a meeting", "meetings", patient=False, command="", **fields)).ok:
            self.ledger.meetings[no, day.isoformat()] += 1

    async def come_again(self, seconds: float, meeting: int) -> None:
        await self.wait(seconds)
        await self.phone.act("be in", f"promises/meeting/{meeting}/in")

    async def say_how_it_was(self, seconds: float) -> None:
        """Most without their name, some with it."""
        await self.wait(seconds)
        fields = {f"words-{no}": self.chance.choice(("", *made_up.lines("comments"))) for no in range(2)}
        fields["scale"] = str(self.chance.choice((2, 3, 4, 4, 5, 5)))
        fields["signed"] = "1" if self.chance.random() < 0.2 else ""
        if (await self.phone.act("say how it was", "feedback", patient=False, command="", **fields)).ok:
            self.ledger.answers += 1

    async def comment(self, seconds: float, no: int) -> None:
        await self.wait(seconds)
        text = self.chance.choice(made_up.lines("comments"))
        if (await self.phone.act("comment", f"share/{no}/comments", text=text)).ok:
            self.ledger.comments[no, text] += 1


async def together(doing: Iterable[Coroutine[Any, Any, object]]) -> None:
    """All at once, until all are done; if one fails, the others stop."""
    async with asyncio.TaskGroup() as tasks:
        for one in doing:
            tasks.create_task(one)

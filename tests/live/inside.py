"""The inside of a server without the server: writers, hub and pages in this process, on a log in memory."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from opennight.app import make_app
from opennight.config import Settings
from opennight.live import frames
from opennight.live.audiences import BOARD, DESK, Audience
from opennight.live.channel import View
from opennight.live.frames import Form
from opennight.live.hub import TICK, Hub
from opennight.night.messages import Command
from opennight.night.nights import StartNight
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.store.log import Log
from opennight.web.core import mine, pages
from opennight.web.core.limits import Bucket
from opennight.writers import Writers
from tests.cast import attendee, guest, host, neighbour, setup
from tests.live.page import Page
from tests.memory import MemoryLog

CODE = "BEES22"
ADDRESS = "http://night.example"
RELOAD = frames.RELOAD.text


class Screen:
    """A screen that keeps what is pushed to it, and the page on it."""

    form: Form = "text"

    def __init__(
        self, audience: Audience, person: int = 0, page: Page | None = None, language: str = "en"
    ) -> None:
        self.view = View(audience, language, ADDRESS if audience in (BOARD, DESK) else "")
        self.person = person
        self.page = page or Page("")
        self.frames: list[str] = []
        self.allowed = True

    def may(self, night: Night) -> bool:
        return self.allowed

    def write(self, text: str) -> None:
        self.frames.append(text)

    def hang_up(self) -> None:
        self.allowed = False

    def take(self) -> list[str]:
        frames, self.frames = self.frames, []
        return frames


OWN = {
    "phone": "",
    "group": "/groups/{no}",
    "remote": "/remote",
    "helper": "/remote",
    "steering": "/assembly/desk",
}
"""The page of each kind of audience, if it is not called as that is."""


class Inside:
    """One process's writers and hub; `async with` carries out what is still waiting at the end."""

    def __init__(self, log: Log | None = None) -> None:
        self.log = log if isinstance(log, MemoryLog) else MemoryLog()
        self.app = make_app(Settings(secret_key="a secret for the tests"))
        self.mark = self.app.state.keys.mark
        self.hub = Hub(pages.render, mine.of, self.mark)
        self.writers = Writers(log or self.log, self.hub.publish, self.hub.let_go, folded=self.hub.folded)
        self.hub.certain = self.writers.certain
        self.app.state.writers, self.app.state.hub = self.writers, self.hub
        self.app.state.limits.readers = Bucket(rate=1e9, most=1e9)  # faster than anybody reads
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=ADDRESS)

    async def __aenter__(self) -> "Inside":
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.writers.end()
        await self.client.aclose()

    async def start(self, *names: str, **changes: object) -> Night:
        """Start a night that these people have joined."""
        await self.writers.send(CODE, host(StartNight, setup=setup(**changes)))
        for name in names:
            await self.writers.send(CODE, guest(Join, name=name))
        return await self.writers.night(CODE)

    async def listen(self, audience: Audience, person: int = 0, page: Page | None = None) -> Screen:
        """Open a screen as the socket does: it joins with the version of its page."""
        screen = Screen(audience, person, page)
        night = await self.writers.night(CODE)
        self.hub.join(night, screen, page.version if page else night.version)
        return screen

    def tick(self) -> None:
        """A tick passes, in no time: what was gathered for screens goes out."""
        channel = self.hub.channel(CODE)
        if channel.timer:
            channel.timer.cancel()
            channel.flushed -= TICK
            self.hub.tick(channel, CODE)

    async def again(self, screen: Screen, since: int, mark: str = "") -> list[str]:
        """What a screen is told when it says which version it has."""
        screen.take()
        self.hub.join(await self.writers.night(CODE), screen, since, mark)
        return screen.take()

    async def cookie(self, person: int) -> str:
        """The cookie of this person's device; none if nobody has this number."""
        keys, night = self.app.state.keys, await self.writers.night(CODE)
        return f"person_{CODE}={keys.sign(keys.person(night, person))}" if person in night.people else ""

    async def load(self, audience: Audience, person: int = 0) -> Page:
        """The page that a browser gets."""
        return Page(await self.html(audience, person))

    async def html(self, audience: Audience, person: int = 0) -> str:
        """What the page is made of; nothing if it is not there."""
        kind, no = audience
        return await self.get(OWN.get(kind, f"/{kind}").format(no=no), kind, person)

    async def written(self, group: int) -> str:
        """What a group has written, as the desk loads it where it is opened."""
        return await self.get(f"/desk?part=written&group={group}", "desk")

    async def get(self, path: str, kind: str, person: int = 0) -> str:
        """What is at this address for whoever has pages of this kind; nothing if it is not there."""
        keys, night = self.app.state.keys, await self.writers.night(CODE)
        desk = f"desk_{CODE}={keys.sign(keys.hosting(night))}"
        helper = f"desk_{CODE}={keys.sign(keys.helping(night, 481516))}"
        cookies = dict.fromkeys(("desk", "remote", "reporter", "steering"), desk) | {
            "helper": helper,
            "board": "",
        }
        cookie = cookies[kind] if kind in cookies else await self.cookie(person)
        answer = await self.client.get(f"/n/{CODE}{path}", headers={"Cookie": cookie})
        return answer.text if answer.status_code == 200 else ""


async def listening(inside: Inside, whose: Mapping[str, tuple[Audience, int]]) -> dict[str, Screen]:
    """Screens of these audiences and people, by their names, with nothing heard yet."""
    inside.tick()
    screens = {name: await inside.listen(audience, person) for name, (audience, person) in whose.items()}
    for screen in screens.values():
        screen.take()
    return screens


async def heard(inside: Inside, screens: dict[str, Screen], act: Command) -> dict[str, str]:
    """What each screen is told of it."""
    await inside.writers.send(CODE, act)
    inside.tick()
    return {name: "".join(screen.take()) for name, screen in screens.items()}


def regions(sent: list[str]) -> list[str]:
    """The regions in these frames."""
    return [region for frame in sent for region, _parent, _html in json.loads(frame).get("f", [])]


async def wall(inside: Inside, **changes: Any) -> None:
    """Ada and Ben have joined and pitched a topic each, and the vote is open."""
    await inside.start("Ada", "Ben", **changes)
    for command in (
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Books"),
        host(MovePhase, to="vote"),
    ):
        await inside.writers.send(CODE, command)

"""Whatever happens to the pushes on the line, and to the server, screens end up like a fresh load."""

import asyncio
import contextlib
import random

import pytest

from opennight.live.regions import REGIONS
from tests.frames import Weather
from tests.live.page import Page
from tests.lost.phones import Phone, current
from tests.proxy import DOWN, UP, Proxy
from tests.server import Server
from tests.web.cast import Device
from tests.web.deeds import DEEDS
from tests.web.stage import PHASES, Stage

SHOWN = {
    "phone": ["top", "main"],
    "board": ["announcement", "scene"],
    "desk": sorted(REGIONS["desk"].keys() - {"tally"}),
}
"""The parts of each page that pushes keep up to date."""
ENDS = {"people/NO/remove", "flood", "slips/give", "desk-key", "phase", "setup", "me/leave"}
"""Deeds that end the evening for somebody, or for everybody."""
STEPS = 30
SEED = 1


def screens(stage: Stage, url: str) -> list[Phone]:
    night = stage.night
    return [
        Phone(url, f"/n/{night.code}{path}", looks_at, header(device), seed=seed)
        for seed, (device, path, looks_at) in enumerate(
            [
                (stage.cast["attendee"], "", "as=phone"),
                (stage.cast["neighbour"], "", "as=phone"),
                (stage.cast["outsider"], "/board", "as=board"),
                (night.host, "/desk", "as=desk"),
            ]
        )
    ]


def header(device: Device) -> str:
    return "; ".join(f"{name}={value}" for name, value in device.cookies.items())


async def something(stage: Stage, chance: random.Random) -> None:
    """Somebody does something, whether it makes sense in this phase or not: refusals are part of life."""
    deed = chance.choice([deed for deed in DEEDS if deed.path not in ENDS])
    path = deed.path.replace("NO", str(chance.choice([1, 2, 3])))
    fields = deed.fields | {name: chance.choice(["Moths", "Bats"]) for name in deed.fields if name == "text"}
    answer = await asyncio.to_thread(stage.cast[deed.who].act, path, **fields)
    assert answer.status_code in (200, 403, 404, 409, 410, 422), f"{path}: {answer.text}"


async def trouble(proxy: Proxy, chance: random.Random) -> None:
    """Now and then, cut, stall or release lines."""
    what = chance.randrange(30)
    if what == 0:
        proxy.cut(reset=chance.random() < 0.5)
    elif what == 1 and proxy.links:
        chance.choice(proxy.links).stall(*chance.choice([(UP,), (DOWN,), ()]))
    elif what == 2:
        proxy.release()
    await asyncio.sleep(0.02)


async def ends_as_a_fresh_load(phone: Phone) -> None:
    fresh = Phone(phone.url, phone.path, phone.looks_at, phone.cookie)
    await fresh.load()
    kind = phone.looks_at.removeprefix("as=")
    for name in SHOWN[kind]:
        for _look in range(100):
            assert isinstance(phone.content, Page)
            assert isinstance(fresh.content, Page)
            held, new = phone.content.look(name), fresh.content.look(name)
            if held == new:
                break
            await asyncio.sleep(0.1)
        assert held == new, f"{kind} #{name}, after ten seconds"


async def phase_in_bad_weather(stage: Stage, phase: str, proxy: Proxy, chance: random.Random) -> None:
    stage.night.move(phase)
    if phase == "pitch":
        stage.after(phase)
    if phase == "groups":
        stage.night.host.act("lineup/make")
    for step in range(STEPS):
        await something(stage, chance)
        await trouble(proxy, chance)
        if phase == "vote" and step == STEPS // 2:
            chance.choice([stage.night.server.kill, stage.night.server.stop])()
            await asyncio.to_thread(stage.night.server.restart)


@pytest.mark.long
async def test_screens_end_as_a_fresh_load(server: Server) -> None:
    """Given lost, doubled and late frames, cuts, stalls and a restart, when the line is good again and one
    more small thing happens, then every screen shows all that a fresh page shows.
    """
    chance = random.Random(SEED)
    weather = Weather(chance, lost=0.15, doubled=0.15, delayed=0.2, longest=0.3)
    stage = Stage(server, "welcome")
    async with Proxy(server.port) as proxy, contextlib.AsyncExitStack() as awake:
        made = screens(stage, proxy.url)
        await made[-1].load()  # the host comes first, and vouches for the proxy's address
        for phone in made:
            await awake.enter_async_context(phone)
        for phase in PHASES[1:6]:
            proxy.weather = weather
            await phase_in_bad_weather(stage, phase, proxy, chance)
            proxy.weather = None
            proxy.release()
            await asyncio.sleep(weather.longest)
            for phone in made:
                phone.wake()
            stage.night.host.act("announcement", text=f"The end of: {phase}")
            await current(made, stage.night.version, within=20)
            for screen in made[2:]:
                await ends_as_a_fresh_load(screen)
            proxy.cut()  # own marks have no version, so a loss goes unnoticed; a real line loses all or none
            for phone in made:
                await ends_as_a_fresh_load(phone)
    assert sum(phone.asked for phone in made) > 2, "they noticed what was missing"
    assert min(weather.befell.values()) > 2, "it was bad weather, though a busy machine sends fewer frames"

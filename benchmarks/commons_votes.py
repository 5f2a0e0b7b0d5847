"""What votes in another night wait for while records are published, beside the same votes alone."""

import asyncio
import itertools
import time

from benchmarks import night
from benchmarks.browser import Browser
from benchmarks.commons_nights import NIGHTS
from benchmarks.tools import median, percentile, verdict
from opennight import clock
from opennight.web.core.keys import Keys

WAIT = 1.25
"""A vote takes at most so many times as long while records are published: for the share of the processor that
they take, and not for waiting."""
VOTES_A_SECOND = 100
SECONDS, TURNS = 4.0, 7


async def vote_steadily(port: int, cookies: list[str], name: str) -> list[float]:
    """Milliseconds until each vote is acknowledged."""
    free = [Browser(port) for _browser in range(40)]
    took: list[float] = []

    async def one(number: int) -> None:
        browser = free.pop() if free else Browser(port)
        browser.cookie = cookies[number % len(cookies)]
        act = "unvote" if number // len(cookies) % 2 else "vote"
        began = time.perf_counter()
        answer = await browser.post(
            f"/n/{night.CODE}/pitches/{number % night.PITCHES + 1}/{act}", command=f"{name}-{number:06}"
        )
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status in (200, 409), answer.body
        free.append(browser)

    began, tasks = time.monotonic(), []
    for number in range(int(VOTES_A_SECOND * SECONDS)):
        await asyncio.sleep(max(0.0, began + number / VOTES_A_SECOND - time.monotonic()))
        tasks.append(asyncio.create_task(one(number)))
    await asyncio.gather(*tasks)
    await asyncio.gather(*(browser.close() for browser in free))
    return took


async def publish_steadily(port: int, name: str, until: asyncio.Event) -> int:
    """Withdraw, publish and list one record after the other. Returns how many."""
    browser, done = Browser(port), 0
    for number in itertools.count():
        if until.is_set():
            break
        code = f"MADE{number % NIGHTS:03}"
        browser.cookie = f"desk_{code}=" + Keys(night.SECRET).sign(f"host {code} 1")
        for act, fields in (
            ("record/withdraw", {}),
            ("record/publish", {}),
            ("commons", {"place": f"Easton {number}"}),
        ):
            answer = await browser.post(
                f"/n/{code}/{act}", command=f"{name}-{number}-{act[-8:].replace('/', '-')}", **fields
            )
            assert answer.status == 200, answer.body
        done += 1
        await asyncio.sleep(0.2)
    await browser.close()
    return done


async def votes(port: int, cookies: list[str]) -> list[list[object]]:
    alone: list[float] = []
    beside: list[float] = []
    ratios: list[float] = []
    published = 0
    for turn in range(TURNS):
        first = await vote_steadily(port, cookies, f"alone-{clock.now()}-{turn}")
        until = asyncio.Event()
        publishing = asyncio.create_task(publish_steadily(port, f"list-{clock.now()}-{turn}", until))
        second = await vote_steadily(port, cookies, f"beside-{clock.now()}-{turn}")
        until.set()
        published += await publishing
        alone, beside = alone + first, beside + second
        ratios.append(median(second) / median(first))
    rows = (("nothing else", alone, ["", ""]), (f"{published} records listed", beside, waited(ratios)))
    return [
        [
            what,
            len(those),
            *(f"{percentile(those, share):.1f}" for share in (0.5, 0.9, 0.99)),
            f"{max(those):.0f}",
            *told,
        ]
        for what, those, told in rows
    ]


def waited(ratios: list[float]) -> list[object]:
    """The median of all turns: what else the machine does differs from one to the next."""
    ratio = median(ratios)
    return [f"{ratio:.2f}", verdict(ratio, "≤", WAIT)]

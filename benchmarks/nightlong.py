"""How many bytes a whole night pushes to each phone, when no two events share a frame.

A rehearsed evening takes a minute or two, so a tick gathers many of its events. In a night of three hours
nearly every event goes out by itself. So the evening's log is published to the app's own hub again, event by
event, with a phone listening for each person, and the bytes of every frame are counted.
"""

import asyncio
from collections import Counter

from benchmarks.night import a_hub
from benchmarks.tools import median, table, verdict
from opennight.live.audiences import PHONE
from opennight.live.channel import View
from opennight.live.frames import Form
from opennight.live.ws_protocol import HEARTBEAT, SIGN
from opennight.night.fold import evolve
from opennight.night.messages import Recorded
from opennight.night.state import Night
from opennight.rehearse.rehearsal import Plan, rehearse
from opennight.store.sqlite import SqliteLog
from tests.server import Server

PEOPLE, SECONDS, HOURS = 150, 60.0, 3
MOST_MB = 1.5


class Counting:
    """A phone that counts the frames and bytes it receives."""

    def __init__(self, person: int, form: Form) -> None:
        self.view = View(PHONE, "en", "")
        self.person = person
        self.form = form
        self.bytes = self.frames = 0

    def may(self, night: Night) -> bool:
        return True

    def hang_up(self) -> None: ...

    def write(self, data: bytes) -> None:
        self.bytes += len(data)
        self.frames += 1


async def log_of_an_evening(server: Server) -> tuple[str, list[Recorded]]:
    """Rehearse an evening on a running server; the night's code and log."""
    codes: list[str] = []
    plan = Plan(server.url, start_key=server.start_key, people=PEOPLE, seconds=SECONDS, seed=1)
    said: list[str] = []
    status = await rehearse(plan, said.append, codes.append)
    if status:  # on a busy machine a phone may hear of its seat too late; its log is as good
        print("\n".join(line for line in said if "WRONG" in line))
    log = await SqliteLog.open(server.folder / "nights.db")
    try:
        return codes[0], await log.read(codes[0])
    finally:
        await log.close()


def retold(code: str, log: list[Recorded], form: Form) -> tuple[list[Counting], Counter[str]]:
    """The phones after the log was published event by event, and the first phone's bytes by kind of event.

    All phones take frames in this form.
    """
    hub = a_hub()
    night = Night(code)
    phones: dict[int, Counting] = {}
    by_kind: Counter[str] = Counter()
    for recorded in log:
        evolve(night, recorded)
        first = phones.get(1)
        before = first.bytes if first else 0
        hub.publish(night, [recorded])
        hub.send(hub.channel(code), night)
        if first:
            by_kind[type(recorded.event).__name__] += first.bytes - before
        for person in night.people.keys() - phones.keys():
            phones[person] = Counting(person, form)
            hub.join(night, phones[person], night.version)
            phones[person].bytes = phones[person].frames = 0  # its page has all that
    return list(phones.values()), by_kind


async def whole_night(server: Server, page_kb: float, again_kb: float) -> None:
    """Print what a phone receives in a night: pushes, signs of life, and the pages that it loads."""
    code, log = await log_of_an_evening(server)
    phones, by_kind = retold(code, log, "deflated")
    others, _by_kind = retold(code, log, "plain")
    beats = HOURS * 3600 / HEARTBEAT * len(SIGN)
    rows = []
    for name, share in (("median phone", median), ("heaviest phone", max)):
        pushed = share([phone.bytes for phone in phones])
        plain = share([phone.bytes for phone in others])
        loads = page_kb + 10 * again_kb
        for how, size in (("compressed", pushed), ("not compressed", plain)):
            all_mb = (size + beats) / 1e6 + loads / 1000
            frames = f"{share([phone.frames for phone in phones]):.0f}"
            judged = verdict(all_mb, "≤", MOST_MB) if how == "compressed" else "for information"
            cells = (f"{size / 1000:.0f}", f"{beats / 1000:.0f}", f"{loads:.0f}", f"{all_mb:.2f}", judged)
            rows.append([name, how, frames, *cells])
    head = ("phone", "frames are", "frames", "pushes kB", "signs of life", "pages", "all MB", "target")
    table(
        f"A night of {HOURS} hours, {len(phones)} people, {len(log)} events, each in a frame of its own; "
        "one first load of the page and ten more",
        head,
        rows,
    )
    heaviest = [[kind, f"{size / 1000:.0f}"] for kind, size in by_kind.most_common(6)]
    table("What weighs most for the first phone, compressed", ("event", "kB"), heaviest)


def run(server: Server, page_kb: float, again_kb: float) -> None:
    asyncio.run(whole_night(server, page_kb, again_kb))

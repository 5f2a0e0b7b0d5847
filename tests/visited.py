"""A server that only shows a night, and visitors of each kind who look at all of its pages."""

import asyncio
import pathlib
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import httpx
import msgspec
from starlette.routing import Route

from opennight.answers import Answer
from opennight.app import make_app
from opennight.commons.likeness import Likeness
from opennight.config import Settings, Smtp
from opennight.lineup.problem import Plan, Problem
from opennight.live.audiences import Audience
from opennight.live.blanks import NOBODY, Drawn
from opennight.live.channel import View
from opennight.live.regions import REGIONS
from opennight.media.preview import Shown
from opennight.night import remote
from opennight.night.entry import Entry
from opennight.night.fold import decide
from opennight.night.kept.parts import PHASES
from opennight.night.messages import Command, Recorded
from opennight.night.nights import NoSuchNight
from opennight.night.state import Night
from opennight.planning import Planner
from opennight.routes import ROUTES
from opennight.web.core import pages
from opennight.web.core.door import WAITING
from opennight.web.core.keys import Keys
from opennight.web.core.limits import Bucket
from tests import everything, pictured
from tests.cast import entry_of
from tests.decks import deck
from tests.everything import CODE
from tests.lineup.test_bound_told import AtOnce
from tests.listed import Finds, OneNight

SECRET = "long enough for a test"
ADDRESS = "http://10.0.0.1:8000"
PUBLIC = "http://9.9.9.9:8000"
BEFORE = "765432"
"""The code of a night that the same device hosted."""
FOR_MACHINES = {"/healthz", "/readyz", "/api/openapi.json"}


class Shelf:
    """A night to look at, in place of the write path: refuses what that would refuse, and writes nothing.
    `happened`: what its log says."""

    def __init__(self, night: Night, happened: Sequence[Recorded] = pictured.HAPPENED) -> None:
        self.it, self.happened = night, happened

    async def night(self, code: str, least: int = 0) -> Night:
        if code not in (CODE, everything.LAST_TIME.of):
            raise NoSuchNight
        return self.it  # the one before has come to the same

    current = night

    async def versions(self, codes: Sequence[str]) -> dict[str, int]:
        return {code: self.it.version for code in codes if code in (CODE, everything.LAST_TIME.of)}

    async def send(self, code: str, command: Command) -> Answer:
        decide(self.it, command)
        return Answer(self.it.version)

    @property
    def log(self) -> "Shelf":
        return self

    async def find(self, code: str, version: int) -> str | None:
        return "0" * 64

    async def read(self, code: str, after: int = 0, most: int = -1) -> list[Recorded]:
        return list(self.happened[after:])


class Weighing(Planner):
    """What would change a line-up, as if it had been worked out: each plan is the line-up that stands."""

    async def weigh(self, asked: bytes) -> bytes:
        problems = msgspec.json.decode(asked, type=list[Problem])
        there = problems[0].standing
        plans = [Plan(placements=problem.standing, groups=problem.sitting) for problem in problems]
        changes = (0, 1, 2, -1, -2)
        times = [
            (pitch, slot, room, -1, change)
            for (pitch, slot, room), change in zip(there, changes, strict=False)
        ]
        swapped = [(*there[0][:1], *there[1][1:], there[1][0], 0)] if len(there) > 1 else []
        return msgspec.json.encode((plans, (*times, *swapped)))


class Undrawn:
    """Previews without the picture: what it says is asked for all the same."""

    async def of(self, shown: Shown) -> bytes:
        return b""


class Listing:
    """A catalogue of this one night, or of some others, too."""

    def __init__(self, night: Night, *others: Entry) -> None:
        self.it, self.others = night, others

    async def cursor(self) -> str:
        return ""

    async def since(self, cursor: str, kinds: object, most: int) -> tuple[list[Any], str]:
        return [], ""

    async def entries(self, codes: object) -> list[Entry]:
        return [entry_of(self.it), *self.others]


def visitors(app: Any, night: Night) -> dict[str, dict[str, str]]:
    """The cookies of each kind of visitor."""
    sign, start = app.state.keys.sign, app.state.keys.start
    person = {f"person_{CODE}": sign(app.state.keys.person(night, 1))} if 1 in night.people else {}
    left = {f"left_{CODE}": sign(f"left {app.state.keys.person(night, 1)}")} if person else {}
    sign_as = app.state.keys.newcomer
    waits = {"waiting": max(night.newcomers), "turned away": 1} if night.newcomers else {}
    at_the_door = {who: {f"person_{CODE}": sign(sign_as(night, no))} for who, no in waits.items()}
    key = app.state.keys.reporter(night, 1) if 1 in night.reporters else ""
    reporter = person | {f"desk_{CODE}": sign(f"reporter {CODE} 1-{key}")} if key else {}
    link = len(night.helper_links)
    return at_the_door | {
        "newcomer": left,
        "attendee": person,
        "helper": {f"desk_{CODE}": sign(app.state.keys.helping(night, remote.DEVICES * link + 7, link))},
        "reporter": reporter and person | reporter,
        **revoked(app, night),
        "host": person | {f"desk_{CODE}": sign(f"host {CODE} 1"), "start": sign(f"start {start}")},
    }


def revoked(app: Any, night: Night) -> dict[str, dict[str, str]]:
    """Whoever was a reporter until their link was revoked, if there is one."""
    no = next((one.no for one in night.reporters.values() if one.revoked), 0)
    said = f"reporter {CODE} {no}-{app.state.keys.reporter(night, no)}" if no else ""
    return {"revoked": {f"desk_{CODE}": app.state.keys.sign(said)}} if said else {}


def addresses() -> Iterator[str]:
    """Every page, for every group and pitch worth a look."""
    yield from (f"/start?from={CODE}", "/join?code=999", "/nowhere", f"/n/{CODE}/record.md")
    yield from (
        f"/n/{CODE}/helper?for=1",
        f"/j/{CODE}?ask=1",
        *(f"/j/{CODE}?slip={Keys(SECRET).slip(CODE, no)}" for no in (2, 3, 4, 9)),
        f"/n/{CODE}/helper?for={4 + everything.GUESTS}",  # without a phone
        f"/n/{CODE}/thanks?for={4 + everything.GUESTS}",
        f"/n/{CODE}/introductions/5/slip?for={4 + everything.GUESTS}",
        f"/n/{CODE}/thanks?name=%E2%80%BBnobody",
        *(f"/n/{CODE}/threads/{about}" for about in ("offer/1", "offer/2", "asked/1")),
        f"/n/{CODE}/phase/share?sure=1",
        f"/n/{CODE}/cards/print?blank=1",
        f"/n/{CODE}/pitches/similar?title=%E2%80%BBSwifts",
        f"/n/{CODE}/pitches/similar?title=%E2%80%BBNight+%E2%80%BBbus+%E2%80%BBlamp+%E2%80%BBwalk",
        f"/n/{CODE}/clips?q=%E2%80%BBnothing",
        f"/n/{CODE}/propositions?change=1",
        *(f"/n/{CODE}/desk?part=written&group={no}" for no in (1, 2)),
        *(f"/commons?{asked}" for asked in COMMONS),
        *(f"/commons/like/{CODE}/{anchor}" for anchor in ("pitch-1", "pitch-2", "headline-1")),
        *(f"/commons/places/{place}" for place in ("hall?page=2", "nowhere", "nowhere?page=2")),
    )
    for route in ROUTES:
        if isinstance(route, Route) and "GET" in (route.methods or ()) and route.path not in FOR_MACHINES:
            path = (
                route.path.replace("{code}", CODE)
                .replace("{card:str}", "corner")
                .replace("{what:str}", "note")
                .replace("{place:path}", "hall")
            )
            for no in range(1, 5) if "{no:no}" in path else (0,):
                for phase in PHASES if "{to:str}" in path else ("",):
                    there = path.replace("{no:no}", str(no)).replace("{to:str}", phase)
                    yield there.replace("{ending:str}", "html").replace("{anchor:str}", "note-1")


COMMONS = (
    *(
        "q=%E2%80%BBsaid",
        "kind=note",
        "kind=concern",
        "q=%E2%80%BBzz&kind=note&place=%E2%80%BB",
        "q=%E2%80%BBzz",
    ),
    *("page=2", "page=99", "kind=note&page=2", "kind=note&page=99", "year=2026", "place=%E2%80%BBMoon"),
)
"""What is searched for in the commons."""
BOTH = 3
"""A clip in which two can be seen, the first of whom has released it."""
SPOKEN = min(everything.full().captions)
"""The first clip in which something is said."""
WORDS = [f"/n/{CODE}/clips/{SPOKEN + no}/words" for no in range(7)]
"""Where the words of the recordings are put right."""
FORMS: list[tuple[str, str, str, dict[str, str]]] = [
    ("attendee", WORDS[0], WORDS[0], {"edition": "9"}),
    ("host", WORDS[1], WORDS[1], {"edition": "1", "line-1": "※X", "line-2": "", "line-3": ""}),
    ("attendee", WORDS[6], f"{WORDS[6]}/whole", {"text": ""}),
    ("attendee", f"/n/{CODE}/clips", f"/n/{CODE}/clips", {"title": "", "upload": "※X"}),
    ("attendee", f"/n/{CODE}/clips/1/straighten", f"/n/{CODE}/clips/1/straighten", {"x1": "※X"}),
    ("host", "/start", "/nights", {"title": "※X", "room_id": "", "room_name": "※Hall", "room_seats": "0"}),
    ("host", "/start", "/nights", {"title": "※X", "slot_id": "", "slot_start": "9", "slot_end": "9"}),
    ("host", "/start", "/start", {"title": "※X", "form": "/nights"}),
    ("host", f"/n/{CODE}/setup", f"/n/{CODE}/setup", {"title": "※X", "zone": "Moon"}),
    ("host", f"/n/{CODE}/desk", f"/n/{CODE}/pitches", {"title": ""}),
    ("newcomer", f"/j/{CODE}", f"/j/{CODE}", {"name": ""}),
    ("newcomer", f"/j/{CODE}", f"/j/{CODE}/return", {"personal": "※1"}),
    ("attendee", f"/n/{CODE}", f"/n/{CODE}/groups/2/join", {}),
    ("attendee", f"/n/{CODE}/groups/1", f"/n/{CODE}/groups/1/notes", {"text": ""}),
    ("helper", f"/n/{CODE}/helper", f"/n/{CODE}/people", {"name": ""}),
    ("newcomer", f"/n/{CODE}", f"/n/{CODE}/phase", {"to": "talk"}),
    ("host", f"/n/{CODE}/record/mend/note-1", f"/n/{CODE}/record/mend/note-1", {"was": "", "text": ""}),
    ("attendee", f"/n/{CODE}/record/g/1", f"/n/{CODE}/record/g/9/approve", {"approved": "1"}),
]
"""Forms that are refused: who sends them, from which page, to where, and with what fields."""


async def got(app: Any, address: str, cookies: dict[str, str]) -> str:
    """What this visitor reads at the address; nothing of what is no text.

    Asks as a server would: a client for all that HTTP can do takes as long as the pages do, and these are ten
    thousand.
    """
    path, _mark, query = address.partition("?")
    said = {
        "host": ADDRESS.removeprefix("http://"),
        "accept-language": "xx",
        "cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
    }
    scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http"},
        **{"method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode()},
        **{"root_path": "", "client": ("127.0.0.1", 1), "server": ("10.0.0.1", 8000)},
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
    }
    sent: list[dict[str, Any]] = []

    asked = iter([{"type": "http.request"}])

    async def receive() -> dict[str, Any]:
        for message in asked:
            return message
        await asyncio.Event().wait()  # what streams asks whether anybody still listens
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    text = b"".join(message.get("body", b"") for message in sent)
    assert sent[0]["status"] < 429, f"{address}: {text!r}"  # nor too many requests
    kind = dict(sent[0]["headers"]).get(b"content-type", b"")
    return text.decode() if kind.startswith((b"text/html", b"text/markdown")) else ""


def keyed(app: Any, night: Night) -> list[str]:
    """The pages of who is in a clip, and has released it while another one has not."""
    if len(night.clips) < BOTH:
        return []
    return [f"/n/{CODE}/clips/{BOTH}?key={app.state.keys.clip(night, BOTH)}"]


async def looked_at(app: Any, night: Night, *only: str) -> AsyncIterator[tuple[str, str]]:
    """All pages, as each visitor (or only these) gets them: (visitor and address, HTML)."""
    app.state.writers, app.state.catalogue = Shelf(night), Listing(night)
    app.state.commons, app.state.meaning = OneNight(night), Finds()
    app.state.likeness = Likeness(app.state.meaning)
    for who, cookies in visitors(app, night).items():
        for address in (*addresses(), *keyed(app, night)) if not only or who in only else ():
            if who in ("reporter", "revoked") and not re.search("clips|reporter|/me$", address):
                continue
            if page := await got(app, address, cookies):
                yield f"{who} {address}", page


async def looked_at_by_host(app: Any, night: Night) -> AsyncIterator[tuple[str, str]]:
    """The pages on which the host plans: (address, HTML)."""
    app.state.writers, app.state.catalogue = Shelf(night), Listing(night)
    cookies = visitors(app, night)["host"]
    for address in (f"/n/{CODE}/runsheet", f"/n/{CODE}/setup", f"/start?from={CODE}"):
        yield f"host {address}", await got(app, address, cookies)


async def refused(app: Any, night: Night) -> AsyncIterator[tuple[str, str]]:
    """Pages that are shown again with a refusal on them, or filled in."""
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS)
    client.headers.update({"Accept-Language": "xx", "Accept-Encoding": "identity"})
    app.state.writers, app.state.catalogue = Shelf(night), Listing(night)
    for who, page, action, fields in FORMS:
        client.cookies = httpx.Cookies(visitors(app, night)[who])
        answer = await client.post(action, data=fields, headers={"Referer": f"{ADDRESS}{page}"})
        assert 400 <= answer.status_code < 500, f"{action}: {answer.text}"
        yield f"{who} {action} {fields}", answer.text
    client.cookies = httpx.Cookies(visitors(app, night)["host"])
    yield "host, from the shelf", (await client.post("/start", data={"shelf": "1-evening"})).text
    app.state.door.codes = Bucket(rate=0, most=0)
    app.state.door.codes.take("127.0.0.1")
    app.state.door.waiting["127.0.0.1"] = WAITING
    client.cookies = httpx.Cookies()
    answer = await client.get(f"/j/{CODE}")
    assert answer.status_code == 429
    yield "newcomer, where too many codes were wrong", answer.text


def pushed(night: Night) -> Iterator[tuple[str, str]]:
    """All fragments for all audiences: (which, HTML)."""
    for kind, regions in REGIONS.items():
        for name, region in regions.items():
            for no in (1, 2, 3, 4):
                about = region.about(night, no)
                if about is not None and (about or no == 1):
                    view = View(Audience(kind, no if kind == "group" else 0), "xx", ADDRESS)
                    html = pages.render(night, region.partial, view, about)
                    yield f"{kind} {name}-{no}", Drawn.of(html).whole(lambda _inside: ()).filled(NOBODY)


class Knows:
    """In place of the extra that knows what texts mean: the last one means what each of the others does."""

    async def pairs(self, said: list[tuple[str, str]]) -> dict[tuple[int, int], float]:
        return {(no, len(said) - 1): 0.9 for no in range(len(said) - 1)}


def server(url: str = "", smtp: Smtp | None = None) -> Any:
    """A fresh server for each night: nobody has looked at too many of its pages yet, or will."""
    media = None if url else pathlib.Path("nowhere")
    app = make_app(Settings(secret_key=SECRET, url=url, media=media, smtp=smtp))
    for bucket in ("readers", "desk", "sites", "searches"):
        setattr(app.state.limits, bucket, Bucket(rate=1000, most=1000))
    app.state.matcher.meaning = Knows()
    app.state.previews = Undrawn()
    app.state.planner, app.state.bounder = Weighing(), AtOnce()
    app.state.shelf.decks = {"streets": deck()}  # those that come with opennight have words of their own
    return app

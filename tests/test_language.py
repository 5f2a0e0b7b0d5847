"""Every word people see goes through gettext.

All pages and fragments are rendered in a language that wraps each text it knows in ⟦…⟧, from nights in which
typed words begin with ※: no other words may be left.
"""

import asyncio
import gettext
import html
import itertools
import pathlib
import re
import secrets
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import httpx
import msgspec
import pytest
from starlette.routing import Route

from opennight.answers import Answer
from opennight.app import make_app
from opennight.bounding import Bounded
from opennight.commons.likeness import Likeness
from opennight.config import Settings, Smtp
from opennight.lineup.problem import Plan, Problem
from opennight.live.audiences import Audience
from opennight.live.blanks import NOBODY, Drawn
from opennight.live.channel import View
from opennight.live.regions import REGIONS
from opennight.media.preview import Shown
from opennight.night import (
    api_keys,
    asking,
    board,
    bylines,
    choosing,
    connections,
    decks,
    flood,
    gratitude,
    headlines,
    lineup,
    moderation,
    nights,
    notes,
    offers,
    people,
    pitches,
    queue,
    reading,
    rehearsals,
    remote,
    reporters,
    rounds,
    screening,
    sharing,
    shuffling,
    slips,
    standup,
    stories,
    tidy,
    timer,
)
from opennight.night.entry import Entry
from opennight.night.fold import decide
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.messages import Command, Recorded
from opennight.night.nights import NoSuchNight
from opennight.night.reasons import Totals
from opennight.night.state import Night
from opennight.night.tidy import LANGUAGES
from opennight.places import TEMPLATES
from opennight.planning import Planner
from opennight.routes import ROUTES
from opennight.web.core import languages, pages, templates
from opennight.web.core.door import WAITING
from opennight.web.core.keys import Keys
from opennight.web.core.limits import Bucket
from tests import (
    convened,
    everything,
    joined,
    lettered,
    lined_up,
    messages,
    pictured,
    posed,
    posted,
    recorded,
    seldom,
)
from tests.cast import Story, attendee, entry_of, guest, helper, host, neighbour
from tests.decks import deck
from tests.dinner import with_cards
from tests.everything import CODE
from tests.lineup import told
from tests.lineup.any_night import evenings
from tests.lineup.test_bound_told import AtOnce
from tests.listed import Finds, OneNight
from tests.spoken import unlike

SECRET = "long enough for a test"
ADDRESS = "http://10.0.0.1:8000"
PUBLIC = "http://9.9.9.9:8000"
KEPT = re.compile(
    r"(https?://)?(10\.0\.0\.1|9\.9\.9\.9)(:8000)?\S*|\b\d+-[A-Z2-9]{6}([A-Z2-9]{2})?\b|\b(opennight|Markdown|CSV|JSON|UTC|Europe/Berlin|Q|en|de)\b"
    + rf"|\b({'|'.join(LANGUAGES.values())})\b"
    + r"|CC BY(-SA)? 4\.0|CC0 1\.0"
    + r"|CC BY(-SA)? 4\.0|CC0 1\.0|https://creativecommons\.org/\S*"
)
"""What is the same in every language: addresses, codes and names of languages, names of things, zones and
licences, an initial."""
CHOOSING = (
    attendee(choosing.ChooseAction, note=2),
    helper(choosing.ChooseAction, person=4 + everything.GUESTS, note=2),
    host(board.SetScene, scene="choosing"),
)
"""Two dots on an action, while the board shows the choice."""
STANDING_UP: tuple[Command, ...] = (
    host(standup.StandUpNext, ask=3, meets=(2,)),
    *(who(standup.RaiseHand, ask=3) for who in (attendee, neighbour)),
    host(standup.CountHands, ask=3, hands=1),
    host(standup.SendToTable, ask=3, table="※Table"),
)
"""An ask is read out, three hands are up, and they find each other at a table."""
ALL_READ_OUT: tuple[Command, ...] = (*STANDING_UP, *(host(standup.StandUpNext) for _ask in range(9)))
BEFORE = "765432"
"""The code of a night that the same device hosted."""
FOR_MACHINES = {"/healthz", "/readyz", "/api/openapi.json"}
READ_OUT = {"aria-label", "aria-description", "aria-valuetext", "alt", "title", "placeholder", "label"}
PIECE = re.compile(
    r"""<!--.*?-->|<!doctype[^>]*>|<(/?)([a-z][a-z0-9-]*)((?:[^>"]|"[^"]*")*)>|([^<]+|<)""", re.S
)
"""A tag (whether it ends something, its name and its attributes) or a text."""
ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
END = "\0"
OURS = {"script", "style", "kbd"}
"""What they hold is no text; keys are the same in every language."""
BLOCKS = {
    "p",
    "li",
    "option",
    "title",
    "h1",
    "h2",
    "h3",
    "h4",
    "button",
    "a",
    "label",
    "summary",
    "td",
    "th",
    "div",
}


class Pseudo(gettext.NullTranslations):
    """A language that knows what the extraction found, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.known = {form for forms in messages.known(messages.extracted()) for form in forms}
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return f"⟦{message}⟧" if message in self.known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked |= {msgid1, msgid2}
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def shown(tag: str, said: str) -> tuple[str, ...]:
    """Those of the attributes of this tag that are read out or shown. Most tags are on many pages."""
    attributes = dict(ATTRIBUTE.findall(said))
    kind = attributes.get("type", "text")

    def of_words(name: str, value: str) -> bool:
        typed = name == "value" and tag == "input" and kind in ("text", "search", "submit")
        # Scripts show what data-* attributes hold; a plain word or number is for the scripts themselves.
        data = name.startswith("data-") and re.search(r"\s|[A-Z]|⟦", value)
        return name != "data-first" and bool(name in READ_OUT or typed or data)

    return tuple(value for name, value in attributes.items() if of_words(name, value))


class Words:
    """What a page says: its text, and the attributes that are read out or shown."""

    def __init__(self, page: str) -> None:
        said: list[str] = []
        pieces: list[str] = []
        code = 0
        for end, tag, attributes, text in PIECE.findall(page):
            if not tag:
                pieces.append("" if code else text)
            elif end:
                code -= tag in OURS
                pieces.append(END if tag in BLOCKS else "")
            else:
                code += tag in OURS
                said += shown(tag, attributes)
        self.texts = [*"".join(pieces).split(END), *said]


@cache
def left_over(text: str) -> tuple[str, ...]:
    """The words in it that are neither translated nor typed by people. Most texts are on many pages."""
    rest, text = "", html.unescape(text)
    while rest != text:
        rest, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return tuple(re.findall(r"[^\W\d_]+", re.sub(r"※[^\s,.”⟧]*", " ", KEPT.sub(" ", text))))


def untranslated(page: str) -> list[str]:
    return [word for text in Words(page).texts for word in left_over(text)]


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


FINISHED = {"group": 1, "finished": True}


def variants() -> Iterator[Night]:
    """The full night and the bare one in each phase, and nights in which other pages appear."""
    full, bare = everything.full(), everything.bare()
    for phase in PHASES:
        yield everything.at(full, phase)
        yield everything.at(bare, phase)
    yield everything.empty()
    yield from lined_up.nights()
    yield from (everything.walking(tables=number) for number in range(3))
    yield everything.at(everything.walking(tables=0), "talk")
    small = everything.small()
    yield small
    inviting = host(remote.InviteHelper, name="※Nora", controls=("people",))
    yield Story(everything.at(small, "welcome")).given(inviting).night
    yield Story(everything.empty()).given(host(rehearsals.CopyNight, of="OTHERS")).night
    for phase in ("pitch", "vote", "closed"):
        yield everything.at(everything.unsettled(), phase)
    for phase in ("welcome", "vote", "closed"):
        yield everything.at(everything.strong(), phase)
    yield everything.at(everything.by_strength(everything.unsettled()), "vote")
    yield everything.with_slips()
    yield everything.at(everything.with_slips(), "welcome")
    for published in (False, True):
        yield everything.asked(published=published)
    yield Story(everything.asked(published=False)).given(host(asking.EndFeedback, ended=True)).night
    cards = with_cards()
    yield from (everything.at(cards, phase) for phase in ("welcome", "talk", "closed"))
    swapped = Story(everything.at(cards, "talk")).given(attendee(shuffling.PutCardBack, pick=5))
    yield swapped.given(attendee(stories.FinishStory, **FINISHED)).night
    yield from posed.variants(everything.at(full, "talk"), everything.posed())
    with_slip = Story(everything.with_slips()).given(attendee(slips.UseSlip, slip=4)).night
    yield everything.at(with_slip, "closed")
    for promised in (
        everything.named("name", "initials", "participant"),
        everything.named("initials", "initials"),
        everything.named("participant"),
    ):
        yield promised
        yield everything.at(promised, "welcome")


def further() -> Iterator[Night]:
    """Nights in which single words differ, for the host and for attendees."""
    full, bare, small, cards = everything.full(), everything.bare(), everything.small(), with_cards()
    more: list[tuple[Night, Phase, *tuple[Command, ...]]] = [
        (full, "vote", host(board.SetScene, scene="timer"), host(timer.PauseTimer)),
        (full, "talk", host(timer.PauseTimer)),
        (cards, "share", attendee(shuffling.PutCardBack, pick=5), attendee(stories.FinishStory, **FINISHED)),
        (full, "vote", host(moderation.HidePitch, pitch=everything.FULL), attendee(people.Leave)),
        (full, "share", attendee(people.Leave), attendee(bylines.TakeName)),
        (full, "closed", attendee(people.Leave), attendee(bylines.TakeName)),
        (full, "pitch", host(queue.ThankSpeaker), host(timer.StopTimer)),
        (everything.at(full, "closed"), "talk"),
        (full, "share", host(sharing.ShowGroup, group=everything.WORDLESS)),
        (cards, "share", host(sharing.ShowGroup, group=1)),
        (full, "share", helper(headlines.AgreeHeadline, person=10, group=everything.MINE)),
        (full, "talk", host(board.SetScene, scene="connections")),
        (full, "talk", attendee(connections.LeaveMeAlone), attendee(connections.LeaveGroupAlone, group=1)),
        (
            full,
            "talk",
            host(pitches.EditPitch, pitch=3, title="※Moths", more="※Swifts"),
            host(connections.FindConnections, seen=10**6, pairs=joined.other_ways(1, 3, 4)),
        ),
        (full, "talk", *joined.other_deeds(1, 2, 3, 4)),
        (bare, "talk", host(board.SetScene, scene="connections")),
        (full, "share", host(choosing.OpenChoice)),
        (small, "share", host(board.SetScene, scene="choosing")),
        (small, "share", host(board.SetScene, scene="asked")),
        (small, "share", host(board.SetScene, scene="propositions")),
        (full, "share", host(choosing.OpenChoice), *CHOOSING),
        (full, "share", host(choosing.OpenChoice, dots=1), *CHOOSING, host(choosing.CloseChoice)),
        (
            full,
            "groups",
            host(standup.StandUpNext),
            neighbour(standup.RaiseHand, ask=1),
            host(standup.SendToTable, ask=1, table="※Table"),
        ),
        (full, "share", *STANDING_UP),
        (full, "share", *ALL_READ_OUT),
        (small, "share", host(board.SetScene, scene="standup")),
        (full, "share", host(board.SetScene, scene="replay")),
        *((one, "share", host(board.SetScene, scene="earlier")) for one in (full, small)),
        (
            small,
            "talk",
            attendee(offers.MakeOffer, wants=True, kind="", text="※Soup"),
            host(standup.StandUpNext),
        ),
        (full, "talk", host(screening.PlayReel)),
        (full, "closed", host(screening.PlayReel), host(screening.HoldReel)),
        (full, "groups", host(rounds.CallRound, slot=1, minutes=5)),
        (full, "share", attendee(gratitude.RefuseThanks, refused=True)),
        (full, "closed", host(moderation.HidePitch, pitch=5)),  # one of Ada's is part of it
        (
            full,
            "pitch",
            host(board.BlankBoard, blank=True),
            host(remote.AllowHelpers, controls=remote.CONTROLS),
        ),
        (full, "share", host(remote.AllowHelpers, controls=("next",))),
        (full, "closed", host(remote.AllowHelpers, controls=("next",))),
        (full, "welcome", host(remote.RevokeHelper, link=0)),
        (bare, "welcome", host(decks.ChooseDeck, deck=deck())),
        (bare, "vote", host(board.SetScene, scene="timer"), host(nights.RevealVotes, revealed=True)),
        (small, "vote", host(lineup.PlacePitch, pitch=1)),
        (
            small,
            "talk",
            host(reading.ReadFirst, nouns=()),
            host(lineup.PlacePitch, pitch=1),
            host(notes.WriteNote, person=0, group=1, text="※Noted"),
            host(reporters.InviteReporter, name="※Rita", interest="※none"),
            host(api_keys.MakeApiKey, name="※Key", hash="0" * 64),
        ),
        (
            small,
            "pitch",
            *[
                *(guest(people.Join, name="※Bot") for _bot in range(14)),
                host(flood.UndoFlood, since=2, upto=15, keep=(), wrote=True, entrance=""),
            ],
        ),
        (
            small,
            "pitch",
            host(reading.ReadFirst, nouns=()),
            guest(people.Join, name="※Bea"),
            attendee(people.Rename, name="※Bea"),
        ),
        (small, "vote", *(helper(people.Join, name="※Guest", phone=False) for _guest in range(310))),
    ]
    for night, in_phase, *changes in more:
        yield Story(everything.at(night, in_phase)).given(*changes).night
    yield pictured.crowded("※", CODE).night


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pseudo]:
    made = Pseudo()
    monkeypatch.setattr(tidy, "zones", lambda: {"UTC", "Europe/Berlin"})  # else 600 of them
    monkeypatch.setattr(
        secrets, "token_hex", lambda length: "0" * 2 * length
    )  # so that the same page is the same
    monkeypatch.setattr(languages, "catalogues", lambda: {"en": gettext.NullTranslations(), "xx": made})
    templates.templates.cache_clear()
    yield made
    templates.templates.cache_clear()


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
    return at_the_door | {
        "newcomer": left,
        "attendee": person,
        "helper": {f"desk_{CODE}": sign(f"helper {CODE} 1 {remote.DEVICES * len(night.helper_links) + 7}")},
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


Found = dict[str, str]
"""All that was shown, as HTML, and where it was."""


async def look(found: Found, nights: Iterable[Night], *only: str, url: str = "") -> None:
    """Look at all pages of these nights, as each visitor (or only these), and at all fragments."""
    for night in nights:
        async for where, page in looked_at(server(url), night, *only):
            found[page] = f"{night.phase}: {where}"
        look_at_pushes(found, night)


def look_at_pushes(found: Found, night: Night) -> None:
    for where, fragment in pushed(night):
        found[fragment] = f"{night.phase}: {where}"


def problems(found: Found) -> dict[str, list[str]]:
    return {where: words for html, where in found.items() if (words := untranslated(html))}


def unpressable(found: Found) -> set[str]:
    """The buttons and links that whoever says what stands on them does not press."""
    return {one for html in found for one in unlike(html)}


JINJA = re.compile(r"{% block body_\w+ %}.*?{% endblock %}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
"""What Jinja puts in; and the blocks that hold attributes of the page."""
INSIDE_TAGS = re.compile(r'[a-z-]+="[^"]*"|data-[a-z-]+|\b(hx-ignore|hidden|offers)\b')
"""What macros and parts put into the tags of others."""


def test_no_template_has_words_of_its_own() -> None:
    """Not one, wherever it is shown."""
    found = {}
    for path in TEMPLATES.rglob("*.html"):
        texts = Words(JINJA.sub("", path.read_text())).texts
        found[path.name] = [word for text in texts for word in left_over(INSIDE_TAGS.sub("", text))]
    assert not {name: words for name, words in found.items() if words}


async def test_every_word_goes_through_gettext(pseudo: Pseudo) -> None:
    found: Found = {}
    await look(found, (everything.at(everything.full(), phase) for phase in ("vote", "closed")), "attendee")
    await look(found, [everything.at(everything.full(), "talk")], "host", "helper", "newcomer", "reporter")
    assert not problems(found)
    assert not unpressable(found)


@pytest.mark.long
async def test_every_word_of_every_night_goes_through_gettext(
    pseudo: Pseudo, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Found = {}
    await look(found, variants())
    await look(found, (*further(), *convened.nights(), *recorded.nights()), "host", "attendee")
    for night in convened.moments():
        look_at_pushes(found, night)
    everything_there = everything.at(everything.full(), "groups")
    everything_there.setup = msgspec.structs.replace(everything_there.setup, language="cy")
    found |= {html: f"groups: {where}" async for where, html in refused(server(), everything_there)}
    for night in everything.planned():
        found |= {html: f"{night.phase}: {where}" async for where, html in looked_at_by_host(server(), night)}
        look_at_pushes(found, night)
    await look_from_afar(found)
    await look_at_what_is_seldom(found)
    await look_with_letters(found)
    await look_into_files(found)
    assert not problems(found)
    assert not unpressable(found)
    monkeypatch.setattr(told, "LANGUAGE", "xx")
    await asyncio.to_thread(all_told_of_lineups)
    templates = {
        form
        for message in messages.extracted()
        for form in messages.forms(message)
        if any(place.startswith("templates/") for place, _line in message.locations)
    }
    assert sorted(templates - pseudo.asked) == []  # else the nights of everything.py show too little


def all_told_of_lineups() -> None:
    """Have every form asked for in which something is told of a line-up."""
    for _seed, evening in (*evenings(0, 80), *evenings(171, 1)):  # in the last one, a floor changes something
        assert [*told.told(evening.night), *told.told_when_weighed(evening.night)]
    met = ((0, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2))
    for bounded in (None, *(Bounded(at=0, kept=kept, most=most, ideal=most) for kept, most in met)):
        assert told.drawn(evening.night, "lineup/bound.html", bounded=bounded)
    for kept, below in itertools.product((19, 20), (0, 1)):
        totals = Totals(kept=20, below=2), Totals(kept=kept, below=below)
        assert templates.templates("xx").get_template("lineup/_floor.html").module.costs(*totals)  # type: ignore[attr-defined]


async def look_from_afar(found: Found) -> None:
    """Look where addresses are shown that reach beyond this network."""
    for phase in ("welcome", "pitch", "closed"):
        app, night = server(url=PUBLIC), everything.at(everything.full(), phase)
        app.state.crowds.copies["OTHERS"] = CODE  # there it is rehearsed
        found |= {html: f"{phase}: {where}" async for where, html in looked_at(app, night)}
    with_slips = everything.at(everything.with_slips(), "welcome")
    with_reel = Story(everything.at(everything.full(), "talk")).given(host(screening.PlayReel)).night
    await look(found, (with_slips, with_reel), url=PUBLIC)


async def seen_on(app: Any, one: seldom.Look, found: Found) -> None:
    """Look at this page, with a device that was just told a key."""
    app.state.writers, app.state.catalogue = Shelf(one.night), Listing(one.night)
    app.state.commons = OneNight(one.night)
    cookies = visitors(app, one.night)["host" if one.who == "desk" else one.who]
    if one.who == "desk":
        cookies = {name: value for name, value in cookies.items() if not name.startswith("person_")}
    page = await got(app, one.address, cookies | {f"key_{CODE}": app.state.keys.sign(seldom.KEY)})
    assert page, one.address
    found[page] = f"{one.night.phase}: {one.who} {one.address}"


async def look_at_what_is_seldom(found: Found) -> None:
    """Look at single pages of nights that differ from others in them alone."""
    for one in seldom.looks():
        await seen_on(server(), one, found)
    app = server()
    for one in posted.looks(app):
        await seen_on(app, one, found)
    for night in seldom.pushed():
        look_at_pushes(found, night)
    await look_at_what_was_before(found)
    await look_at_nothing(found)


async def look_at_what_was_before(found: Found) -> None:
    """A host picks the night before this one, among those of their device."""
    app, night = server(), everything.at(everything.small(), "talk")
    before = msgspec.structs.replace(entry_of(night), code=BEFORE, phase="closed")
    app.state.writers, app.state.catalogue = Shelf(night), Listing(night, before)
    cookies = visitors(app, night)["host"] | {f"desk_{BEFORE}": app.state.keys.sign(f"host {BEFORE} 1")}
    found[await got(app, f"/n/{CODE}/promises", cookies)] = "the night before"


async def look_at_nothing(found: Found) -> None:
    """Watch a night again to which nobody came."""
    app, story = server(), seldom.unattended()
    app.state.writers = Shelf(story.night, story.log)
    page = await got(app, f"/n/{CODE}/record/replay", visitors(app, story.night)["host"])
    found[page] = "nothing to watch again"


async def look_with_letters(found: Found) -> None:
    """Look where a server that sends mail offers letters, and at what their links open."""
    app = server(smtp=lettered.SMTP)
    lettered.open_drawer(app)
    async for one in lettered.looks(app):
        await seen_on(app, one, found)


BROUGHT = (
    "title\troom\tstart\tend\n※Newts\t※Shed\t23:30\t23:45\n※Newts\t\t\t",
    "title\n※Swifts",
)
"""Tables that a host brings: one with a new topic in a new room and round, and the topic again; one with
nothing new."""
CARRIED = re.compile(r"<textarea [^>]*hidden.*?</textarea>", re.S)
"""What a form carries on for a program, and nobody sees."""


async def look_into_files(found: Found) -> None:
    """Look at what would come of a file."""
    app, night = server(), everything.at(everything.full(), "pitch")
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS)
    client.headers.update({"Accept-Language": "xx", "Accept-Encoding": "identity"})
    client.cookies = httpx.Cookies(visitors(app, night)["host"])
    app.state.writers, app.state.catalogue = Shelf(night), Listing(night)
    for table in BROUGHT:
        answer = await client.post(f"/n/{CODE}/bring/look", files={"pasted": (None, table)})
        assert answer.status_code == 200, answer.text
        found[CARRIED.sub("", answer.text)] = f"what comes of {table}"

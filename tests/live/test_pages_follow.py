"""Whatever happens, and whatever the connection does to the frames, a page ends up like a fresh load."""

import asyncio
import contextlib
import random
import sys
from typing import Any

import msgspec
import pytest

from opennight.live import hub
from opennight.live.audiences import (
    ASSEMBLY,
    BOARD,
    CHOOSING,
    DESK,
    HELPER,
    NOW,
    PHONE,
    REMOTE,
    REPORTER,
    STEERING,
    Audience,
)
from opennight.live.regions import REGIONS
from opennight.night import connections, feedback, links, naming, passing, unsaid
from opennight.night.announcement import WriteAnnouncement
from opennight.night.answers import AnswerAsk
from opennight.night.asking import WriteForm
from opennight.night.bringing import Topic, Wall
from opennight.night.called_off import CancelMeeting, HideMeeting, ShowMeeting
from opennight.night.clips import AddClip
from opennight.night.commons import ListInCommons
from opennight.night.feedback import GiveFeedback, HideAnswer, SealFeedback, ShowAnswer
from opennight.night.flipcharts import StraightenClip
from opennight.night.fold import DECIDE
from opennight.night.keeping import MovePromise
from opennight.night.kept.announcement import FIRST, Announcement
from opennight.night.kept.connections import Because, Pair
from opennight.night.kept.feedback import Answer
from opennight.night.kept.parts import PHASES
from opennight.night.kept.promises import NOTHING_EARLIER
from opennight.night.kept.propositions import Found
from opennight.night.kept.room_questions import Pile
from opennight.night.limits import LimitClips, LimitEach
from opennight.night.manifesto import OpenManifesto
from opennight.night.meetings import ChangeMeeting, FixMeeting
from opennight.night.messages import GUEST, HOST, Actor, Command, Refused, acting
from opennight.night.notes import WriteNote
from opennight.night.offers import EditOffer, MakeOffer
from opennight.night.organisations import ListOrganisations
from opennight.night.phases import MovePhase
from opennight.night.piles import PileLine
from opennight.night.pledges import KeepPledge
from opennight.night.pooling import MixFeedback
from opennight.night.posts import HandInPost, TakePostBack
from opennight.night.proposals import ApplyProposal, Propose
from opennight.night.quotas import OF_WALL, OfClip, OfWall
from opennight.night.quoting import QuoteClip
from opennight.night.reading import LetWordsIn
from opennight.night.room_questions import HideLine, ShowLine
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.night.thanks import GiveThanks
from tests.cast import SEVEN, host, setup
from tests.decks import MORE, deck
from tests.examples import LONG, at_length, examples
from tests.live.inside import CODE, OWN, Inside, Screen
from tests.live.page import CHANGING
from tests.night.test_earlier import LAST
from tests.night.test_steps import TAKEN
from tests.plans import made_up
from tests.twice import KNOWN, RunTwice, possible

WORDS = ["Bees & <b>bats</b>", "“Bücher”", "Zebras", "Wild gardens"]
ALIKE = tuple(
    Pair(1, other, 0.5, (Because("words", ("bees", "gardens")), Because("people", people=(1, 2, 3))))
    for other in (2, 3)
)
OPEN = Announcement(licence=FIRST, follow=True)
VALUES: dict[str, list[Any]] = {
    "announcement": [OPEN, Announcement(licence=FIRST, follow=True, summary="Soup")],
    "person": [1, 2, 3],
    "pitch": [1, 2, 3, 4],
    "group": [1, 2, 3, 4],
    "into": [1, 2, 3],
    "note": [1, 2, 3],
    "comment": [1, 2],
    "reply": [1, 2, 3],
    "replies": [(1, 2)],
    "thanks": [1, 2],
    "whom": [1, 2, 3],
    "name": WORDS,
    "title": WORDS,
    "text": [*WORDS, ""],
    "more": ["", "More\nwords"],
    "who": ["", "Ada"],
    "due": ["", "May"],
    "kind": ["note", "action", "question", "concern", "answer", "link", "quote", "idea", "ending", "comment"],
    "url": ["https://example.org/bees"],
    "to": list(PHASES),
    "scene": ["", *PHASES[:-1], "timer", "assembly", "rollcall", "connections", "asked", "propositions"],
    "minutes": [20, 5, -1],
    "seconds": [30, 60, -10],
    "place": [0, 1],
    "slot": [1, 2, None],
    "room": [1, 2, None],
    "needs": [(), ("quiet",)],
    "times": [(), (1,)],
    "placements": [None],
    "controls": [(), ("next", "timer"), ("call", "announce", "board")],
    "act": [10, 20, 30],
    "dots": [1, 3],
    "carried": [1, 5],
    "words": [(), ("bees", "bucher"), ("wild gardens",)],
    "what": ["pitch", "note", "comment", "reply", "card", "person", "passed"],
    "about": [1, 2],
    "why": ["", "Said already"],
    "link": [0, 1],
    "interest": ["none", *WORDS],
    "reporter": [1, 2],
    "clip": [1, 2, 3],
    "hash": ["5ea1", "5ea2"],
    "nouns": [(), ("note", "comment"), ("name",)],
    "notes": [(1, 2)],
    "comments": [(1,)],
    "headlines": [(1, 2)],
    "offers": [(1, 2)],
    "inquiries": [(1,)],
    "pitches": [(3, 4)],
    "cards": [(1, 2)],
    "card": ["", "corner", "fair", "bench"],
    "pick": [1, 2, 3],
    "pairs": [(), ALIKE],
    "moment": ["talk:1:1"],
    "one": [1, 2],
    "other": [1, 2, 3],
    "passed": [1, 2, 3],
    "anchor": ["note-1", "headline-1", "pitch-1"],
    "was": WORDS,
    "correction": [1, 2],
    "sequel": [1, 2, 3],
    "order": [(2, 1)],
    "places": [1, -1],
    "points": [1, 2],
    "language": ["en", "de"],
    "deck": [deck(), deck(MORE), None],
    "earlier": [LAST, NOTHING_EARLIER],
    "takeaway": [TAKEN],
    "keep": [(), (1,), (1, 2)],
    "upto": [2, 9],
    "entrance": ["", "", "K7WQ"],
    "ask": [1, 2, 3],
    "guest": [0, 1, 2],
    "stage": ["ask", "speaks", "answer"],
    "speaker": ["", "Ada"],
    "stands_for": ["", *WORDS],
    "line": [(1, 2, 3), (2, 1)],
    "organisation": [0, 1, 2, 3],
    "count": [-1, 0, 7],
    "kept": ["", "kept", "not kept"],
    "question": [1, 2],
    "each": [1, 2],
    "lines": [(1, 2)],
    "pile": ["", "Water", "Bees"],
    "piles": [(), (Pile("Water", (1, 2)), Pile("Bees", (3,)))],
    "texts": [("Cars out.",), ("Buses should be free.", "We meet again.")],
    "sentence": [1, 2, 3],
    "view": ["agree", "pass", "disagree"],
    "found": [(), (Found(1, "shared", 5, 1, 0), Found(2, "differ", 3, 0, 3))],
    "fresh": [(), (1, 2)],
    "setup": [setup(), setup(expected=3), setup(dots=0, hidden=True), setup(title="Other", approve=True)],
}
ANSWER: dict[str, list[Any]] = {
    "verdict": ["", "yes", "partly", "no"],
    "what": ["", *WORDS],
    "ours": ["", *WORDS],
    "ours_due": ["", "May"],
}
PROMISED = ["answer:1", "ours:1", "ours:2", "note:1", "note:2", "note:3", "meeting:1", "meeting:2", "joint:1"]
ABOUT = ["night", "night", "group:1"]
WHEN: dict[str, list[Any]] = {
    "day": ["2026-12-01", "2027-01-06"],
    "time": ["", "19:30"],
    "place": ["", *WORDS],
    "meeting": [1, 2],
}
SAID: dict[str, list[Any]] = {
    "about": ABOUT,
    "answer": [Answer(4, ("Soup",)), Answer(0, ("", "Time"))],
    "sealed": ["c0ffee"],
    "no": [1, 2, 3],
    "scale": WORDS,
    "steps": [("1", "2", "3", "4", "5")],
    "questions": [(), ("Why?",)],
}
OFFERED: dict[str, list[Any]] = {
    "kind": ["", "space", "time"],
    "much": ["", "4 hours"],
    "until": [""],
    "where": ["", "Leeds"],
    "price": ["", "£5"],
}
OF_KIND: dict[tuple[type[Command], str], list[Any]] = {
    **{(kind, "line"): [1, 2, 3] for kind in (HideLine, ShowLine, PileLine)},
    (LetWordsIn, "thanks"): [(1, 2)],
    (GiveThanks, "words"): ["", *WORDS],
    (KeepPledge, "kept"): [0, 3],
    (MovePromise, "day"): ["", "2026-12-01"],
    (QuoteClip, "line"): [0, 1],
    (StraightenClip, "corners"): [(0, 0, 10_000, 0, 10_000, 10_000, 0, 10_000)],
    **{(StraightenClip, name): [100] for name in ("width", "height", "size", "shown")},
    **{(kind, name): its for kind in (MakeOffer, EditOffer) for name, its in OFFERED.items()},
    **{(AnswerAsk, name): its for name, its in ANSWER.items()},
    (OpenManifesto, "places"): [1, 2],
    **{(kind, "key"): ["p1", "p2"] for kind in (HandInPost, TakePostBack)},
    (HandInPost, "about"): ["", "note:1", "group:1"],
    (ListInCommons, "place"): ["Bristol"],
    (ListInCommons, "point"): ["", "51.45, -2.59"],
    (ListOrganisations, "names"): ["Scouts\nChoir", *WORDS],
    **{(kind, name): its for kind in (FixMeeting, ChangeMeeting) for name, its in WHEN.items()},
    **{(kind, "meeting"): [1, 2] for kind in (CancelMeeting, HideMeeting, ShowMeeting)},
    **{
        (kind, name): its
        for kind in (GiveFeedback, SealFeedback, HideAnswer, ShowAnswer, WriteForm)
        for name, its in SAID.items()
    },
}
"""Of a command whose field means something else than those of the same name."""
SHOWN = {
    "phone": ["top", "main"],
    "group": [
        "top",
        "timer",
        "now",
        "heads",
        "pen",
        "headline",
        "notes",
        "actions",
        "note-order",
        "meetings",
        "near",
    ],
    "board": ["announcement", "scene"],
    "choosing": ["top", "choosing"],
    "assembly": ["top", "asks", "roll"],
    "steering": ["steering", "desk-undo", "desk-shows"],
    "remote": ["remote"],
    "helper": ["remote"],
    "reporter": ["top", "tour"],
    "now": ["happening", "following"],
    "desk": sorted(REGIONS["desk"].keys() - {"tally"}),
}
"""The parts of each page that pushes keep up to date; the regions inside are compared along with them."""


ALLOWED: dict[Any, Any] = {
    OfClip: OfClip(600, 600),
    OfWall: OF_WALL,
    Wall: Wall(topics=(Topic("Moths", start="19:30", end="20:15"),)),
}
"""What the operator allows, by its type."""
OFTEN: list[type[Command]] = []
"""These happen more often."""


def some_command(chance: random.Random, number: int, night: Night) -> Command:
    """Any command that anybody could send. Most are refused, as in life."""
    # Twice as often: one leads to the other.
    kinds: list[type[Command]] = [*DECIDE, Propose, ApplyProposal, *OFTEN]
    kind = chance.choice(kinds)
    fields: dict[str, Any] = {"id": f"command-{number}", "at": SEVEN + number * 1000, "desk_key": None}
    if kind is Propose:
        fields |= {"proposal": made_up(night, chance, fields["at"]), "setup": None}
    if kind is RunTwice and (ways := possible(night)):
        fields |= chance.choice(ways)
    if kind is LimitEach:
        fields |= {noun: chance.choice([0, 1, 2]) for noun in ("pitches", "notes", "comments")}
    if kind is LimitClips:
        fields |= {"seconds": chance.choice([0, 60]), "reporter": 0}
    if kind is MixFeedback:
        fields |= mixed(night)
    for one in msgspec.structs.fields(kind):
        if one.name in fields:
            continue
        if values := OF_KIND.get((kind, one.name)):
            fields[one.name] = chance.choice(values)
            continue
        if one.type in ALLOWED:
            fields[one.name] = ALLOWED[one.type]
        elif one.name == "about" and one.type is str:
            fields["about"] = chance.choice(PROMISED)
        elif one.name in VALUES:
            fields[one.name] = chance.choice(VALUES[one.name])
        elif one.name == "step":
            fields["step"] = night.steps[-1].no if night.steps else 0
        elif one.name == "newcomers":
            fields["newcomers"] = tuple(night.newcomers)[:2]
        elif one.name == "newcomer":
            fields["newcomer"] = max(night.newcomers, default=0)
        elif one.name == "names":
            fields["names"] = tuple(night.unread_names)[:2]
        elif one.name == "named":
            fields["named"] = max(night.unread_names, default=0)
        elif one.name == "proposal":
            fields["proposal"] = night.proposal.no if night.proposal else 0
        elif one.name != "actor":
            fields[one.name] = chance.random() < 0.5
    if kind is ChangeSetup:  # nobody else gets so far
        return kind(**fields, actor=HOST)
    if kind in (HandInPost, TakePostBack):
        return kind(**fields, actor=GUEST)
    by = chance.choice([0, fields.get("person", 0) or chance.choice([1, 2, 3])])
    fields["actor"] = acting(by) if by else HOST
    if kind in (AddClip, WriteNote) and night.reporters and chance.random() < 0.5:
        fields |= {"actor": Actor("reporter", 1), "person": 0}
    return kind(**fields)


def mixed(night: Night) -> dict[str, Any]:
    """What has been sealed about the night, told as somebody might have written it."""
    its = feedback.subject(night, "night")
    told = {"scales": (4,), "words": ((0, "Soup"),)} if its.sealed else {"scales": (), "words": ()}
    return {"about": "night", "pooled": its.pooled, "sealed": tuple(its.sealed), "kept": "", "held": 0} | told


@pytest.fixture(autouse=True)
def few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the first of them, names that wait are not listed."""
    monkeypatch.setattr(naming, "LISTED", 1)


TRIES = 30
"""Commands that are tried until the night takes one."""


async def happen(inside: Inside, chance: random.Random, number: int) -> None:
    """Something that the night takes, as far as that is soon found."""
    night = await inside.writers.night(CODE)
    for _try in range(TRIES):
        command = some_command(chance, number, night)
        with contextlib.suppress(Refused):
            if DECIDE[type(command)](night, command):
                await inside.writers.send(CODE, command)
                return


async def open_screens(inside: Inside) -> list[Screen]:
    """Screens of each kind; there may be no group 1 just now."""
    screens = []
    phones = ((PHONE, 1), (PHONE, 2), (CHOOSING, 2), (ASSEMBLY, 2), (Audience("group", 1), 1))
    others = (BOARD, DESK, REMOTE, HELPER, REPORTER, STEERING, NOW)
    for audience, person in (*phones, *((one, 0) for one in others)):
        page = await inside.load(audience, person)
        if page.is_there:
            screens.append(await inside.listen(audience, person, page))
    return screens


def deliver(screen: Screen, chance: random.Random) -> None:
    """Deliver what is waiting as a bad connection would: frames are lost, doubled or swapped."""
    frames = screen.take()
    chance.shuffle(frames)
    for frame in frames:
        for _copy in range(chance.choice([0, 1, 1, 1, 2])):
            screen.page.receive(frame)


async def connect_anew(inside: Inside, screen: Screen) -> None:
    """The connection is back: what was on its way is gone, and the screen says which version it has."""
    for frame in await inside.again(screen, screen.page.version, screen.page.mark):
        screen.page.receive(frame)
    screen.page.ask = False


async def compare(inside: Inside, screen: Screen, told: str) -> None:
    kept = await inside.html(screen.view.audience, screen.person)
    renderer = inside.hub.renderer
    before, renderer.kept = renderer.kept, {}
    fresh = await inside.load(screen.view.audience, screen.person)
    renderer.kept = before
    assert CHANGING.sub("", kept) == fresh.html, f"{screen.view.audience}: what was kept is old {told}"
    if screen.page.reload:
        screen.page = fresh
    kind = screen.view.audience.kind
    for name in SHOWN[kind] if fresh.is_there else []:
        assert screen.page.look(name) == fresh.look(name), f"{screen.view.audience} #{name} {told}"


@pytest.fixture(autouse=True)
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the desk run a pitch twice."""
    for kind, decides in KNOWN.items():
        monkeypatch.setitem(DECIDE, kind, decides)


@pytest.mark.parametrize("seed", range(examples(1)))
async def test_a_page_ends_as_a_fresh_load(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(hub, "TICK", 0.0)
    chance = random.Random(seed)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        await inside.writers.send(CODE, host(WriteAnnouncement, announcement=OPEN))
        number = 0
        for phase in (*chance.sample(PHASES, 2), "pitch", "vote", "groups", "talk", "share"):
            await inside.writers.send(CODE, host(MovePhase, to=phase))
            screens = await open_screens(inside)
            for _step in range(20 if LONG else 4):
                number += 3
                await asyncio.gather(*(happen(inside, chance, number + n) for n in range(3)))
                for screen in screens:
                    if chance.random() < 0.5:
                        deliver(screen, chance)
                    if screen.page.ask:
                        await connect_anew(inside, screen)
            for screen in screens:
                await connect_anew(inside, screen)
                await compare(inside, screen, f"(seed {seed}, {phase}, command {number})")
                inside.hub.leave(CODE, screen)


@pytest.mark.parametrize("seed", range(examples(1)))
async def test_a_groups_page_with_others_ends_as_a_fresh_load(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """It listens as the group's own page does."""
    often = [kind for noun in (connections, links, passing, unsaid) for kind in noun.DECIDE]
    monkeypatch.setattr(sys.modules[__name__], "OFTEN", 6 * often)
    monkeypatch.setitem(OWN, "group", "/groups/{no}/connections")
    monkeypatch.setitem(SHOWN, "group", ["neighbours", "links"])
    await test_a_page_ends_as_a_fresh_load(monkeypatch, 100 + seed)


@pytest.mark.parametrize("seed", [*range(examples(1)), at_length(100), at_length(101)])
async def test_each_event_reaches_every_page(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Without losses, all pages equal a fresh load after each command."""
    monkeypatch.setattr(hub, "TICK", 0.0)
    chance = random.Random(1000 + seed)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        screens = await open_screens(inside)
        for number in range(1, 150 if LONG else 15):
            before = (await inside.writers.night(CODE)).version
            await happen(inside, chance, number)
            if (await inside.writers.night(CODE)).version == before:
                continue
            for screen in screens:
                for frame in screen.take():
                    screen.page.receive(frame)
                assert not screen.page.ask, "nothing was lost"
            anew = number % 20 == 0 or any(screen.page.reload for screen in screens)
            for screen in screens:
                await compare(inside, screen, f"after {inside.log.nights[CODE][-1]} (seed {seed})")
            if anew:
                for screen in screens:
                    inside.hub.leave(CODE, screen)
                screens = await open_screens(inside)

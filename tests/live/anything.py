"""Anything that anybody could do in a night, at random."""

import random
import typing
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from opennight.night import feedback
from opennight.night.answers import AnswerAsk
from opennight.night.api_keys import MakeApiKey
from opennight.night.asking import WriteForm
from opennight.night.bringing import Topic, Wall
from opennight.night.called_off import CancelMeeting, HideMeeting, ShowMeeting
from opennight.night.clips import AddClip
from opennight.night.commons import ListInCommons
from opennight.night.feedback import GiveFeedback, HideAnswer, SealFeedback, ShowAnswer
from opennight.night.flipcharts import StraightenClip
from opennight.night.flood import UndoFlood
from opennight.night.fold import DECIDE, decide
from opennight.night.keeping import MovePromise
from opennight.night.kept.announcement import FIRST, Announcement
from opennight.night.kept.connections import Because, Pair
from opennight.night.kept.feedback import Answer
from opennight.night.kept.leaflets import LEAFLET_KINDS
from opennight.night.kept.offers import KINDS
from opennight.night.kept.parts import PHASES
from opennight.night.kept.promises import NOTHING_EARLIER
from opennight.night.kept.propositions import Found
from opennight.night.kept.replies import REPLY_KINDS
from opennight.night.kept.room_questions import Pile
from opennight.night.leaflets import EditLeaflet, MakeLeaflet
from opennight.night.limits import LimitClips, LimitEach
from opennight.night.manifesto import OpenManifesto
from opennight.night.meetings import ChangeMeeting, FixMeeting
from opennight.night.messages import GUEST, HOST, Actor, Command, Refused, acting
from opennight.night.moderation import RemovePerson
from opennight.night.nights import RenewDeskKey
from opennight.night.notes import WriteNote
from opennight.night.offers import EditOffer, MakeOffer
from opennight.night.organisations import ListOrganisations
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.piles import PileLine
from opennight.night.pledges import KeepPledge
from opennight.night.pooling import MixFeedback
from opennight.night.posts import HandInPost, TakePostBack
from opennight.night.preparing import REASONS, FailClip
from opennight.night.proposals import ApplyProposal, Propose
from opennight.night.quotas import OF_WALL, OfClip, OfWall
from opennight.night.quoting import QuoteClip
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.rehearsals import ThrowAway
from opennight.night.remote import RevokeHelper
from opennight.night.replies import WriteReply
from opennight.night.room_questions import HideLine, ShowLine
from opennight.night.runsheet import WriteScript
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.night.taken_in import TakeIn
from opennight.night.thanks import GiveThanks
from opennight.night.threads import Like, Unlike
from tests.cast import SEVEN, setup
from tests.decks import MORE, deck
from tests.night.test_earlier import LAST
from tests.night.test_steps import TAKEN
from tests.plans import made_up
from tests.twice import RunTwice, possible

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
THREADS = ["note:1", "note:2", "note:3", "offer:1", "offer:2", "offer:3"]
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
OF_KIND: dict[tuple[type[Command], str], list[Any]] = {
    **{(kind, "line"): [1, 2, 3] for kind in (HideLine, ShowLine, PileLine)},
    (LetWordsIn, "thanks"): [(1, 2)],
    (FailClip, "why"): list(REASONS),
    **{(AnswerAsk, name): its for name, its in ANSWER.items()},
    (OpenManifesto, "places"): [1, 2],
    **{(kind, "key"): ["p1", "p2"] for kind in (HandInPost, TakePostBack)},
    (HandInPost, "about"): ["", "note:1", "group:1"],
    **{(kind, "kind"): list(KINDS) for kind in (MakeOffer, EditOffer)},
    **{(kind, "kind"): list(LEAFLET_KINDS) for kind in (MakeLeaflet, EditLeaflet)},
    (WriteReply, "kind"): list(REPLY_KINDS),
    (WriteReply, "about"): THREADS,
    (Like, "about"): THREADS,
    (Unlike, "about"): THREADS,
    (RevokeHelper, "link"): [1],  # the other one is that of a screen, which would have to load anew
    (WriteNote, "clip"): [0],  # that is how quotes are written: see quoting.py
    (GiveThanks, "words"): ["", *WORDS],
    (KeepPledge, "kept"): [0, 3],
    (MovePromise, "day"): ["", "2026-12-01"],
    (QuoteClip, "line"): [0, 1],
    (StraightenClip, "corners"): [(0, 0, 10_000, 0, 10_000, 10_000, 0, 10_000)],
    **{(StraightenClip, name): [100] for name in ("width", "height", "size", "shown")},
    (MakeApiKey, "hash"): ["a" * 64],
    (WriteScript, "step"): list(PHASES),
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
ALLOWED: dict[Any, Any] = {
    OfClip: OfClip(600, 600),
    OfWall: OF_WALL,
    Wall: Wall(topics=(Topic("Moths", start="19:30", end="20:15"),)),
}
"""What the operator allows, by its type."""
KNOWN_BY: dict[str, Callable[[Night], Iterable[int]]] = {
    "offer": lambda night: night.offers,
    "ask": lambda night: [*night.manifesto.asks, *(no for no, one in night.offers.items() if one.wants)],
    "inquiry": lambda night: night.inquiries,
    "introduction": lambda night: night.introductions,
    "note": lambda night: night.notes,
    "comment": lambda night: night.comments,
    "reply": lambda night: night.replies,
    "thanks": lambda night: night.thanks,
    "pick": lambda night: night.picks,
    "clip": lambda night: night.clips,
    "meeting": lambda night: night.meetings,
    "sequel": lambda night: night.sequels,
    "group": lambda night: night.lineup,
    "other": lambda night: [*night.lineup, *night.pitches],
    "act": lambda night: night.moderated,
    "newcomer": lambda night: night.newcomers,
    "named": lambda night: night.unread_names,
}
"""By a field that names one of them: the numbers of all such things in the night."""
OFTEN: list[type[Command]] = []
"""These happen more often."""


SELDOM: set[type[Command]] = {
    *(MovePhase, ChangeSetup, RenewDeskKey, RemovePerson, UndoFlood, Leave, ReadFirst, LimitEach, ThrowAway),
    TakeIn,
}
"""What ends much else, or the same for many, happens more rarely than the rest."""
TRIES = 12
"""How often a kind of command is made up, at most, before another kind is tried."""


def some_command(chance: random.Random, number: int, night: Night) -> Command:
    """Anything that anybody could do now. Now and then it is refused, as in life."""
    # Twice as often: one leads to the other.
    kinds: list[type[Command]] = [*DECIDE, Propose, ApplyProposal, *OFTEN]
    while True:
        kind = chance.choice(kinds)
        if kind in SELDOM and chance.random() < 0.9:
            continue
        for _try in range(TRIES):
            command = made(kind, chance, number, night)
            if chance.random() < 0.01 or does_something(night, command):
                return command


def does_something(night: Night, command: Command) -> bool:
    try:
        return bool(decide(night, command))
    except Refused:
        return False


def made(kind: type[Command], chance: random.Random, number: int, night: Night) -> Command:
    """A command of this kind from anybody, about anything there may be."""
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
        if one.name not in fields and one.name != "actor":
            fields[one.name] = value(one, kind, chance, night)
    if kind is ChangeSetup:  # nobody else gets so far
        return kind(**fields, actor=HOST)
    if kind in (HandInPost, TakePostBack):
        return kind(**fields, actor=GUEST)
    by = chance.choice([0, fields.get("person", 0) or chance.choice([1, 2, 3])])
    fields["actor"] = acting(by) if by else HOST
    if kind in (AddClip, WriteNote) and night.reporters and chance.random() < 0.5:
        fields |= {"actor": Actor("reporter", 1), "person": 0}
    return kind(**fields)


def value(one: Any, kind: type[Command], chance: random.Random, night: Night) -> Any:
    """Something that may stand in this field of the command."""
    if values := OF_KIND.get((kind, one.name)):
        return chance.choice(values)
    if one.type in ALLOWED:
        return ALLOWED[one.type]
    if one.name in KNOWN_BY and one.type is int and (there := list(KNOWN_BY[one.name](night))):
        return chance.choice(there)
    if one.name == "about" and one.type is str:
        return chance.choice(PROMISED)
    plain = one.type in (int, str, bool)
    if values := [it for it in VALUES.get(one.name, ()) if not plain or isinstance(it, one.type)]:
        return chance.choice(values)
    if one.name == "step":
        return night.steps[-1].no if night.steps else 0
    if one.name == "newcomers":
        return tuple(night.newcomers)[:2]
    if one.name == "names":
        return tuple(night.unread_names)[:2]
    if one.name == "proposal":
        return night.proposal.no if night.proposal else 0
    if one.type is str:
        return chance.choice(["", *WORDS])
    if one.name == "meets":
        return tuple(night.offers)
    if typing.get_origin(one.type) is tuple:
        return ()
    if typing.get_origin(one.type) is typing.Literal:
        return chance.choice(typing.get_args(one.type))
    return chance.choice([0, 1, 2]) if one.type is int else chance.random() < 0.5


def mixed(night: Night) -> dict[str, Any]:
    """What has been sealed about the night, told as somebody might have written it."""
    its = feedback.subject(night, "night")
    told = {"scales": (4,), "words": ((0, "Soup"),)} if its.sealed else {"scales": (), "words": ()}
    return {"about": "night", "pooled": its.pooled, "sealed": tuple(its.sealed), "kept": "", "held": 0} | told

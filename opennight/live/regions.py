"""The regions: what a page of each audience is made of, and which partial renders what."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from opennight.live import about
from opennight.live.assembly import AT_DESK, ON_BOARD, ON_PAGE
from opennight.live.audiences import Audience, Kind
from opennight.live.lists import LISTS, is_sharing
from opennight.live.outside import FROM_OUTSIDE
from opennight.live.region import About, Region
from opennight.live.remotes import FOR_HELPERS, FOR_HOSTS, may_have
from opennight.night import board, lineup, notes, offers, pitches, propositions, rounds, sharing, votes
from opennight.night.kept.decks import PLACES
from opennight.night.state import Night

# Not desk-pace: it is drawn with desk-now, which it is inside of.
ALL_OF_DESK = (
    "people desk-code desk-now desk-next desk-undo desk-clock desk-shows desk-waiting desk-board "
    "desk-door desk-queue desk-caller desk-doubles desk-unhosted desk-pitches "
    "desk-proposal desk-totals desk-choosing desk-lost desk-lineup desk-groups desk-timer "
    "desk-sharing desk-reel desk-people desk-runsheet desk-reading desk-outcome "
    "desk-meetings desk-feedback desk-connections desk-everybody desk-standup desk-offers"
)
TIMED = ("desk-pace", "desk-runsheet")
"""What a desk shows that changes with time alone."""


def list_of_note(night: Night, no: int) -> str:
    return notes.list_of(night.notes[no])


def on_now(night: Night) -> list[int]:
    """The groups of the round that is shown."""
    slot = rounds.shown(night)
    return [placement.group for placement in lineup.in_slot(night, slot.id)] if slot else []


def of_round(list_of: str) -> Callable[[Night, int], str]:
    """The list of the groups in the same round, to which a new group is appended."""
    return lambda night, no: f"{list_of}-{night.lineup[no].slot}" if no in night.lineup else ""


def on_card(*, wants: bool) -> About:
    """An ask, or an offer, on the wall."""

    def about(night: Night, no: int) -> dict[str, Any] | None:
        offer = night.offers.get(no)
        here = offer and offer.wants == wants and offers.seen(night, offer)
        return {"offer": offer} if here else None

    return about


def listed(*, wants: bool) -> Callable[[Night], list[int]]:
    return lambda night: [offer.no for offer in offers.wall(night, wants=wants)]


def on_the_wall(night: Night) -> list[int]:
    return [pitch.no for pitch in pitches.visible(night)]


def in_front(night: Night) -> list[int]:
    """The comments on the group in front of the room."""
    group = sharing.shown(night)
    return [comment.no for comment in sharing.comments(night, group)] if group else []


def shows_voices(night: Night) -> bool:
    """Whether the board says how many have answered the propositions."""
    return board.scene(night) == "propositions" and propositions.is_open(night)


def whole(*names: str, folder: str) -> dict[str, Region]:
    return {name: Region(f"{folder}/_{name.rpartition('-')[2]}.html") for name in names}


TALLY_REGION = Region("votes/_tally.html", about=about.pitch)
SHARED = {"people": Region("people/_count.html"), "tally": TALLY_REGION}
TIMER = {"timer": Region("timer/_timer.html")}
CARDS = {
    "workbook": Region("workbooks/_workbook.html", about=about.cards("")),
    "points": Region("workbooks/_points.html", about=about.cards("")),
    **{f"cards-{kind}": Region("workbooks/_cards.html", about=about.cards(kind)) for kind in PLACES},
}
"""On the page of a group's workbook, which listens as the group's own page does."""
HEARTS = {"hearts": Region("sharing/_hearts.html", about=about.group)}
REGIONS: dict[Kind, dict[str, Region]] = {
    "phone": SHARED
    | TIMER
    | HEARTS
    | whole("top", "main", folder="phone")
    | {
        "people": Region("people/_count.html", phases=("welcome",)),
        "pitch": Region(
            "pitches/_card.html",
            lambda night, no: "pitches",
            about.pitch,
            ("pitch", "vote"),
            on_the_wall,
        ),
        "queue": Region("queue/_queue.html", phases=("pitch",)),
        "later": Region("votes/_later.html", phases=("vote",)),
        "lineup": Region("lineup/_lineup.html", phases=("groups", "talk")),
        "group": Region("groups/_card.html", of_round("groups"), about.group, ("groups", "talk"), on_now),
        "ticket": Region("lineup/_ticket.html", of_round("tickets"), about.group, ("groups", "talk"), on_now),
        "topic": Region(
            "tables/_topic.html",
            lambda night, no: "topics",
            about.topic,
            ("groups", "talk"),
            about.waiting_topics,
        ),
        "waiting": Region("lineup/_waiting.html", phases=("groups", "talk")),
        "moment": Region("phone/_moment.html", phases=("groups", "talk")),
        "share": Region("sharing/_share.html", phases=("share",)),
        "front": Region("sharing/_front.html", phases=("share",)),
        "other": Region("sharing/_other.html", about=about.group, phases=("share",), each=sharing.order),
        "said": Region("sharing/_said.html", about=about.group, phases=("share",)),
        "read-first": Region("sharing/_read-first.html", about=about.group, phases=("share",)),
        "shown-actions": Region("sharing/_actions.html", phases=("share",)),
        "promise-note": Region("promises/_promise.html", about=about.promise("note"), phases=("share",)),
        "choice": Region("choosing/_way.html", phases=("welcome", "share")),
        "comment": Region(
            "sharing/_comment.html", lambda night, no: "comments", about.comment, ("share",), in_front
        ),
    },
    "group": SHARED
    | TIMER
    | CARDS
    | {
        "top": Region("phone/_top.html"),
        "now": Region("groups/_now.html", about=about.group),
        "heads": Region("groups/_heads.html", about=about.group),
        "pen": Region("groups/_pen.html", about=about.group),
        "writing": Region("notes/_forms.html", about=about.group),
        "headline": Region("groups/_headline.html", about=about.group),
        "note": Region("notes/_note.html", list_of_note, about.note),
        "liked-note": Region("threads/_liked.html", about=about.thread("note")),
        "thread-note": Region("threads/_thread.html", about=about.thread("note")),
        "promise-note": Region("promises/_promise.html", about=about.promise("note")),
        "label": Region("notes/_label.html", about=about.note),
        "stars": Region("notes/_stars.html", about=about.note),
        "note-order": Region("notes/_order.html", about=about.group),
        "meetings": Region("meetings/_meetings.html", about=about.group),
        "near": Region("connections/_near.html", about=about.group),
        "neighbours": Region("connections/_neighbours.html", about=about.group),
        "links": Region("connections/_links.html", about=about.group),
        "promise-joint": Region("promises/_promise.html", about=about.promise("joint")),
        "promise-meeting": Region("promises/_promise.html", about=about.promise("meeting")),
    },
    "board": SHARED
    | TIMER
    | HEARTS
    | ON_BOARD
    | {
        "total": Region("votes/_total.html"),
        "seekers": Region("rounds/_seekers.html", phases=("groups",)),
        "thanked": Region("thanks/_total.html", when=lambda night: board.scene(night) == "closed"),
        "voices": Region("propositions/_voices.html", when=shows_voices),
    }
    | whole("scene", "announcement", folder="board"),
    "desk": whole(*ALL_OF_DESK.split(), "desk-pace", folder="desk")
    | whole(
        "desk-unread",
        "desk-marked",
        "desk-letting",
        "desk-wall",
        "desk-away",
        "desk-front",
        "desk-further",
        "desk-earlier",
        folder="desk",
    )
    | SHARED
    | LISTS
    | {
        "people-options": Region("desk/_phoneless.html"),
        "cell-options": Region("desk/_cells.html", when=lineup.under_way),
        "desk-outside": Region("desk/_outside.html", when=lineup.under_way),
        "desk-choice": Region("choosing/_desk.html", when=is_sharing),
        "desk-presenting": Region("desk/_presenting.html", when=is_sharing),
    },
    "remote": FOR_HOSTS,
    "helper": FOR_HELPERS,
    "door": {"wait": Region("door/_wait.html")},
    "own": {"top": Region("phone/_top.html")},
    "reporter": {"top": Region("reporters/_top.html"), "tour": Region("reporters/_tour.html")},
    "choosing": {
        "top": Region("phone/_top.html"),
        "choosing": Region("choosing/_choosing.html"),
        "carry": Region("choosing/_carry.html", about=about.note),
        "carried": Region("choosing/_carried.html", about=about.note),
    },
    "assembly": ON_PAGE,
    "steering": AT_DESK | {"desk-shows": Region("desk/_shows.html")},
    "offers": {
        "top": Region("phone/_top.html"),
        "wall": Region("offers/_wall.html"),
        "standup": Region("standup/_call.html"),
        "liked-offer": Region("threads/_liked.html", about=about.thread("offer")),
        "thread-offer": Region("threads/_short.html", about=about.thread("offer")),
        "ask": Region(
            "offers/_card.html", lambda night, no: "asks", on_card(wants=True), each=listed(wants=True)
        ),
        "gift": Region(
            "offers/_card.html", lambda night, no: "gifts", on_card(wants=False), each=listed(wants=False)
        ),
    },
    "now": FROM_OUTSIDE,
}
"""By the kind of the audience, then by the region's name without its number."""

NUMBERS = re.compile(r"(-\d+)+$")

COVERS = {
    "main": {"top", "main"},
    "scene": {"scene", "announcement"},
    "remote": {"remote"},
    "following": {"happening", "following"},
}
"""Regions that contain the rest of their page, each with what stands outside it and itself. Where one is
sent, what it contains need not be.
"""


def on_page(night: Night, audience: Audience, region: str) -> bool:
    """Whether the page has this region now.

    While the counts are hidden, the room does not even learn which of them moved; and nothing happens on a
    blank board.
    """
    name, _numbers = named(region)
    if audience.kind == "board" and night.blank and name not in COVERS["scene"]:
        return False
    if name == "tally" and audience.kind in ("phone", "board") and not votes.shown(night):
        return False
    if audience.kind == "helper" and not may_have(night, audience.no, name):
        return False
    how = REGIONS[audience.kind].get(name)  # a remote has few of the desk's
    return how is not None and night.phase in how.phases and how.when(night)


def named(region: str) -> tuple[str, tuple[int, ...]]:
    """The name and the numbers of a region: "tally-12" → ("tally", (12,)), "cell-1-2" → ("cell", (1, 2))."""
    name = NUMBERS.sub("", region)
    return name, tuple(map(int, region[len(name) + 1 :].split("-"))) if name != region else ()


def partial_of(night: Night, audience: Audience, region: str) -> tuple[str, dict[str, Any]] | None:
    """The partial that renders this region, and the values that it needs; None if the region is gone."""
    name, numbers = named(region)
    how = REGIONS[audience.kind][name]
    values = how.about(night, *(numbers or (audience.no,)))
    return None if values is None else (how.partial, values)


def regions_of(night: Night, audience: Audience, what: str) -> Iterable[str]:
    """The regions that a blank stands for: “@timer” for itself, “*pitch” for each of its kind."""
    if what[0] == "@":
        return [what[1:]]
    name, numbers = named(what[1:])
    return [f"{name}-{no}" for no in REGIONS[audience.kind][name].each(night, *numbers)]

"""What a night took from others, and what others took from it."""

from dataclasses import dataclass, field

import msgspec

from opennight.night.kept.announcement import UNSAID
from opennight.night.kept.decks import Deck
from opennight.night.kept.knocks import Knock
from opennight.night.kept.leaflets import Leaflet, LeafletKind


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where something was taken from: what it is called there (`title`), in which `night`, where and when
    (YYYY-MM-DD) that was, who is credited (`by`, empty for nobody) and under which `licence` it stands.

    `url`: where it can be read; empty if that is on this server, where it stands in the night `code` at
    `anchor`.
    """

    title: str
    night: str = ""
    place: str = ""
    date: str = ""
    by: str = ""
    licence: str = UNSAID
    url: str = ""
    code: str = ""
    anchor: str = ""


class TakenTopic(msgspec.Struct, frozen=True):
    title: str
    more: str = ""


class TakenCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card for others, with the words that it had (see leaflets.py)."""

    kind: LeafletKind
    title: str
    text: str = ""
    price: str = ""
    yours: str = ""
    ours: str = ""
    rules: str = ""
    steps: str = ""


class Takeaway(msgspec.Struct, frozen=True, kw_only=True):
    """All that comes along into another night."""

    origin: Origin
    topics: tuple[TakenTopic, ...] = ()
    questions: tuple[str, ...] = ()
    cards: tuple[TakenCard, ...] = ()
    deck: Deck | None = None


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """Another night that took what stands at the anchor `about`: on this server under its `code`, else at
    `url`. Everybody sees that while that night is `public`, unless the host `dropped` it. `told`: how often
    this night has heard of it."""

    no: int
    about: str
    title: str
    place: str = ""
    date: str = ""
    code: str = ""
    url: str = ""
    public: bool = True
    dropped: bool = False
    told: int = 1


@dataclass(slots=True)
class Further:
    """What a night has for others, and has from others, by number: its cards (`leaflets`) and who wrote about
    them (`knocks`); `origins` from where it took things, except those that were taken back (`left`); and the
    nights that took things of it (`uses`). `posts_stopped`: nobody outside hands in what they wrote.
    `takers`: who takes messages about which group (group → people, first who said so first); `passed_on`: the
    host takes those for groups in which nobody does; `unwritten`: the groups to which nobody may write.
    """

    leaflets: dict[int, Leaflet] = field(default_factory=dict)
    knocks: dict[int, Knock] = field(default_factory=dict)
    origins: dict[int, Origin] = field(default_factory=dict)
    left: dict[int, None] = field(default_factory=dict)
    uses: dict[int, Use] = field(default_factory=dict)
    posts_stopped: bool = False
    takers: dict[int, dict[int, None]] = field(default_factory=dict)
    passed_on: bool = False
    unwritten: dict[int, None] = field(default_factory=dict)

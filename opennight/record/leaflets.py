"""The cards of a night for others, in its record; where it took things from, and who took things from it."""

import msgspec

from opennight import clock
from opennight.night import leaflet_sources, leaflets, taking, uses
from opennight.night.kept.leaflets import Leaflet, LeafletKind
from opennight.night.state import Night
from opennight.record.people import name


class LeafletOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A card: something that others can have, or do themselves.

    `price` is in words, empty if it is free; `yours` and `ours` say what is in it for whoever takes it and
    for whoever gives it; `rules` what holds; `steps` how to run it oneself. `anchor`: what of the record it
    was made from; empty for nothing. `adapted`: the number of the origin in `adapted` from which it came
    along (0: none). `by`: who made it, empty for the host; `at`: when, ISO 8601 with the night's offset.
    """

    no: int
    kind: LeafletKind
    title: str
    text: str
    price: str
    yours: str
    ours: str
    rules: str
    steps: str
    anchor: str
    adapted: int
    by: str
    at: str


class AdaptedOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """Something that this night took further: what it is called there, in which night, where and when; who is
    credited, and under which licence (a key). `url` leads there if it is on another server; else `code` and
    `anchor` say where it is on this one."""

    no: int
    title: str
    night: str
    place: str
    date: str
    by: str
    licence: str
    url: str
    code: str
    anchor: str


class UsedOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A night that took what stands at `anchor` further; on this server under its `code`, else at `url`."""

    no: int
    anchor: str
    title: str
    place: str
    date: str
    code: str
    url: str


def leaflet_outcome(night: Night, one: Leaflet) -> LeafletOutcome:
    return LeafletOutcome(
        no=one.no,
        **leaflets.said_by(one),
        anchor=one.about if one.about and leaflet_sources.source(night, one.about) else "",
        adapted=one.origin,
        by=name(night, one.person),
        at=clock.moment(night, one.at),
    )


def all_leaflets(night: Night) -> tuple[LeafletOutcome, ...]:
    """The newest first, as far as everybody may see them. This is what an index of many nights reads."""
    return tuple(leaflet_outcome(night, one) for one in leaflets.all_seen(night))


def all_adapted(night: Night) -> tuple[AdaptedOutcome, ...]:
    return tuple(
        AdaptedOutcome(
            no=no,
            title=one.title,
            night=one.night,
            place=one.place,
            date=one.date,
            by=one.by,
            licence=one.licence,
            url=one.url,
            code=one.code,
            anchor=one.anchor,
        )
        for no, one in taking.standing(night)
    )


def all_used(night: Night) -> tuple[UsedOutcome, ...]:
    """The newest first."""
    return tuple(
        UsedOutcome(
            no=one.no,
            anchor=one.about,
            title=one.title,
            place=one.place,
            date=one.date,
            code=one.code,
            url=one.url,
        )
        for one in uses.standing(night)
    )

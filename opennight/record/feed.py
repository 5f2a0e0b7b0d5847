"""A night as an Atom feed (RFC 4287): what is pitched, which rounds begin, which clips are released, and at
last that there is a record. It says no more than outside.py does.

An entry keeps its id for ever, wherever the night is served from.
"""

import datetime as dt
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from opennight.night import announcement, rounds
from opennight.night.kept.rooms import Slot
from opennight.night.messages import _
from opennight.night.state import Night
from opennight.record import outside
from opennight.record.elements import add
from opennight.record.leaflets import all_leaflets
from opennight.record.licences import licence_of
from opennight.record.people import PARTICIPANT
from opennight.record.pitches import pitch_outcome
from opennight.record.sequels import all_sequels

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100
"""Entries; the newest stay."""
Gettext = Callable[[str], str]


class Entry(NamedTuple):
    """`name` tells it from others of the night for ever, `at` is when it happened (ms), `path` where to read
    it, below the night's address. `by`: who said it, as they are in public."""

    name: str
    at: int
    title: str
    text: str
    path: str
    by: tuple[str, ...] = ()


def named(those: Iterable[str], gettext: Gettext) -> tuple[str, ...]:
    """Whoever said something, as they are in public, in this language; the desk has no name."""
    return tuple(gettext(name) if name == PARTICIPANT else name for name in those if name)


def heard(night: Night, gettext: Gettext) -> Iterator[Entry]:
    """What was pitched."""
    if not announcement.followed(night):
        return
    for one in (pitch_outcome(night, night.pitches[no]) for no in outside.pitched(night)):
        title = gettext(_("Pitched: %(title)s")) % {"title": one.title}
        by = named(one.by, gettext)
        yield Entry(f"pitch-{one.no}", night.pitches[one.no].at, title, one.more, f"/now#pitch-{one.no}", by)


def begun(night: Night, gettext: Gettext) -> Iterator[Entry]:
    """Which rounds have begun, and what is talked about in them."""
    if not announcement.followed(night):
        return
    for stretch in outside.talking(night):
        round = rounds.of_slot(night, stretch.slot.id)
        if round and round.started:
            text = "\n".join(" · ".join(filter(None, (one.title, one.headline))) for one in stretch.tables)
            title = round_called(night, stretch.slot, gettext)
            yield Entry(f"round-{stretch.slot.id}", round.started, title, text, "/now#talking")


def round_called(night: Night, slot: Slot, gettext: Gettext) -> str:
    if not rounds.several(night):
        return gettext(_("The talk has begun."))
    name = gettext(_("Round %(number)s")) % {"number": rounds.number(night, slot.id)}
    return gettext(_("%(round)s has begun.")) % {"round": name}


def released(night: Night, gettext: Gettext) -> Iterator[Entry]:
    for clip, by in outside.released(night):
        who = named((by,), gettext)
        yield Entry(f"clip-{clip.no}", clip.at, clip.title, clip.who, f"/clips/{clip.no}", who)


def recorded(night: Night, gettext: Gettext) -> Iterator[Entry]:
    if night.published:
        title = gettext(_("The record is open: what came of the night"))
        yield Entry(
            "record",
            night.at,
            title,
            licence_of(night).sentence and gettext(licence_of(night).sentence),
            "/record",
        )


def came(night: Night, gettext: Gettext) -> Iterator[Entry]:
    """What people added after the night."""
    if not night.published:
        return
    for one in all_sequels(night):
        by = named((one.by,), gettext)
        text = "\n".join(filter(None, (one.title, one.url)))
        yield Entry(
            f"sequel-{one.no}", night.sequels[one.no].at, one.text, text, f"/record#sequel-{one.no}", by
        )


def left_for_others(night: Night, gettext: Gettext) -> Iterator[Entry]:
    """Cards that others can take."""
    if not night.published:
        return
    for one in all_leaflets(night):
        by = named((one.by,), gettext)
        at = night.further.leaflets[one.no].at
        yield Entry(f"card-{one.no}", at, one.title, one.text, f"/record/cards/{one.no}", by)


def entries(night: Night, gettext: Gettext) -> list[Entry]:
    """All there is, the newest first."""
    if not announcement.open_to_all(night):
        return []
    found = [
        one
        for kind in (heard, begun, released, recorded, came, left_for_others)
        for one in kind(night, gettext)
    ]
    return sorted(found, key=lambda one: (-one.at, one.name))[:MOST]


def id_of(night: Night, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"opennight:{night.code}/{name}").urn


def when(ms: int) -> str:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write(night: Night, gettext: Gettext, address: str) -> str:
    """The feed as XML; `address` is that of the night, such as "https://night.example/n/BEES22"."""
    root = ET.Element("feed", {"xmlns": ATOM})
    add(root, "id", id_of(night, "feed"))
    add(root, "title", night.setup.title)
    if text := night.announcement.summary or night.setup.intro:
        add(root, "subtitle", text)
    add(root, "updated", when(night.at))
    add(root, "link", rel="self", href=f"{address}/now.atom", type="application/atom+xml")
    add(root, "link", rel="alternate", href=f"{address}/about", type="text/html")
    licence = licence_of(night)
    if licence.url:
        add(root, "link", rel="license", href=licence.url)
    add(root, "rights", " · ".join((gettext(licence.name), gettext(licence.sentence))))
    add(root, "generator", "opennight")
    add(add(root, "author"), "name", night.setup.title)
    for one in entries(night, gettext):
        entry = add(root, "entry")
        add(entry, "id", id_of(night, one.name))
        add(entry, "title", one.title)
        add(entry, "updated", when(one.at))
        add(entry, "link", rel="alternate", href=f"{address}{one.path}", type="text/html")
        for name in one.by:
            add(add(entry, "author"), "name", name)
        if one.text:
            add(entry, "summary", one.text)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"

"""What stands on each page, and what of the night it was drawn from: after an event, only what it may have
changed is drawn again."""

import contextlib
import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any

from opennight.live.audiences import (
    ASSEMBLY,
    BOARD,
    CHOOSING,
    DESK,
    DOOR,
    NOW,
    OFFERS,
    OWN,
    PHONE,
    REMOTE,
    REPORTER,
    STEERING,
    Audience,
)
from opennight.live.blanks import Drawn
from opennight.live.channel import View
from opennight.live.regions import ALL_OF_DESK, REGIONS, named, on_page, partial_of, regions_of
from opennight.live.rendering import Render
from opennight.live.shown import BY_LISTS
from opennight.night import kept, notes, remote
from opennight.night.state import Night
from tests.live.inside import ADDRESS

HELPER = Audience("helper", 1)
ROOTS: dict[Audience, str] = {
    PHONE: "top main",
    BOARD: "announcement scene",
    DESK: ALL_OF_DESK,
    REMOTE: "remote",
    HELPER: "remote",
    REPORTER: "top tour",
    CHOOSING: "top choosing",
    ASSEMBLY: "top asks roll",
    STEERING: "steering desk-undo desk-shows",
    NOW: "happening following",
    OFFERS: "top wall standup",
    OWN: "top",
    DOOR: "wait",
}
"""The parts of which the page of each audience is made; the others are inside these."""
GROUP = "top timer now heads pen headline note-order meetings near neighbours links workbook"
"""The same for the pages of a group; its notes are in none of these. Its forms only change with the phase."""

FILLED_IN = re.compile(r"(?<=data-count-of)[^<]*")
"""What scripts fill in, from elsewhere on the page."""
Key = tuple[int, str]
"""A field of one of the night's objects."""


def found_in(module: str) -> list[type[Any]]:
    return [
        one
        for one in vars(importlib.import_module(module)).values()
        if isinstance(one, type) and dataclasses.is_dataclass(one)
    ]


PARTS = [f"{kept.__name__}.{part.name}" for part in pkgutil.iter_modules(kept.__path__)]
KEPT: set[type[Any]] = {Night, *(one for part in PARTS for one in found_in(part))}
FIELDS: dict[type[Any], tuple[str, ...]] = {
    one: tuple(field.name for field in dataclasses.fields(one)) for one in KEPT
}
"""Of what a night is made of, except what is never changed in place."""


class Reading:
    """Notes which fields are read."""

    def __init__(self) -> None:
        self.reads: set[Key] | None = None

    @contextlib.contextmanager
    def everywhere(self) -> Iterator[None]:
        """From now on, reads of the night's objects are noted, as long as there is a set for them."""
        for kind, names in FIELDS.items():
            kind.__getattribute__ = self.noting(frozenset(names))  # type: ignore[assignment]
        try:
            yield
        finally:
            for kind in FIELDS:
                del kind.__getattribute__

    def noting(self, names: frozenset[str]) -> Callable[[Any, str], Any]:
        def get(its: Any, name: str) -> Any:
            if self.reads is not None and name in names:
                self.reads.add((id(its), name))
            return object.__getattribute__(its, name)

        return get


def values(night: Night) -> dict[Key, object]:
    """All that the night holds, by the object and its field."""
    found: dict[Key, object] = {}
    waiting: list[Any] = [night]
    while waiting:
        one = waiting.pop()
        for name in FIELDS[type(one)]:
            value = object.__getattribute__(one, name)
            inside = [it for it in parts(value) if type(it) in FIELDS]
            waiting += inside
            found[id(one), name] = tuple(map(id, inside)) if inside else repr(value)
    return found


def parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, (list, tuple)) else [value]


@dataclasses.dataclass(slots=True)
class Look:
    """A region alone: its HTML without the regions `inside` it, and what it was drawn from."""

    html: str
    inside: list[str]
    reads: set[Key]
    around: set[str] = dataclasses.field(default_factory=set)
    """The regions that it is inside of."""


class Looks:
    """What is on all pages of a night."""

    def __init__(self, render: Render, reading: Reading) -> None:
        self.render = render
        self.reading = reading
        self.drawn: dict[tuple[Audience, str], Look] = {}

    def forget(self, changed: set[Key]) -> None:
        """What was drawn from any of this is drawn again."""
        self.drawn = {name: look for name, look in self.drawn.items() if look.reads.isdisjoint(changed)}

    def all(self, night: Night) -> dict[Audience, dict[str, Look]]:
        pages = {audience: roots.split() for audience, roots in ROOTS.items()}
        if not remote.is_open(night, HELPER.no):
            del pages[HELPER]  # whoever came with it is turned away
        pages |= {Audience("group", no): [*GROUP.split(), *notes_of(night, no)] for no in night.lineup}
        return {audience: self.page(night, audience, roots) for audience, roots in pages.items()}

    def page(self, night: Night, audience: Audience, roots: list[str]) -> dict[str, Look]:
        found: dict[str, Look] = {}
        waiting = [(root, "") for root in roots if root_on_page(night, audience, root)]
        while waiting:
            region, around = waiting.pop()
            look = found.get(region)
            if look is None:
                look = dataclasses.replace(self.look(night, audience, region), around=set())
                if not look.html:
                    continue
                found[region] = look
                inside = [one for what in look.inside for one in regions_of(night, audience, what)]
                waiting += [(one, region) for one in [*inside, *fetched(region)]]
            look.around |= {around} - {""}
        return found

    def look(self, night: Night, audience: Audience, region: str) -> Look:
        name = audience, region
        if name not in self.drawn:
            reads = self.reading.reads = set()
            view = self.view(audience)
            partial = fetched_from(region) or partial_of(night, audience, region)
            drawn = Drawn.of(self.render(night, partial[0], view, partial[1]).strip() if partial else "")
            self.reading.reads = None
            html = FILLED_IN.sub("", " ".join(" ".join(drawn.pieces).split()))
            self.drawn[name] = Look(BY_LISTS.sub(r"\1", html) if drawn.inside else html, drawn.inside, reads)
        return self.drawn[name]

    def view(self, audience: Audience) -> View:
        return View(audience, "en", ADDRESS if audience in (BOARD, DESK) else "")


def fetched(region: str) -> list[str]:
    """What is not on the page, but is loaded into this region of the desk where somebody has opened it, and
    anew after each frame: so whatever changes it has to be told."""
    name, numbers = named(region)
    return [f"written-{numbers[0]}"] if name == "gathering" else []


def fetched_from(region: str) -> tuple[str, dict[str, Any]] | None:
    name, numbers = named(region)
    return ("desk/_written.html", {"no": numbers[0]}) if name == "written" else None


def root_on_page(night: Night, audience: Audience, root: str) -> bool:
    name = named(root)[0]
    return name in REGIONS[audience.kind] and (audience != DESK or on_page(night, audience, root))


def notes_of(night: Night, group: int) -> list[str]:
    """Those that stand by themselves on its page."""
    its = (note for note in notes.of_group(night, group) if not note.about)
    return [f"note-{note.no}" for note in its]


def missed(before: dict[str, Look], after: dict[str, Look], told: set[str]) -> list[str]:
    """The regions of a page that look different, though neither they nor what is around them was told."""
    different = [
        region
        for region in {**before, **after}
        if region not in before or region not in after or before[region].html != after[region].html
    ]
    return [one for one in different if told.isdisjoint(around(one, after if one in after else before))]


def around(region: str, page: dict[str, Look]) -> set[str]:
    """The region, and all that it is inside of."""
    found, waiting = set(), [region]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += page[one].around if one in page else ()
    return found

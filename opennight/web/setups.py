"""A night's setup: its form, how that is read, and changing it."""

import itertools
from collections.abc import Sequence
from typing import TypeVar, get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from opennight import clock
from opennight.night import tidy
from opennight.night.bylines import FIRST
from opennight.night.kept.bylines import BYLINES, Byline
from opennight.night.kept.parts import PHASES, STEPS, Part, Phase
from opennight.night.kept.promises import Earlier
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.setups import Ballot, Gathering, Setup
from opennight.night.messages import Refused, _
from opennight.night.setupfile import Kept
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.shelf import Shelf
from opennight.web import decks
from opennight.web.core import access, pages
from opennight.web.core.acts import Act
from opennight.web.core.forms import Form, Lists, number
from opennight.web.core.languages import language_of, translate
from opennight.web.core.posts import act
from opennight.web.core.refusals import Refusal
from opennight.web.core.visits import Visit, show

C = TypeVar("C", bound=str)


def row_number(text: str) -> int | None:
    """The number of a row of the form; None for one that has none yet."""
    return int(text) if text.isdecimal() and len(text) < 7 else None


def ids(given: list[str]) -> list[int]:
    """The numbers of rows, new ones for rows that have none yet."""
    known = [row_number(text) for text in given]
    fresh = itertools.count(max((no for no in known if no is not None), default=0) + 1)
    return [next(fresh) if no is None else no for no in known]


def rows(lists: Lists, *names: str) -> list[list[str]]:
    """The filled-in rows of a repeated part of the form; the first name is the row's number."""
    columns = [lists.get(name, []) for name in names]
    if len({len(column) for column in columns}) > 1:
        raise Refused(_("Something is wrong with this form. Reload the page."))
    return [list(row) for row in zip(*columns, strict=True) if any(cell.strip() for cell in row[1:])]


def features(text: str) -> tuple[str, ...]:
    """What a room has, from "step-free+quiet"."""
    return tuple(name for name in text.split("+") if name)


def one_of(choices: Sequence[C], text: str, refused: Refused) -> C:
    """The choice with this name. Raises `refused` if there is none."""
    for known in choices:
        if text == known:
            return known
    raise refused


def seating(text: str) -> Gathering:
    choices: tuple[Gathering, ...] = get_args(Gathering)
    return one_of(choices, text, Refused(_("Pick one of these."), field="seating"))


def ballot(text: str) -> Ballot:
    choices: tuple[Ballot, ...] = get_args(Ballot)
    return one_of(choices, text, Refused(_("Pick one of these."), field="ballot"))


def byline(text: str) -> Byline:
    return one_of(BYLINES, text, Refused(_("Pick one of these."), field="byline"))


def parts(lists: Lists) -> tuple[Part, ...]:
    """The parts of the sheet in the form, one per row."""
    filled = rows(lists, "part_slot", "part_phase", "part_name", "part_minutes")
    return tuple(
        Part(phase(row[1]), number(row[3], "sheet"), row_number(row[0]) or 0, row[2]) for row in filled
    )


def phase(text: str) -> Phase:
    return one_of(PHASES, text, Refused(_("Pick what happens in each part."), field="sheet"))


def script(form: Form) -> dict[str, str]:
    """The host's own words in the form, by step."""
    return {step: form[f"script-{step}"] for step in STEPS if f"script-{step}" in form}


def read(form: Form, lists: Lists) -> Setup:
    """The setup in the form; the domain decides whether it will do."""
    names = lists.get("room_name", [])
    lists = {"room_features": [""] * len(names), **lists}
    rooms = rows(lists, "room_id", "room_name", "room_seats", "room_features")
    slots = rows(lists, "slot_id", "slot_start", "slot_end")
    zone = form.get("zone", "").strip() or "UTC"
    return Setup(
        title=form.get("title", ""),
        place=form.get("place", ""),
        zone=zone,
        date=form.get("date", "").strip() or clock.today(zone),
        intro=form.get("intro", ""),
        briefing=form.get("briefing", ""),
        rules=form.get("rules", ""),
        ballot=ballot(form.get("ballot") or "dots"),
        dots=number(form.get("dots") or "5", "dots"),
        hidden=form.get("hidden") == "1",
        approve=form.get("approve") == "1",
        approve_notes=form.get("approve_notes") == "1",
        approve_names=form.get("approve_names") == "1",
        approve_comments=form.get("approve_comments") == "1",
        approve_offers=form.get("approve_offers") == "1",
        colour=form.get("colour", ""),
        least=number(form.get("least") or "2", "least"),
        most=number(form.get("most") or "0", "most"),
        expected=number(form.get("expected") or "0", "expected"),
        seating=seating(form.get("seating") or "wishes"),
        twice=form.get("twice") == "1",
        byline=byline(form.get("byline") or FIRST),
        language=form.get("language", "en"),
        starts=form.get("starts", "").strip(),
        sheet=parts(lists),
        script=script(form),
        rooms=tuple(
            Room(no, row[1], number(row[2] or "12", "rooms"), features(row[3]))
            for no, row in zip(ids([row[0] for row in rooms]), rooms, strict=True)
        ),
        slots=tuple(
            Slot(no, row[1], row[2]) for no, row in zip(ids([row[0] for row in slots]), slots, strict=True)
        ),
    )


def on_shelf(request: Request) -> dict[str, Kept]:
    """The setups that a new night can start from, in the reader's language."""
    shelf: Shelf = request.app.state.shelf
    return shelf.all(translate(language_of(request)))


def guessed(request: Request) -> str:
    """What people of a new night are likely to speak: what its host reads."""
    read = request.headers.get("accept-language", "en").lower().split(",")
    tags = (part.split(";")[0].strip().split("-")[0] for part in read)
    return next((tag for tag in tags if tag in tidy.LANGUAGES), "")


def page(
    request: Request,
    night: Night | None,
    setup: Setup | None,
    refusal: Refusal | None = None,
    status: int = 200,
    *,
    date: str = "",
    taken: str = "",
    deck: str = "",
    after: Earlier | None = None,
    called: str = "",
    takes: str = "",
    takeaway: str = "",
) -> Response:
    """The form for a new night, or for an existing one. `taken`: what a new night's setup was taken from;
    `deck`: the deck of cards that this names; `after`: an earlier night with whose promises it could open.
    `called`: its title, without a setup; `takes`, `takeaway`: what it takes further (see taking.py)."""
    return pages.page(
        request,
        "desk/setup.html",
        night,
        status=status,
        setup=setup,
        refusal=refusal,
        zones=sorted(tidy.zones()),
        guessed=guessed(request),
        today=date or clock.today(setup.zone if setup and setup.zone else "UTC"),
        taken=taken,
        shelf=on_shelf(request),
        decks_there=decks.on_shelf(request),
        deck=deck,
        after=after,
        called=called,
        takes=takes,
        takeaway=takeaway,
    )


@show(access.host)
def setup(this: Visit) -> Response:
    return page(this.request, this.night, this.night.setup, this.refusal, this.status)


@act(access.host, go="/desk")
def change(this: Act) -> ChangeSetup:
    before = this.night.setup  # the run sheet has a page of its own
    setup = msgspec.structs.replace(
        read(this.form, this.lists), starts=before.starts, sheet=before.sheet, script=before.script
    )
    return ChangeSetup(**this.meta(desk=True), setup=setup)

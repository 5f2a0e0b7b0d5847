"""Pages of the record beside its cover: one for each group; what others quote, and put in their calendars."""

from collections.abc import Iterable

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from opennight.night import corrections, knocks, publication, sequels, takers
from opennight.night.messages import DESK, Refused, _
from opennight.night.state import Night
from opennight.record import deeds, quotes
from opennight.record.anchors import page_of, parsed
from opennight.record.leaflets import LeafletOutcome
from opennight.record.licences import licence_of
from opennight.record.outcome import Outcome
from opennight.web.core import access, pages
from opennight.web.core.addresses import get
from opennight.web.core.languages import language_of, translate
from opennight.web.core.visits import Visit, show
from opennight.web.record import best, curates, lasting, read, require_open, while_open, withdrawn
from opennight.web.record_files import attached
from opennight.web.told import ahead, cover_of, places_of, told


def page_number(found: Outcome, no: int) -> int | None:
    """The place of the group whose page this is."""
    return next((place for place, group in enumerate(found.groups) if group.no == no), None)


def sat(this: Visit, group: int) -> bool:
    """Whether whoever asks is one of those whose page this is."""
    person = this.caller.person
    there = person is not None and not person.removed and group in this.night.groups
    return there and publication.sat_at(this.night, this.caller.no, group)


def reads_draft(this: Visit, group: int) -> bool:
    """Whether they read this page before everybody else does."""
    draft = this.night.phase == "closed" and this.night.publication.state == "draft"
    return draft and sat(this, group)


@show(access.anyone)
async def group(this: Visit) -> Response:
    """A group's own page: its people read it before the record is published, too."""
    night = this.night
    member = sat(this, this.no)
    reads = night.published or curates(this.caller)
    if not (reads or reads_draft(this, this.no)):
        if gone := withdrawn(this):
            return gone
        require_open(night, this.caller)
    await ahead(this.request, night)
    found = told(night)
    place = page_number(found, this.no)
    if place is None:
        raise Refused(_("There is no such group in this record."), "missing")
    its, whole = found.groups[place], cover_of(night)
    answerable = corrections.to_answer(night, this.caller.no)
    cards = made_from(night, found.leaflets, page_of(its.no))
    return await read(
        this,
        "record/group.html",
        its.no,
        here=member,
        own=member or bool(answerable),
        group=its,
        member=member,
        takes_it=member and this.caller.no in takers.of_group(night, its.no),
        reads=reads,
        pitch=next(one for one in found.pitches if one.no == its.pitch),
        deeds=[one for one in whole.deeds if one.group == its.no and one.note],
        meetings=[one for one in whole.meetings if one.group == its.no],
        before=found.groups[place - 1] if place else None,
        after=found.groups[place + 1] if place + 1 < len(found.groups) else None,
        answerable=answerable,
        cards=cards,
        by_card=any(takes and by_group(night, card.no, its.no) for card, takes in cards),
    )


def made_from(night: Night, those: Iterable[LeafletOutcome], page: str) -> list[tuple[LeafletOutcome, bool]]:
    """The cards for others that come from what stands on this page; whether anybody can write to whoever made
    each."""
    places, all_cards = places_of(night), night.further.leaflets
    return [
        (one, knocks.takes(night, all_cards[one.no]))
        for one in those
        if one.anchor and places.get(one.anchor) == page
    ]


def by_group(night: Night, card: int, group: int) -> bool:
    """Whether somebody in the group made this card."""
    person = night.further.leaflets[card].person
    return person != DESK and publication.sat_at(night, person, group)


@show(access.joined)
def own(this: Visit) -> Response:
    """The pages of the groups that somebody was in, to read and approve; the page itself if it is one."""
    night = this.night
    if gone := withdrawn(this):
        return gone
    if night.phase != "closed":
        require_open(night, this.caller)
    those = [one for one in told(night).groups if publication.sat_at(night, this.caller.no, one.no)]
    if len(those) == 1:
        return RedirectResponse(f"/n/{night.code}/record{page_of(those[0].no)}", 303)
    return this.page("record/own.html", groups=those)


@show(access.anyone)
def to(this: Visit) -> Response:
    """To the page on which something stands, by its anchor: links to it last, wherever it moves."""
    name = this.request.path_params["anchor"]
    if not parsed(name)[0]:
        raise Refused(_("There is nothing by that name in this record."), "missing")
    where = places_of(this.night).get(name, "")
    if not (where and reads_draft(this, int(where.rpartition("/")[2]))):
        require_open(this.night, this.caller)
    return RedirectResponse(f"/n/{this.night.code}/record{where}#{name}", 303)


@show(access.anyone)
@while_open
def quote(this: Visit) -> Response:
    """One thing with its source, to copy from."""
    night, gettext = this.night, translate(language_of(this.request))
    found = told(night)
    one = quotes.find(found, this.request.path_params["anchor"], gettext)
    if one is None:
        raise Refused(_("These words are not in this record."), "missing")
    address = f"{best(this.request, night)}/record"
    licence, about = licence_of(night), one.anchor.replace("-", ":")
    said = {
        "text": one.text,
        "source": quotes.source(one, found),
        "whole": quotes.whole(one, found, address, licence, gettext),
        "page": f"/n/{night.code}/record{one.page}#{one.anchor}",
        "corrected": bool(night.publication.of(one.anchor)),
        "written": [its for its in found.sequels if its.anchor == one.anchor],
        "about": about if sequels.subject(night, about) else "",
        "here": access.allowed(access.joined, this.caller),
    }
    return pages.page(this.request, "record/quote.html", night, quote=said, licence=licence, outcome=found)


@show(access.anyone)
def action(this: Visit) -> Response:
    """What somebody will do, for their calendar; or for their tasks, if no day was named."""
    require_open(this.night, this.caller)
    its = next((one for one in cover_of(this.night).deeds if one.anchor == f"note-{this.no}"), None)
    if its is None:
        raise Refused(_("There is no such action in this record."), "missing")
    address = lasting(this.request, this.night)
    text = deeds.write(this.night, its, f"{address}/record{page_of(its.group)}" if address else "")
    return attached(text, "text/calendar", f"opennight-{this.night.code}-action-{this.no}.ics")


ROUTES: list[Route] = [
    get("/n/{code}/record/g/{no:no}", group),
    get("/n/{code}/record/to/{anchor:str}", to),
    get("/n/{code}/record/quote/{anchor:str}", quote),
    get("/n/{code}/record/actions/{no:no}.ics", action),
    get("/n/{code}/record/own", own),
]

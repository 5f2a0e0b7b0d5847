"""Cards for others, over HTTP: who makes, changes, closes and hides them; and their pages."""

import itertools

from starlette.responses import Response
from starlette.routing import Route

from opennight.night import knocks, leaflet_sight, leaflet_sources, leaflets, sequels, uses
from opennight.night.kept.leaflets import LEAFLET_KINDS, Leaflet
from opennight.night.leaflet_sight import HideLeaflet, ShowLeaflet
from opennight.night.leaflets import CloseLeaflet, EditLeaflet, MakeLeaflet
from opennight.night.messages import DESK, Refused, _
from opennight.record import people
from opennight.record.leaflets import leaflet_outcome
from opennight.web import others
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.record import drawn, while_open

WORDS = ("kind", *leaflets.WORDS)
PAGE = "/leaflets"
MOST = 60
"""Things that the page offers to make a card from."""


@show(access.anyone)
@while_open
def all_cards(this: Visit) -> Response:
    """The cards of the night, for everybody who may read its record."""
    here = access.allowed(access.person, this.caller)
    return drawn(this.request, "leaflets/all.html", this.night, caller=this.caller, here=here)


@show(access.anyone)
@while_open
async def card(this: Visit) -> Response:
    one = leaflets.find(this.night, this.no)
    if one.closed and not one.hidden:
        raise Refused(_("This card is closed: it is no longer on offer."), "gone")
    one = leaflets.find_seen(this.night, this.no)
    return drawn(
        this.request,
        "leaflets/card.html",
        this.night,
        caller=this.caller,
        refusal=this.refusal,
        status=this.status,
        takes=knocks.takes(this.night, one),
        card=leaflet_outcome(this.night, one),
        made_from=leaflet_sources.source(this.night, one.about) if one.about else None,
        mine=this.mine,
        used=uses.standing(this.night, f"card-{one.no}"),
        others=await others.look(this.request, this.night),
        own=0 < one.person == this.caller.no,
        readable=this.caller.no > 0,
    )


@show(access.person)
def page(this: Visit) -> Response:
    """Where somebody makes cards, and keeps their own; the desk has all of them, and what waits."""
    night, about = this.night, this.request.query_params.get("about", "")
    found = leaflet_sources.source(night, about) if about else None
    sources = leaflet_sources.sources(night, this.caller.no, host=this.caller.host)
    moderates = this.caller.moderates
    own = leaflets.of_person(night, this.caller.no) if this.caller.no else []
    return this.page(
        "leaflets/leaflets.html",
        cards=[*own, *([one for one in desk_sees(this) if one not in own] if this.caller.for_others else [])],
        unread=leaflet_sight.waiting(night) if moderates else [],
        moderates=moderates,
        about=about if found else "",
        made_from=found,
        sources=list(itertools.islice(sources, MOST)),
        kinds=LEAFLET_KINDS,
        public=people.name,
        open_=sequels.is_over(night),
        makes=bool(this.caller.no or this.caller.host),
    )


def desk_sees(this: Visit) -> list[Leaflet]:
    return [one for one in reversed(this.night.further.leaflets.values()) if not one.hidden]


@show(access.person)
def edit_page(this: Visit) -> Response:
    one = leaflets.find(this.night, this.no)
    if not this.caller.for_others and one.person != this.caller.no:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return this.page("leaflets/edit.html", card=one, kinds=LEAFLET_KINDS)


def said(this: Act) -> dict[str, str]:
    return {name: this.text(name) for name in WORDS}


def by_desk(this: Act) -> bool:
    """Whether whoever sends it acts from the desk: on what is not their own."""
    one = this.night.further.leaflets.get(this.no)
    own = one is not None and 0 < one.person == this.caller.no
    return this.caller.for_others and not own


@act(access.person, go=PAGE)
def make(this: Act) -> MakeLeaflet:
    """By somebody for themselves, for somebody without a phone, or by the host."""
    if not this.caller.host and not this.person:
        access.joined(this.caller)
    desk = this.caller.host and (not this.person or this.flag("host"))
    whose = DESK if desk else this.person
    return MakeLeaflet(**this.meta(desk=desk), person=whose, about=this.text("about"), **said(this))


@act(access.person, go=PAGE)
def edit(this: Act) -> EditLeaflet:
    return EditLeaflet(**this.meta(desk=by_desk(this)), leaflet=this.no, **said(this))


@act(access.person, go=PAGE)
def close(this: Act) -> CloseLeaflet:
    return CloseLeaflet(**this.meta(desk=by_desk(this)), leaflet=this.no, closed=this.flag("closed"))


@act(access.writer)
def hide(this: Act) -> HideLeaflet:
    one = this.night.further.leaflets.get(this.no)
    own = one is not None and 0 < one.person == this.caller.no
    return HideLeaflet(**this.meta(desk=this.caller.tends and not own), leaflet=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowLeaflet:
    return ShowLeaflet(**this.meta(desk=True), leaflet=this.no)


ROUTES: list[Route] = [
    get("/n/{code}/record/cards", all_cards),
    get("/n/{code}/record/cards/{no:no}", card),
    get("/n/{code}/leaflets", page),
    post("/n/{code}/leaflets", make),
    get("/n/{code}/leaflets/{no:no}/edit", edit_page),
    post("/n/{code}/leaflets/{no:no}/edit", edit),
    post("/n/{code}/leaflets/{no:no}/close", close),
    post("/n/{code}/leaflets/{no:no}/hide", hide),
    post("/n/{code}/leaflets/{no:no}/show", show_again),
]

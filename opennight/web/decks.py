"""The deck of cards that a night is played with: shown, chosen, printed, and laid on a table."""

from starlette.requests import Request
from starlette.responses import Response

from opennight.night import decks, groups
from opennight.night.deck_toml import FIELD
from opennight.night.deckfile import read
from opennight.night.decks import ChooseDeck, SpeakDeck
from opennight.night.kept.decks import Deck
from opennight.night.messages import Refused, _
from opennight.night.tables import LayTable
from opennight.shelf import Shelf
from opennight.web.core import access, server_address
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.forms import read_upload
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show

SHEET = 9
"""Cards on one sheet of paper."""
MOST_TABLES = 12
"""That the page of a card offers the desk."""


def on_shelf(request: Request) -> dict[str, Deck]:
    """The decks that are there to pick from."""
    shelf: Shelf = request.app.state.shelf
    return shelf.decks


def on_shelf_by(request: Request, name: str) -> Deck:
    """The one with this name. Raises `Refused`."""
    deck = on_shelf(request).get(name)
    if deck is None:
        raise Refused(_("This deck is not here any more. Pick another one."), "missing", field=FIELD)
    return deck


@show(access.anyone)
def page(this: Visit) -> Response:
    return this.page("decks/deck.html", shelf=on_shelf(this.request))


@show(access.anyone)
def card(this: Visit) -> Response:
    """One card in large: what the code on it leads to."""
    found = decks.require_card(this.night, this.request.path_params["card"])
    return this.page("decks/card.html", card=found, tables=tables_of(this))


def tables_of(this: Visit) -> list[int]:
    """The groups for which this caller may take a card now: those that they sit in; from the desk, any."""
    if this.night.phase not in groups.WRITING_IN:
        return []
    if this.caller.for_others:
        return list(this.night.lineup)[:MOST_TABLES]
    return list(groups.of_person(this.night, this.caller.no).values())


@show(access.host)
def sheets(this: Visit) -> Response:
    """The cards to print on both sides of the paper and cut apart; or blank ones, to fill in by pen."""
    deck = decks.require(this.night)
    asked = this.request.query_params.get("language", "")
    return this.page(
        "decks/print.html",
        language_of_cards=asked if asked in deck.languages else deck.language,
        blank="blank" in this.request.query_params,
        here=f"{server_address.of_night(this.request, this.night)}/deck",
        sheet_of=SHEET,
    )


@act(access.host, go="/deck", read=read_upload)
def choose(this: Act) -> ChooseDeck:
    return ChooseDeck(**this.meta(desk=True), deck=given(this))


def given(this: Act) -> Deck:
    """The deck that was picked, uploaded or pasted. Raises `Refused`."""
    if key := this.text("shelf"):
        return on_shelf_by(this.request, key)
    content = this.files.get(FIELD) or this.text("pasted").encode()
    if not content.strip():
        raise Refused(_("Pick a file first, or paste the text of one."), field=FIELD)
    return read(content)


@act(access.host, go="/deck")
def put_away(this: Act) -> ChooseDeck:
    return ChooseDeck(**this.meta(desk=True), deck=None)


@act(access.host, go="/deck")
def speak(this: Act) -> SpeakDeck:
    return SpeakDeck(**this.meta(desk=True), language=this.text("language"))


@act(access.host, go="/deck")
def lay(this: Act) -> LayTable:
    return LayTable(
        **this.meta(desk=True), title=this.text("title"), room=this.whole("room"), all=this.flag("all")
    )


ROUTES = [
    get("/n/{code}/deck", page),
    get("/n/{code}/deck/{card:str}", card),
    get("/n/{code}/cards/print", sheets),
    post("/n/{code}/deck", choose),
    post("/n/{code}/cards/away", put_away),
    post("/n/{code}/cards/language", speak),
    post("/n/{code}/cards/table", lay),
]

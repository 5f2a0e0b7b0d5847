"""Workbooks: a group's page with its cards, and the story that they make."""

from starlette.responses import Response

from opennight.night import decks, groups, lineup, pitches
from opennight.night.messages import DESK
from opennight.night.picks import HideCard, ShowCard
from opennight.night.shuffling import MoveCard, PutCardBack, SwapCard
from opennight.night.stories import FinishStory
from opennight.night.workbooks import FillCard, TakeCard
from opennight.record import stories
from opennight.web.core import access
from opennight.web.core.acts import Act, Meta
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.record import require_open


def of_pick(this: Act) -> int:
    """The group of the card in the address; 0 if there is none."""
    pick = this.night.picks.get(this.no)
    return pick.group if pick else 0


def writer(this: Act, meta: Meta) -> int:
    """Whose words these are: the desk's own, if it acts for nobody."""
    return this.person if not meta["actor"].at_desk or this.form.get("for", "") else DESK


@act(access.person)
def take(this: Act) -> TakeCard:
    meta = this.meta_in(this.no)
    return TakeCard(
        **meta,
        group=this.no,
        person=writer(this, meta),
        card=this.text("card"),
        kind=this.text("kind"),
        title=this.text("title"),
        points=this.whole("points", 0),
        text=this.text("text"),
    )


@act(access.person)
def fill(this: Act) -> FillCard:
    meta = this.meta_in(of_pick(this))
    return FillCard(**meta, pick=this.no, person=writer(this, meta), text=this.text("text"))


@act(access.person)
def swap(this: Act) -> SwapCard:
    return SwapCard(**this.meta_in(of_pick(this)), pick=this.no, card=this.text("card"))


@act(access.person)
def put_back(this: Act) -> PutCardBack:
    return PutCardBack(**this.meta_in(of_pick(this)), pick=this.no)


@act(access.person)
def move(this: Act) -> MoveCard:
    return MoveCard(**this.meta_in(of_pick(this)), pick=this.no, places=this.whole("places"))


@act(access.control("approve"))
def hide(this: Act) -> HideCard:
    return HideCard(**this.meta(desk=True), pick=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowCard:
    return ShowCard(**this.meta(desk=True), pick=this.no)


@act(access.person)
def finish(this: Act) -> FinishStory:
    return FinishStory(**this.meta_in(this.no), group=this.no, finished=this.flag("finished"))


@show(access.person)
def page(this: Visit) -> Response:
    decks.require(this.night)
    placement = lineup.find(this.night, this.no)
    return this.page(
        "workbooks/workbook.html", audience="group", link=this.no, placement=placement, no=this.no
    )


@show(access.anyone)
def story(this: Visit) -> Response:
    """What the cards of a group tell, from the first to the last: as open as the record."""
    if not access.allowed(access.person, this.caller):
        require_open(this.night, this.caller)
    group = groups.find(this.night, this.no)
    pitches.find_open(this.night, group.pitch)
    return this.page(
        "workbooks/story.html",
        no=group.no,
        story=stories.of(this.night, group.no),
        deck=stories.deck(this.night),
    )


ROUTES = [
    get("/n/{code}/groups/{no:no}/cards", page),
    post("/n/{code}/groups/{no:no}/cards", take),
    get("/n/{code}/groups/{no:no}/story", story),
    post("/n/{code}/groups/{no:no}/story", finish),
    post("/n/{code}/cards/{no:no}/fill", fill),
    post("/n/{code}/cards/{no:no}/swap", swap),
    post("/n/{code}/cards/{no:no}/back", put_back),
    post("/n/{code}/cards/{no:no}/move", move),
    post("/n/{code}/cards/{no:no}/hide", hide),
    post("/n/{code}/cards/{no:no}/show", show_again),
]

"""Reading first: what the desk reads before the room sees it, and letting in what waits."""

from starlette.responses import Response

from opennight.night.limits import LimitClips, LimitEach
from opennight.night.naming import TurnNameAway
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.slow import SlowDown
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.allowances import of_server
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@act(access.host)
def read_first(this: Act) -> ReadFirst:
    return ReadFirst(**this.meta(desk=True), nouns=tuple(this.lists.get("nouns", ())))


@act(access.host)
def slow_down(this: Act) -> SlowDown:
    return SlowDown(**this.meta(desk=True), seconds=this.whole("seconds", 0))


@act(access.host)
def limit(this: Act) -> LimitEach:
    most = {noun: this.whole(noun, 0) for noun in ("pitches", "notes", "comments")}
    return LimitEach(**this.meta(desk=True), **most)


@act(access.host)
def limit_clips(this: Act) -> LimitClips:
    seconds, reporter = this.whole("seconds", 0), this.whole("reporter", 0)
    most = of_server(this.request)
    return LimitClips(**this.meta(desk=True), seconds=seconds, reporter=reporter, most=most)


@act(access.control("approve"))
def let_in(this: Act) -> LetWordsIn:
    return LetWordsIn(
        **this.meta(desk=True),
        pitches=this.numbers("pitches"),
        notes=this.numbers("notes"),
        comments=this.numbers("comments"),
        headlines=this.numbers("headlines"),
        names=this.numbers("names"),
        cards=this.numbers("cards"),
        replies=this.numbers("replies"),
        thanks=this.numbers("thanks"),
        offers=this.numbers("offers"),
        inquiries=this.numbers("inquiries"),
    )


@act(access.control("approve"))
def turn_name_away(this: Act) -> TurnNameAway:
    return TurnNameAway(**this.meta(desk=True), named=this.no, why=this.text("why"))


@show(access.control("approve"))
def page(this: Visit) -> Response:
    """What waits, and what can be hidden, for helpers: the desk has all that in its parts."""
    return this.page("moderated/waiting.html")


ROUTES = [
    get("/n/{code}/waiting", page),
    post("/n/{code}/reading", read_first),
    post("/n/{code}/reading/slow", slow_down),
    post("/n/{code}/reading/limits", limit),
    post("/n/{code}/reading/clips", limit_clips),
    post("/n/{code}/reading/let-in", let_in),
    post("/n/{code}/names/{no:no}/turn-away", turn_name_away),
]

"""What came after the night, over HTTP: who adds it, takes it back and hides it."""

from starlette.responses import Response
from starlette.routing import Route

from opennight.night import notes, sharing
from opennight.night.sequels import AddSequel, HideSequel, ShowSequel, is_over, subject
from opennight.night.state import Night
from opennight.record import people
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


def subjects(night: Night) -> list[tuple[str, str]]:
    """What something can have become of: what each group talked about, and its actions: (about, words)."""
    found = []
    for no in sharing.order(night):
        those = [f"group:{no}", *(f"note:{one.no}" for one in notes.of_group(night, no, "action"))]
        found += [(about, its.text) for about in those if (its := subject(night, about))]
    return found


@show(access.person)
def page(this: Visit) -> Response:
    those = subjects(this.night)
    asked = this.request.query_params.get("about", "")
    if asked not in dict(those) and (its := subject(this.night, asked)):
        those.append((asked, its.text))  # what they come from, such as a quote
    return this.page(
        "sequels/afterwards.html",
        subjects=those,
        public=people.name,
        over=is_over(this.night),
        moderates=this.caller.moderates,
    )


@act(access.person)
def add(this: Act) -> AddSequel:
    """By somebody for themselves; by the host also for somebody who was not there."""
    if not (this.person or this.caller.host):
        access.joined(this.caller)
    words = {name: this.text(name) for name in ("text", "url", "about", "who")}
    return AddSequel(**this.meta(), person=this.person, **words)


@act(access.writer)
def hide(this: Act) -> HideSequel:
    sequel = this.night.sequels.get(this.no)
    own = sequel is not None and 0 < sequel.person == this.caller.no
    return HideSequel(**this.meta(desk=this.caller.tends and not own), sequel=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowSequel:
    return ShowSequel(**this.meta(desk=True), sequel=this.no)


ROUTES: list[Route] = [
    get("/n/{code}/afterwards", page),
    post("/n/{code}/afterwards", add),
    post("/n/{code}/sequels/{no:no}/hide", hide),
    post("/n/{code}/sequels/{no:no}/show", show_again),
]

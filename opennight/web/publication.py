"""Work on the record: who can read it, and what the host, helpers and groups make of it."""

from starlette.responses import Response
from starlette.routing import Route

from opennight.night.publication import (
    ApprovePage,
    HoldRecord,
    OrderRecord,
    PickCover,
    PublishRecord,
    WithdrawRecord,
    WriteStory,
)
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.told import told

DRAFT = "/record/draft"


@show(access.for_others)
def page(this: Visit) -> Response:
    return this.page("record/draft.html", outcome=told(this.night))


@act(access.host, go=DRAFT)
def hold(this: Act) -> HoldRecord:
    return HoldRecord(**this.meta(desk=True), held=this.flag("held"))


@act(access.host, go=DRAFT)
def publish(this: Act) -> PublishRecord:
    return PublishRecord(**this.meta(desk=True))


@act(access.host, go=DRAFT)
def withdraw(this: Act) -> WithdrawRecord:
    return WithdrawRecord(**this.meta(desk=True))


@act(access.for_others, go=DRAFT)
def write(this: Act) -> WriteStory:
    return WriteStory(**this.meta(desk=True), text=this.text("text"))


@act(access.for_others, go=DRAFT)
def pick(this: Act) -> PickCover:
    return PickCover(**this.meta(desk=True), clip=this.whole("clip", 0))


@act(access.for_others, go=DRAFT)
def move(this: Act) -> OrderRecord:
    """One place up or down among the groups as the record has them now."""
    order = [group.no for group in told(this.night).groups]
    if this.no in order:
        place = order.index(this.no)
        there = place - 1 if this.flag("up") else place + 1
        if 0 <= there < len(order):
            order[place], order[there] = order[there], order[place]
    else:
        order = [this.no]  # the night says that there is no such group
    return OrderRecord(**this.meta(desk=True), order=tuple(order))


@act(access.person)
def approve(this: Act) -> ApprovePage:
    return ApprovePage(**this.meta(), person=this.person, group=this.no, approved=this.flag("approved"))


ROUTES: list[Route] = [
    get("/n/{code}/record/draft", page),
    post("/n/{code}/record/hold", hold),
    post("/n/{code}/record/publish", publish),
    post("/n/{code}/record/withdraw", withdraw),
    post("/n/{code}/record/story", write),
    post("/n/{code}/record/cover", pick),
    post("/n/{code}/record/g/{no:no}/move", move),
    post("/n/{code}/record/g/{no:no}/approve", approve),
]

"""The manifesto: the desk takes asks up, everybody gives dots, and the rule of the line-up chooses."""

from starlette.responses import Response

from opennight import clock
from opennight.live.audiences import ASSEMBLY
from opennight.night.asks import DropAsk, TakeUp, TakeUpFromWall, WriteAsk
from opennight.night.manifesto import (
    DOTS,
    PLACES,
    BackAsk,
    CloseManifesto,
    MoveAsk,
    OpenManifesto,
    PutAll,
    SettleManifesto,
    UnbackAsk,
    require_dots,
)
from opennight.planning import Planner
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.forms import command_id
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@show(access.person)
def page(this: Visit) -> Response:
    """The page of the assembly: what is asked and answered, and who is here. A whole room asks for it at
    once; helpers count on theirs."""
    if this.caller.for_others:
        return this.page("manifesto/assembly.html", audience="assembly", counts=True)
    return this.shared_page("manifesto/assembly.html", ASSEMBLY)


@show(access.host)
def steering(this: Visit) -> Response:
    """The desk's page of the assembly."""
    return this.page("manifesto/steering.html", audience="steering")


@act(access.host)
def take_up(this: Act) -> TakeUp:
    return TakeUp(**this.meta(desk=True), note=this.no)


@act(access.host)
def take_up_from_wall(this: Act) -> TakeUpFromWall:
    return TakeUpFromWall(**this.meta(desk=True), offer=this.no)


@act(access.host)
def write(this: Act) -> WriteAsk:
    return WriteAsk(**this.meta(desk=True), text=this.text("text"))


@act(access.host)
def drop(this: Act) -> DropAsk:
    return DropAsk(**this.meta(desk=True), ask=this.no)


@act(access.host)
def open_choice(this: Act) -> OpenManifesto:
    places, dots = this.whole("places", PLACES), this.whole("dots", DOTS)
    return OpenManifesto(**this.meta(desk=True), places=places, dots=dots)


@act(access.host)
def close(this: Act) -> CloseManifesto:
    return CloseManifesto(**this.meta(desk=True))


@act(access.host)
async def settle(this: Act) -> SettleManifesto:
    """Close the choice, so that no dot comes too late to count, and work out what the room chose."""
    meta = this.meta(desk=True)
    if this.repeated:  # nothing is worked out again
        return SettleManifesto(**meta, line=())
    require_dots(this.night)
    if this.night.manifesto.open:
        before = meta | {"id": f"{command_id(this.form)[:50]}-close"}
        await this.send(CloseManifesto(**before))
    planner: Planner = this.request.app.state.planner
    line = await planner.line(this.night)
    meta["at"] = clock.now()
    return SettleManifesto(**meta, line=line)


@act(access.host)
def put_all(this: Act) -> PutAll:
    return PutAll(**this.meta(desk=True))


@act(access.host)
def move(this: Act) -> MoveAsk:
    return MoveAsk(**this.meta(desk=True), ask=this.no, up=this.flag("up"))


@act(access.person)
def back(this: Act) -> BackAsk:
    return BackAsk(**this.meta(), person=this.person, ask=this.no)


@act(access.person)
def unback(this: Act) -> UnbackAsk:
    return UnbackAsk(**this.meta(), person=this.person, ask=this.no)

"""The run sheet: its page, and the host's words for each step."""

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from opennight.night.kept.setups import Setup
from opennight.night.messages import Refused, _
from opennight.night.runsheet import WriteScript
from opennight.night.setups import ChangeSetup
from opennight.night.sheet import planned_from, suggested
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.setups import on_shelf, parts, script


@show(access.host)
def runsheet(this: Visit) -> Response:
    """The sheet to change. A night without one begins with that of a setup on the shelf, if it is asked for,
    else with one around the rounds that there are.
    """
    plans = {key: kept for key, kept in on_shelf(this.request).items() if kept.setup.sheet}
    setup: Setup = this.night.setup
    if plan := plans.get(this.request.query_params.get("plan", "")):
        setup = planned_from(setup, plan.setup.sheet)
    elif not setup.sheet:
        setup = suggested(setup)
    return this.page("desk/runsheet.html", setup=setup, plans=plans)


@act(access.host, go="/desk?part=runsheet")
def save(this: Act) -> ChangeSetup:
    sheet = parts(this.lists)
    if not sheet:
        raise Refused(_("Put at least one round on the run sheet."), field="sheet")
    setup = msgspec.structs.replace(
        this.night.setup, starts=this.text("starts"), sheet=sheet, script=script(this.form)
    )
    return ChangeSetup(**this.meta(desk=True), setup=setup)


@act(access.host, go="/desk?part=runsheet")
def clear(this: Act) -> ChangeSetup:
    """Go on without a run sheet; the rounds keep their times."""
    setup = msgspec.structs.replace(this.night.setup, starts="", sheet=())
    return ChangeSetup(**this.meta(desk=True), setup=setup)


@act(access.host)
def write_script(this: Act) -> WriteScript:
    return WriteScript(**this.meta(desk=True), step=this.text("step"), text=this.text("text"))


ROUTES: list[Route] = [
    get("/n/{code}/runsheet", runsheet),
    post("/n/{code}/runsheet", save),
    post("/n/{code}/runsheet/clear", clear),
    post("/n/{code}/script", write_script),
]

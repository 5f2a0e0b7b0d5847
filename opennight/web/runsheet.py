"""The run sheet: its page, and the host's words for each step."""

import msgspec
from starlette.responses import Response

from opennight.night.messages import Refused, _
from opennight.night.parts import Part
from opennight.night.runsheet import WriteScript
from opennight.night.setups import ChangeSetup
from opennight.night.sheet import planned_from, suggested
from opennight.night.state import Setup
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.setups import parts, script

PLANS = {
    "90-minutes": (
        *(Part("welcome", 10), Part("pitch", 20), Part("vote", 10)),
        *(Part("groups", 5, 1), Part("talk", 25, 1), Part("share", 20)),
    ),
    "two-hours": (
        *(Part("welcome", 10), Part("pitch", 20), Part("vote", 10)),
        *(Part("groups", 5, 1), Part("talk", 25, 1), Part("groups", 5, 2), Part("talk", 25, 2)),
        Part("share", 20),
    ),
    "a-day": (
        *(Part("welcome", 30), Part("pitch", 45), Part("vote", 15)),
        *(Part("groups", 10, 1), Part("talk", 50, 1)),
        *(Part("groups", 60, 2, "Lunch"), Part("talk", 50, 2)),
        *(Part("groups", 20, 3, "Coffee"), Part("talk", 50, 3)),
        Part("share", 30),
    ),
}
"""Run sheets to begin with, for a night without one."""


@show(access.host)
def runsheet(this: Visit) -> Response:
    setup: Setup = this.night.setup
    plan = PLANS.get(this.request.query_params.get("plan", ""))
    if plan:
        setup = planned_from(setup, plan)
    elif not setup.sheet:
        setup = suggested(setup)
    return this.page("desk/runsheet.html", setup=setup)


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

"""The line-up: made with one press, applied or set aside where it is a proposal, and changed by hand."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, get_args

from starlette.responses import Response

from opennight import clock
from opennight.later import AT_ONCE, Later
from opennight.lineup.problem import Floor, Rule
from opennight.night import lineup
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.setups import Setup
from opennight.night.lineup import ClearLineup, DropGroup, PinGroup, PlacePitch
from opennight.night.messages import Refused, _
from opennight.night.proposals import ApplyProposal, Propose, SetProposalAside, require_material
from opennight.night.repeats import RepeatPitch
from opennight.planning import Planner
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.weighing import weigh

T = TypeVar("T")

RULES: dict[str, Rule] = {rule: rule for rule in get_args(Rule)}
FLOORS: dict[str, Floor] = {floor: floor for floor in get_args(Floor)}


def rule(this: Act) -> Rule:
    """The rule asked for; else that of the current line-up."""
    given = this.text("rule") or (this.night.why or Why()).rule
    if given not in RULES:
        raise Refused(_("Pick how topics are chosen."), field="rule")
    return RULES[given]


def floor(this: Act) -> Floor:
    """The floor asked for; else that of the current line-up."""
    given = this.text("floor") or (this.night.why or Why()).floor
    if given not in FLOORS:
        raise Refused(_("Pick whether whoever gets least comes first."), field="floor")
    return FLOORS[given]


async def work_out(this: Act, *, setup: Setup | None = None, few_moves: bool) -> Propose:
    """Plan, and make the command that proposes the result."""
    meta, night = this.meta(desk=True), this.night
    if this.repeated:  # nothing is worked out again
        return Propose(**meta, proposal=Proposal())
    require_material(night, setup or night.setup)
    if few_moves and not night.lineup:
        raise Refused(_("There is no line-up yet. Make one first."), "late")
    seen, placements = night.setup, tuple(night.lineup.values())
    planner: Planner = this.request.app.state.planner
    found = await planner.propose(night, rule(this), setup=setup, few_moves=few_moves, floor=floor(this))
    meta["at"] = clock.now()  # people sit there from now on, not since the button was pressed
    return Propose(**meta, proposal=found, setup=seen, placements=placements)


async def later(this: Visit, what: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
    """The answer, if it is there in a moment; a page that has said that it is not waits until it is."""
    seconds = None if "wait" in this.request.query_params else AT_ONCE
    answers: Later = this.request.app.state.later
    return await answers.answer((this.night.code, what), work, seconds)


@show(access.host)
async def weigh_up(this: Visit) -> Response:
    """What would change the line-up. Asked anew each time, so that it is about now."""
    night, planner = this.night, this.request.app.state.planner
    there = night.lineup and night.setup.rooms and lineup.under_way(night)
    weighed = await later(this, "weigh", lambda: weigh(planner, night)) if there else None
    return this.page("lineup/weigh.html", weighed=weighed, at_work=bool(there) and not weighed)


@show(access.host)
async def bound(this: Visit) -> Response:
    """How many choices no line-up of the same topics can meet, beside what this one does."""
    night, bounder = this.night, this.request.app.state.bounder
    there = night.lineup and night.setup.rooms and lineup.under_way(night) and night.setup.seating == "wishes"
    bounded = await later(this, "bound", lambda: bounder.bounded(night)) if there else None
    return this.page("lineup/bound.html", bounded=bounded, at_work=bool(there) and not bounded)


@act(access.control("next"))
async def make(this: Act) -> Propose:
    return await work_out(this, few_moves=False)


@act(access.host)
async def adjust(this: Act) -> Propose:
    """Mend the current line-up with as few moves as possible."""
    return await work_out(this, few_moves=True)


@act(access.host)
def apply(this: Act) -> ApplyProposal:
    return ApplyProposal(**this.meta(desk=True), proposal=this.whole("proposal", 0))


@act(access.host)
def set_aside(this: Act) -> SetProposalAside:
    return SetProposalAside(**this.meta(desk=True), proposal=this.whole("proposal", 0))


@act(access.host)
def clear(this: Act) -> ClearLineup:
    return ClearLineup(**this.meta(desk=True))


def cell(text: str) -> tuple[int | None, int | None]:
    """The slot and the room in "SLOT-ROOM"; neither for an empty text."""
    slot, _dash, room = text.partition("-")
    if not text:
        return None, None
    if not (slot.isdecimal() and room.isdecimal() and len(text) < 20):
        raise Refused(_("This night has no such room or round."), field="cell")
    return int(slot), int(room)


@act(access.host)
def place(this: Act) -> PlacePitch:
    slot, room = cell(this.text("cell"))
    return PlacePitch(**this.meta(desk=True), pitch=this.no, slot=slot, room=room)


@act(access.host)
def repeat(this: Act) -> RepeatPitch:
    """Run it again where the desk was told that this helps."""
    slot, room = cell(this.text("cell"))
    return RepeatPitch(**this.meta(desk=True), pitch=this.no, slot=slot or 0, room=room or 0)


@act(access.host)
def pin(this: Act) -> PinGroup:
    return PinGroup(**this.meta(desk=True), group=this.no, pinned=this.flag("pinned"))


@act(access.host)
def drop(this: Act) -> DropGroup:
    return DropGroup(**this.meta(desk=True), group=this.no)


ROUTES = [
    get("/n/{code}/lineup/weigh", weigh_up),
    get("/n/{code}/lineup/bound", bound),
    post("/n/{code}/lineup/make", make),
    post("/n/{code}/lineup/adjust", adjust),
    post("/n/{code}/lineup/proposal/apply", apply),
    post("/n/{code}/lineup/proposal/aside", set_aside),
    post("/n/{code}/lineup/clear", clear),
    post("/n/{code}/lineup/{no:no}/place", place),
    post("/n/{code}/lineup/{no:no}/repeat", repeat),
    post("/n/{code}/lineup/{no:no}/pin", pin),
    post("/n/{code}/lineup/{no:no}/drop", drop),
]

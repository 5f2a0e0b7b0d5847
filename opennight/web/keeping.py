"""What becomes of promises, over HTTP: their owners say so on a page of their own, also months later;
the desk sees what is due, and says so for people without a phone."""

from starlette.responses import Response
from starlette.routing import Route

from opennight import clock
from opennight.night import promises
from opennight.night.earlier import ComeAfter
from opennight.night.keeping import KeepPromise, LetPromiseGo, MovePromise, TakePromiseUp
from opennight.night.kept.promises import NOTHING_EARLIER, Earlier, StillOpen
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record import keeping
from opennight.record.keeping import Kept
from opennight.web import reminders
from opennight.web.core import access, door
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.home import my_nights


def hands(night: Night, one: Kept) -> list[int]:
    """For whom the desk can say how it stands: those in without a phone; 0 if nobody with one is in."""
    those = [night.people[no] for no in promises.owners(night, one.about)]
    nobody = [] if any(person.phone for person in those) else [0]
    return [*(person.no for person in those if not person.phone), *nobody][:1]


@show(access.person)
async def page(this: Visit) -> Response:
    night, tends = this.night, this.caller.for_others
    others = await my_nights(this.request) if this.caller.host and night.phase != "closed" else []
    every = keeping.all_of(night) if tends else []
    return this.page(
        "keeping/keeping.html",
        theirs=keeping.own(night, this.caller.no) if this.caller.no else [],
        every=[(one, hands(night, one)) for one in every],
        counted=keeping.counted(night),
        today=clock.today(night.setup.zone),
        mailed=await reminders.of_reader(this),
        mails=this.request.app.state.mail.on,
        others=[one for one in others if one.code != night.code and one.phase == "closed"],
    )


def told(night: Night) -> Earlier:
    """What its record tells everybody of its promises, without a name. Raises `Refused`."""
    if not night.published:
        raise Refused(_("The record of that night is not open to everybody."), "forbidden", field="of")
    every = keeping.all_of(night)
    states = [one.state for one in every]
    return Earlier(
        of=night.code,
        title=night.setup.title,
        date=night.setup.date,
        kept=states.count("done"),
        open=states.count("open"),
        let_go=states.count("let go"),
        those=tuple(StillOpen(one.text, one.day) for one in every if one.state == "open"),
    )


def worth_telling(night: Night) -> Earlier | None:
    """The same, if anything was promised there and everybody may read it."""
    its = told(night) if night.published else NOTHING_EARLIER
    return its if its.all else None


@act(access.host, go="/promises")
async def come_after(this: Act) -> ComeAfter:
    code = this.text("of").strip().upper()
    its = told(await door.night(this.request, code)) if code else NOTHING_EARLIER
    return ComeAfter(**this.meta(desk=True), earlier=its)


@act(access.person)
def keep(this: Act) -> KeepPromise:
    return KeepPromise(**this.meta(), person=this.person, about=this.about, text=this.text("text"))


@act(access.person)
def let_go(this: Act) -> LetPromiseGo:
    return LetPromiseGo(**this.meta(), person=this.person, about=this.about, text=this.text("text"))


@act(access.person)
def take_up(this: Act) -> TakePromiseUp:
    return TakePromiseUp(**this.meta(), person=this.person, about=this.about)


@act(access.person)
def move(this: Act) -> MovePromise:
    return MovePromise(**this.meta(), person=this.person, about=this.about, day=this.text("day"))


ROUTES: list[Route] = [
    get("/n/{code}/promises", page),
    post("/n/{code}/promises/before", come_after),
    post("/n/{code}/promises/{what:str}/{no:no}/done", keep),
    post("/n/{code}/promises/{what:str}/{no:no}/let-go", let_go),
    post("/n/{code}/promises/{what:str}/{no:no}/open", take_up),
    post("/n/{code}/promises/{what:str}/{no:no}/day", move),
]

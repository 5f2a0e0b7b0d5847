"""The timer and the bell."""

from starlette.routing import Route

from opennight.night.timer import AddTime, PauseTimer, ResumeTimer, RingBell, StartTimer, StopTimer
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.control("timer"))
def start(this: Act) -> StartTimer:
    return StartTimer(**this.meta(desk=True), minutes=this.whole("minutes"))


@act(access.control("timer"))
def pause(this: Act) -> PauseTimer:
    return PauseTimer(**this.meta(desk=True))


@act(access.control("timer"))
def resume(this: Act) -> ResumeTimer:
    return ResumeTimer(**this.meta(desk=True))


@act(access.control("timer"))
def add(this: Act) -> AddTime:
    return AddTime(**this.meta(desk=True), minutes=this.whole("minutes"))


@act(access.control("timer"))
def stop(this: Act) -> StopTimer:
    return StopTimer(**this.meta(desk=True))


@act(access.control("timer"))
def ring(this: Act) -> RingBell:
    return RingBell(**this.meta(desk=True))


ROUTES: list[Route] = [
    post("/n/{code}/timer/start", start),
    post("/n/{code}/timer/pause", pause),
    post("/n/{code}/timer/resume", resume),
    post("/n/{code}/timer/add", add),
    post("/n/{code}/timer/stop", stop),
    post("/n/{code}/timer/bell", ring),
]

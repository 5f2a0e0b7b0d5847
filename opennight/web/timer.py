"""The timer and the bell."""

from opennight.night.timer import AddTime, PauseTimer, ResumeTimer, RingBell, StartTimer, StopTimer
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.host)
def start(this: Act) -> StartTimer:
    return StartTimer(**this.meta(desk=True), minutes=this.whole("minutes"))


@act(access.host)
def pause(this: Act) -> PauseTimer:
    return PauseTimer(**this.meta(desk=True))


@act(access.host)
def resume(this: Act) -> ResumeTimer:
    return ResumeTimer(**this.meta(desk=True))


@act(access.host)
def add(this: Act) -> AddTime:
    return AddTime(**this.meta(desk=True), minutes=this.whole("minutes"))


@act(access.host)
def stop(this: Act) -> StopTimer:
    return StopTimer(**this.meta(desk=True))


@act(access.host)
def ring(this: Act) -> RingBell:
    return RingBell(**this.meta(desk=True))

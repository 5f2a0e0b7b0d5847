"""The pitch queue, and who stands at the front."""

from opennight.night.queue import (
    SECONDS,
    CallSpeaker,
    ExtendSpeaker,
    LeaveQueue,
    LineUpToSpeak,
    MoveInQueue,
    ThankSpeaker,
)
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.person)
def join(this: Act) -> LineUpToSpeak:
    return LineUpToSpeak(**this.meta(desk=this.caller.for_others), pitch=this.no)


@act(access.person)
def leave(this: Act) -> LeaveQueue:
    return LeaveQueue(**this.meta(desk=this.caller.for_others), pitch=this.no)


@act(access.host)
def move(this: Act) -> MoveInQueue:
    """To a place counted from 0, or by so many places from where it is."""
    by, queue = this.whole("by", 0), this.night.queue
    if by:
        place = queue.index(this.no) + by if this.no in queue else 0
    else:
        place = this.whole("place")
    return MoveInQueue(**this.meta(desk=True), pitch=this.no, place=place)


@act(access.control("next", "call"))
def call(this: Act) -> CallSpeaker:
    pitch = this.whole("pitch", 0) or None
    return CallSpeaker(**this.meta(desk=True), pitch=pitch, seconds=this.whole("seconds", SECONDS))


@act(access.control("call"))
def extend(this: Act) -> ExtendSpeaker:
    return ExtendSpeaker(**this.meta(desk=True), seconds=this.whole("seconds"))


@act(access.control("next", "call"))
def thank(this: Act) -> ThankSpeaker:
    return ThankSpeaker(**this.meta(desk=True))


ROUTES = [
    post("/n/{code}/queue/{no:no}/join", join),
    post("/n/{code}/queue/{no:no}/leave", leave),
    post("/n/{code}/queue/{no:no}/move", move),
    post("/n/{code}/speaker/call", call),
    post("/n/{code}/speaker/extend", extend),
    post("/n/{code}/speaker/thank", thank),
]

"""The timer that the board and the phones share: a lamp that burns down, and a bell."""

from opennight.night.closed import refuse_closed
from opennight.night.kept.timer import Timer
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, ngettext
from opennight.night.state import Night

MINUTE = 60_000
MOST_MINUTES = 12 * 60


class StartTimer(Command, frozen=True):
    minutes: int


class PauseTimer(Command, frozen=True):
    pass


class ResumeTimer(Command, frozen=True):
    pass


class AddTime(Command, frozen=True):
    """More minutes, or fewer with a negative number."""

    minutes: int


class StopTimer(Command, frozen=True):
    pass


class RingBell(Command, frozen=True):
    pass


class TimerSet(Event, frozen=True):
    KIND = "timer-set"

    timer: Timer


class BellRung(Event, frozen=True):
    KIND = "bell-rung"


def left(timer: Timer, at: int) -> int | None:
    """Milliseconds left at that moment; None if no timer is set."""
    if timer.left is not None:
        return timer.left
    return None if timer.ends is None else max(0, timer.ends - at)


def timer_set(night: Night, timer: Timer) -> list[Event]:
    return [] if timer == night.timer else [TimerSet(timer=timer)]


def start(night: Night, command: StartTimer) -> list[Event]:
    refuse_closed(night)
    if not 1 <= command.minutes <= MOST_MINUTES:
        raise Refused(_("A timer can run from 1 minute to 12 hours."), field="minutes")
    total = command.minutes * MINUTE
    return timer_set(night, Timer(total, ends=command.at + total))


def pause(night: Night, command: PauseTimer) -> list[Event]:
    if night.timer.ends is None:
        return []
    return timer_set(night, Timer(night.timer.total, left=left(night.timer, command.at)))


def resume(night: Night, command: ResumeTimer) -> list[Event]:
    if night.timer.left is None:
        return []
    return timer_set(night, Timer(night.timer.total, ends=command.at + night.timer.left))


def add(night: Night, command: AddTime) -> list[Event]:
    now = left(night.timer, command.at)
    if now is None:
        raise Refused(_("Start the timer first."), "late")
    if not 1 <= abs(command.minutes) <= MOST_MINUTES:
        raise Refused(_("A timer can run from 1 minute to 12 hours."), field="minutes")
    then = min(max(0, now + command.minutes * MINUTE), MOST_MINUTES * MINUTE)
    total = max(night.timer.total, then)
    paused = night.timer.ends is None
    return timer_set(night, Timer(total, left=then) if paused else Timer(total, ends=command.at + then))


def stop(night: Night, command: StopTimer) -> list[Event]:
    return timer_set(night, Timer())


def ring(night: Night, command: RingBell) -> list[Event]:
    refuse_closed(night)
    return [BellRung()]


def was_set(night: Night, event: TimerSet) -> None:
    night.timer = event.timer


def rung(night: Night, event: BellRung) -> None:
    night.bell = night.at


def set_called(night: Night, event: TimerSet) -> Label:
    """Minutes are added to the moment; a new start falls between them."""
    before, after = left(night.timer, night.at), left(event.timer, night.at)
    if after is None:
        return Label(_("stopping the timer"))
    running, runs = night.timer.ends is not None, event.timer.ends is not None
    if before is None or (after == event.timer.total and (after - before) % MINUTE):
        return Label(_("starting the timer"))
    if running != runs:
        return Label(_("resuming the timer") if runs else _("pausing the timer"))
    minutes = -(-abs(after - before) // MINUTE)
    if after < before:
        return Label(*ngettext("%(num)s minute less", "%(num)s minutes less"), {"num": minutes})
    return Label(*ngettext("%(num)s minute more", "%(num)s minutes more"), {"num": minutes})


DECIDE = {
    StartTimer: start,
    PauseTimer: pause,
    ResumeTimer: resume,
    AddTime: add,
    StopTimer: stop,
    RingBell: ring,
}
EVOLVE = {TimerSet: was_set, BellRung: rung}
UNDO: dict[type[Event], Undo] = {TimerSet: (set_called, lambda n, e: [TimerSet(timer=n.timer)])}

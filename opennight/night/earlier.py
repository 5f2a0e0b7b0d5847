"""An earlier night that this one comes after: it can open with what became of the promises made there.

What is told is what the earlier night's record says to everybody, without anybody's name: numbers, and the
actions that are still open. It is a copy of that moment, which the host can take again, or away.
"""

from opennight.night.kept.promises import NOTHING_EARLIER, Earlier, StillOpen
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean
from opennight.night.state import Night

MOST = 60
"""Open promises that are taken along; the numbers count all."""
TEXT = 300
TITLE = 120


class ComeAfter(Command, frozen=True):
    """This night comes after that one; without a code, after none."""

    earlier: Earlier


class CameAfter(Event, frozen=True):
    KIND = "came-after"
    PERSONAL = ("title", "those")

    of: str
    date: str
    kept: int
    open: int
    let_go: int
    title: str = ""
    those: tuple[StillOpen, ...] = ()


def come_after(night: Night, command: ComeAfter) -> list[Event]:
    if night.phase == "closed":
        raise Refused(_("The night is closed, so it can no longer open with anything."), "late")
    its = tidied(night, command.earlier) if command.earlier.of else NOTHING_EARLIER
    return [] if its == night.earlier else [event_of(its)]


def tidied(night: Night, its: Earlier) -> Earlier:
    if its.of == night.code:
        raise Refused(_("A night cannot come after itself."), field="of")
    if its.kept + its.open + its.let_go < 1:
        raise Refused(_("Nothing was promised there, so there is nothing to open with."), field="of")
    return Earlier(
        of=its.of,
        title=clean(its.title[:TITLE], TITLE, "of"),
        date=its.date,
        kept=its.kept,
        open=its.open,
        let_go=its.let_go,
        those=tuple(StillOpen(one.text[:TEXT], one.day) for one in its.those[:MOST]),
    )


def event_of(its: Earlier) -> CameAfter:
    return CameAfter(
        of=its.of,
        date=its.date,
        kept=its.kept,
        open=its.open,
        let_go=its.let_go,
        title=its.title,
        those=its.those,
    )


def came_after(night: Night, event: CameAfter) -> None:
    night.earlier = Earlier(
        of=event.of,
        title=event.title,
        date=event.date,
        kept=event.kept,
        open=event.open,
        let_go=event.let_go,
        those=event.those,
    )


def called(night: Night, event: CameAfter) -> Label:
    return Label(_("opening with last time's promises") if event.of else _("opening without last time"))


DECIDE = {ComeAfter: come_after}
EVOLVE = {CameAfter: came_after}
UNDO: dict[type[Event], Undo] = {CameAfter: (called, lambda n, e: [event_of(n.earlier)])}

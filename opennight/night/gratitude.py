"""What becomes of thanks: those two say whether it may stand in the record; whoever was thanked may say no,
have the host look at it, or get none at all. The desk reads only what waits for it.
"""

from opennight.night import people, sight, thanks, why
from opennight.night.kept.thanks import Thanks
from opennight.night.messages import Called, Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night


class AgreeToThanks(Command, frozen=True):
    """`person`, who gave or got it, would have it in the record; or not, after all."""

    thanks: int
    person: int
    agreed: bool


class DeclineThanks(Command, frozen=True):
    """Whoever was thanked says no: it is gone, and its sender is not told."""

    thanks: int


class ReportThanks(Command, frozen=True):
    """Whoever was thanked asks the host to look at the words. Until then nobody else reads them."""

    thanks: int


class HideThanks(Command, frozen=True):
    """The desk; it may say why."""

    thanks: int
    why: str = ""


class ShowThanks(Command, frozen=True):
    thanks: int


class RefuseThanks(Command, frozen=True):
    """`person` would rather get none; or takes some again."""

    person: int
    refused: bool


class ThanksAgreed(Event, frozen=True):
    KIND = "thanks-agreed"

    thanks: int
    person: int
    agreed: bool


class ThanksDeclined(Event, frozen=True):
    KIND = "thanks-declined"

    thanks: int


class ThanksReported(Event, frozen=True):
    KIND = "thanks-reported"

    thanks: int


class ThanksHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "thanks-hidden"
    PERSONAL = ("why",)

    thanks: int
    waiting: bool = False
    why: str = ""


class ThanksShown(Event, frozen=True):
    KIND = "thanks-shown"

    thanks: int


class ThanksRefused(Event, frozen=True):
    KIND = "thanks-refused"

    person: int
    refused: bool


def waiting(night: Night) -> list[Thanks]:
    """Those whose words the desk is to read, oldest first."""
    return [one for one in night.thanks.values() if one.waiting and not (one.declined or one.back)]


def own(night: Night, command: Command, no: int, *, sender: bool = False) -> Thanks:
    """The thanks, if the sender of the command got them (with `sender`, or gave them); or helps somebody
    without a phone who did. Of others, nobody learns that they are there: `Refused`."""
    found = night.thanks.get(no)
    theirs = found and (found.whom, found.person)[: 1 + sender]
    if not found or not theirs or not any(thanks.acts_as(night, command, one) for one in theirs):
        raise Refused(_("There are no such thanks in this night."), "missing")
    return found


def agree(night: Night, command: AgreeToThanks) -> list[Event]:
    """At any time: nobody should stand in the record against their will."""
    found = own(night, command, command.thanks, sender=True)
    if command.person not in (found.person, found.whom):
        raise Refused(_("There are no such thanks in this night."), "missing")
    people.only_self(command, command.person)
    if not thanks.acts_as(night, command, command.person):
        raise Refused(_("They choose this themselves, on their own page."), "forbidden")
    gone = found.back or found.declined
    if gone or (command.person in found.agreed) == command.agreed:
        return []
    return [ThanksAgreed(thanks=found.no, person=command.person, agreed=command.agreed)]


def decline(night: Night, command: DeclineThanks) -> list[Event]:
    found = own(night, command, command.thanks)
    return [] if found.declined or found.back else [ThanksDeclined(thanks=found.no)]


def report(night: Night, command: ReportThanks) -> list[Event]:
    found = own(night, command, command.thanks)
    if found.back or found.hidden or not found.words:
        return []
    return [ThanksReported(thanks=found.no)]


def hide(night: Night, command: HideThanks) -> list[Event]:
    """Only what the desk may read: what waits, or did."""
    found = thanks.find(night, command.thanks)
    if not found.hidden and not found.reported:
        raise Refused(_("There are no such thanks in this night."), "missing")
    return sight.hide(found, ThanksHidden(thanks=found.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowThanks) -> list[Event]:
    found = thanks.find(night, command.thanks)
    return sight.show(found, ThanksShown(thanks=found.no))


def refuse(night: Night, command: RefuseThanks) -> list[Event]:
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    if not thanks.acts_as(night, command, person.no):
        raise Refused(_("They choose this themselves, on their own page."), "forbidden")
    if person.unthanked == command.refused:
        return []
    return [ThanksRefused(person=person.no, refused=command.refused)]


def agreed(night: Night, event: ThanksAgreed) -> None:
    found = night.thanks[event.thanks]
    if event.agreed:
        found.agreed[event.person] = None
    else:
        found.agreed.pop(event.person, None)


def declined(night: Night, event: ThanksDeclined) -> None:
    """To its sender it looks as if the thanked one had never said yes to the record."""
    found = night.thanks[event.thanks]
    found.declined = True
    found.agreed.pop(found.whom, None)


def reported(night: Night, event: ThanksReported) -> None:
    found = night.thanks[event.thanks]
    sight.put(found, hidden=True, waiting=True)
    found.reported = True


def hidden(night: Night, event: ThanksHidden) -> None:
    sight.put(night.thanks[event.thanks], hidden=True, waiting=event.waiting)


def shown(night: Night, event: ThanksShown) -> None:
    sight.put(night.thanks[event.thanks], hidden=False)


def refused(night: Night, event: ThanksRefused) -> None:
    night.people[event.person].unthanked = event.refused


def sight_back(night: Night, event: ThanksHidden | ThanksShown) -> list[Event]:
    """What it was: seen, hidden, or waiting."""
    found = night.thanks[event.thanks]
    no = found.no
    return sight.back(found, lambda waits: ThanksHidden(thanks=no, waiting=waits), ThanksShown(thanks=no))


def called(text: str) -> Called:
    return lambda night, event: Label(text, about={"person": night.thanks[event.thanks].person})


DECIDE = {
    AgreeToThanks: agree,
    DeclineThanks: decline,
    ReportThanks: report,
    HideThanks: hide,
    ShowThanks: show,
    RefuseThanks: refuse,
}
EVOLVE = {
    ThanksAgreed: agreed,
    ThanksDeclined: declined,
    ThanksReported: reported,
    ThanksHidden: hidden,
    ThanksShown: shown,
    ThanksRefused: refused,
}
UNDO: dict[type[Event], Undo] = {
    ThanksHidden: (called(_("turning away thanks by %(person)s")), sight_back),
    ThanksShown: (called(_("letting in thanks by %(person)s")), sight_back),
}

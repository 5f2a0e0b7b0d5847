"""The host hears what is reported of messages, and lets nobody write about a card or a group any more, or
lets them again. What was begun goes on."""

from opennight.night import leaflets
from opennight.night.kept.knocks import Knock
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night


class StopKnocks(Command, frozen=True):
    """The host lets nobody write about this card or group any more; or lets them again."""

    leaflet: int = 0
    group: int = 0
    stopped: bool = True


class HearReport(Command, frozen=True):
    """The host has read what is reported of these messages."""

    knock: int


class ReportHeard(Event, frozen=True):
    KIND = "knock-report-heard"

    knock: int


class KnocksStopped(Event, frozen=True):
    KIND = "knocks-stopped"

    leaflet: int
    stopped: bool
    group: int = 0


def reported(night: Night) -> list[Knock]:
    """What is reported and the host has not read yet, oldest first."""
    return [one for one in night.further.knocks.values() if one.reports and not one.heard]


def hear(night: Night, command: HearReport) -> list[Event]:
    one = night.further.knocks.get(command.knock)
    if one is None or not one.reports:
        raise Refused(_("There is no such message."), "missing")
    return [] if one.heard else [ReportHeard(knock=one.no)]


def stop(night: Night, command: StopKnocks) -> list[Event]:
    if command.group:
        if command.group not in night.groups:
            raise Refused(_("There is no such group in this record."), "missing")
        if (command.group in night.further.unwritten) == command.stopped:
            return []
        return [KnocksStopped(leaflet=0, group=command.group, stopped=command.stopped)]
    leaflet = leaflets.find(night, command.leaflet)
    if leaflet.quiet == command.stopped:
        return []
    return [KnocksStopped(leaflet=leaflet.no, stopped=command.stopped)]


def heard(night: Night, event: ReportHeard) -> None:
    night.further.knocks[event.knock].heard = True


def stopped(night: Night, event: KnocksStopped) -> None:
    if event.group and event.stopped:
        night.further.unwritten[event.group] = None
    elif event.group:
        night.further.unwritten.pop(event.group, None)
    else:
        night.further.leaflets[event.leaflet].quiet = event.stopped


def stop_called(night: Night, event: KnocksStopped) -> Label:
    if not event.stopped:
        return Label(_("letting people write again"))
    return Label(_("stopping messages about a group") if event.group else _("stopping messages about a card"))


def stop_back(night: Night, event: KnocksStopped) -> list[Event]:
    if event.group:
        return [KnocksStopped(leaflet=0, group=event.group, stopped=event.group in night.further.unwritten)]
    return [KnocksStopped(leaflet=event.leaflet, stopped=night.further.leaflets[event.leaflet].quiet)]


DECIDE = {StopKnocks: stop, HearReport: hear}
EVOLVE = {KnocksStopped: stopped, ReportHeard: heard}
UNDO: dict[type[Event], Undo] = {KnocksStopped: (stop_called, stop_back)}

"""Reporters: invited by the host to go round with a recorder. What they bring has their name and interest.

They see no more than anybody else, except what they made, and which groups have been heard.
"""

from typing import NamedTuple

from opennight.night import groups, lineup, rounds
from opennight.night.kept.clips import Clip
from opennight.night.kept.invited import Reporter
from opennight.night.kept.placements import Placement
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.state import Night

NAME = 40
INTEREST = 120
MOST = 20
MOST_EVER = 100
KINDS = ("quote", "note")
"""What a reporter writes of a group: all else is the group's own."""


class Stop(NamedTuple):
    """A group on the tour. `heard`: when somebody last brought a clip or quotes of it (ms); 0: never. Then
    how many of these there are, and of the group's own notes."""

    placement: Placement
    heard: int
    clips: int
    quotes: int
    notes: int


class InviteReporter(Command, frozen=True):
    """Make a link for somebody. `interest`: who pays them, or whom they speak for."""

    name: str
    interest: str


class ChangeReporter(Command, frozen=True):
    """Also for what they brought already: a wrong interest must not stay with it."""

    reporter: int
    name: str
    interest: str


class RevokeReporter(Command, frozen=True):
    """Make this link, and every device that has opened it, worthless. What they brought stays."""

    reporter: int


class ReporterInvited(Event, frozen=True):
    KIND = "reporter-invited"
    PERSONAL = ("name", "interest")

    reporter: int
    name: str = ""
    interest: str = ""


class ReporterChanged(Event, frozen=True):
    """The log is to forget what they were called before."""

    KIND = "reporter-changed"
    PERSONAL = ("name", "interest")

    reporter: int
    name: str = ""
    interest: str = ""


class ReporterRevoked(Event, frozen=True):
    KIND = "reporter-revoked"

    reporter: int


def open_links(night: Night) -> list[Reporter]:
    """Those whose link still opens."""
    return [one for one in night.reporters.values() if not one.revoked]


def is_open(night: Night, no: int) -> bool:
    return no in night.reporters and not night.reporters[no].revoked


def require(night: Night, command: Command) -> Reporter:
    """The reporter who acts. Raises `Refused` once their link is revoked."""
    if not is_open(night, command.reporter):
        raise Refused(_("This link does not work any more. Ask the host for the new one."), "forbidden")
    return night.reporters[command.reporter]


def find(night: Night, no: int) -> Reporter:
    if not is_open(night, no):
        raise Refused(_("This night has no such reporter."), "missing")
    return night.reporters[no]


def tidied(name: str, interest: str) -> dict[str, str]:
    return {"name": clean(name, NAME, "name"), "interest": clean(interest, INTEREST, "interest")}


def invite(night: Night, command: InviteReporter) -> list[Event]:
    words = tidied(command.name, command.interest)
    if len(open_links(night)) >= MOST or len(night.reporters) >= MOST_EVER:
        raise Refused(_("This night has as many reporters as it can have. Revoke a link first."), "quota")
    return [ReporterInvited(reporter=len(night.reporters) + 1, **words)]


def change(night: Night, command: ChangeReporter) -> list[Event]:
    reporter, words = find(night, command.reporter), tidied(command.name, command.interest)
    same = words == {"name": reporter.name, "interest": reporter.interest}
    return [] if same else [ReporterChanged(reporter=reporter.no, **words)]


def revoke(night: Night, command: RevokeReporter) -> list[Event]:
    return [ReporterRevoked(reporter=find(night, command.reporter).no)]


def stop(night: Night, placement: Placement, clips: list[Clip]) -> Stop:
    seen = [note for no in night.groups[placement.group].order if not (note := night.notes[no]).hidden]
    quotes = [note for note in seen if note.reporter]
    heard = max([0, *(clip.at for clip in clips), *(note.at for note in quotes)])
    return Stop(placement, heard, len(clips), len(quotes), len(seen) - len(quotes))


def tour(night: Night) -> list[Stop]:
    """Where to go: of the round that is on, the groups that nobody has heard yet, those that wrote nothing
    before the others; then those heard longest ago. The groups of other rounds come after them."""
    slot = rounds.shown(night)
    clips: dict[int, list[Clip]] = {no: [] for no in (0, *night.groups)}
    for clip in night.clips.values():
        clips[clip.group] += [] if clip.withdrawn or clip.failed else [clip]

    def order(one: Stop) -> tuple[bool, int, bool, int]:
        placement = one.placement
        others = slot is None or placement.slot != slot.id
        return others, one.heard, one.notes > 0, lineup.place_of_room(night, placement.room)

    stops = [stop(night, placement, clips[no]) for no, placement in night.lineup.items()]
    return sorted(stops, key=order)


def after(night: Night, group: int) -> Stop | None:
    """Where to go after this group: the first of the tour that is another one."""
    return next((one for one in tour(night) if one.placement.group != group), None)


def may_work(night: Night) -> bool:
    """Whether anything can be brought from a group now."""
    return night.phase in groups.WRITING_IN


def was_invited(night: Night, event: ReporterInvited) -> None:
    its = (event.reporter, event.name, event.interest, night.version, night.version)
    night.reporters[event.reporter] = Reporter(*its)


def was_changed(night: Night, event: ReporterChanged) -> None:
    reporter = night.reporters[event.reporter]
    night.forgettable.append(reporter.named)
    reporter.name, reporter.interest, reporter.named = event.name, event.interest, night.version


def was_revoked(night: Night, event: ReporterRevoked) -> None:
    night.reporters[event.reporter].revoked = True


def words_back(night: Night, event: ReporterChanged) -> list[Event]:
    reporter = night.reporters[event.reporter]
    return [ReporterChanged(reporter=reporter.no, name=reporter.name, interest=reporter.interest)]


DECIDE = {InviteReporter: invite, ChangeReporter: change, RevokeReporter: revoke}
EVOLVE = {ReporterInvited: was_invited, ReporterChanged: was_changed, ReporterRevoked: was_revoked}
UNDO: dict[type[Event], Undo] = {
    ReporterInvited: (
        plain(_("making a reporter's link")),
        lambda n, e: [ReporterRevoked(reporter=e.reporter)],
    ),
    ReporterChanged: (plain(_("changing what a reporter is called")), words_back),
}

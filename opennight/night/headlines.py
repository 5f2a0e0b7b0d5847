"""A headline is the group's: one drafts it (see groups.py), and another one of them agrees."""

from opennight.night import groups, people
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night


class AgreeHeadline(Command, frozen=True):
    """A second tap, by anybody of the group but whoever drafted the headline."""

    person: int
    group: int


class HeadlineAgreed(Event, frozen=True):
    KIND = "headline-agreed"

    person: int
    group: int


def agree(night: Night, command: AgreeHeadline) -> list[Event]:
    people.require_self(night, command, command.person)
    group = groups.require_member(night, command, command.group)
    if not group.headline:
        raise Refused(_("There is no headline yet."), "late")
    if not group.drafted:
        return []
    if command.person == group.drafted:
        raise Refused(_("This is your draft: somebody else of your group agrees to it."), "forbidden")
    return [HeadlineAgreed(person=command.person, group=group.no)]


def agreed(night: Night, event: HeadlineAgreed) -> None:
    group = night.groups[event.group]
    group.drafted, group.agreed = 0, event.person


DECIDE = {AgreeHeadline: agree}
EVOLVE = {HeadlineAgreed: agreed}

"""Takers: who takes messages about a group, which readers of its page in the record write without an account.

Those of the group who have said so, each for themselves, and nobody else. Where nobody has, it is the host,
if the host has said so: they pass it on. What is written is in knocks.py.
"""

from collections import Counter

from opennight.night import groups, people, pitches, publication, sequels
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _
from opennight.night.state import Night


class TakeMessages(Command, frozen=True):
    """Somebody who was in the group takes messages about it; or does not any more."""

    person: int
    group: int
    taken: bool = True


class PassMessagesOn(Command, frozen=True):
    """The host takes messages for all groups in which nobody does; or does not any more."""

    passed: bool = True


class MessagesTaken(Event, frozen=True):
    KIND = "messages-taken"

    person: int
    group: int
    taken: bool


class MessagesPassedOn(Event, frozen=True):
    KIND = "messages-passed-on"

    passed: bool


def is_told(night: Night, no: int) -> bool:
    """Whether there is such a group, and everybody may see its topic."""
    return no in night.groups and groups.is_seen(night, no)


def title(night: Night, no: int) -> str:
    """What the group, or what it became part of, is called; empty if nobody may see that now."""
    return night.pitches[pitches.root(night, night.groups[no].pitch)].title if is_told(night, no) else ""


def reachable(night: Night, person: int) -> bool:
    """Whether this person can read what is written to them: they have not left, with their name or without,
    and were not removed."""
    one = night.people[person]
    return bool(one.phone and one.named and people.is_here(one))


def of_group(night: Night, no: int) -> list[int]:
    """Those of the group who take messages about it; also of groups that became part of it."""
    told = publication.told_together(night, no)
    said = dict.fromkeys(one for group in told for one in night.further.takers.get(group.no, ()))
    return [one for one in said if reachable(night, one)]


def all_of(night: Night, no: int) -> list[int]:
    """To whom a message about this group can go: people of it, or else the host, as DESK. Nobody, if the host
    has stopped that."""
    if not is_told(night, no) or no in night.further.unwritten:
        return []
    return of_group(night, no) or ([DESK] if night.further.passed_on else [])


def those_of(night: Night, no: int) -> list[int]:
    """Who is or was in this group, or in one that became part of it."""
    told = publication.told_together(night, no)
    return [one for one in night.people if any(groups.was_there(night, one, group) for group in told)]


def of_person(night: Night, person: int) -> list[int]:
    """The groups about which this person takes messages."""
    return [no for no, those in night.further.takers.items() if person in those]


def takes_any(night: Night, person: int) -> bool:
    """Whether this person takes messages about groups; DESK: the host."""
    return night.further.passed_on if person == DESK else bool(of_person(night, person))


def to_answer(night: Night, person: int) -> int:
    """How many messages about groups wait for this person's answer; DESK: for the host's."""
    those = (one for one in night.further.knocks.values() if one.group and one.owner == person)
    return sum(one.waits_for == "owner" for one in those)


def next_one(night: Night, no: int) -> int | None:
    """Who gets the next message about this group: whoever has the fewest to answer. None: nobody takes it."""
    waiting = Counter(
        one.owner for one in night.further.knocks.values() if one.group and one.waits_for == "owner"
    )
    return min(all_of(night, no), key=waiting.__getitem__, default=None)


def take(night: Night, command: TakeMessages) -> list[Event]:
    if command.by != command.person:  # nobody else would read them
        raise Refused(_("You can only do this for yourself."), "forbidden")
    people.require(night, command.person)
    if command.group not in night.groups:
        raise Refused(_("There is no such group in this record."), "missing")
    if not publication.sat_at(night, command.person, command.group):
        raise Refused(_("Only somebody who was in this group can do this."), "forbidden")
    if command.taken and not sequels.is_over(night):
        raise Refused(_("You can do this once the groups have shared what they found."), "late")
    if (command.person in night.further.takers.get(command.group, ())) == command.taken:
        return []
    return [MessagesTaken(person=command.person, group=command.group, taken=command.taken)]


def pass_on(night: Night, command: PassMessagesOn) -> list[Event]:
    if night.further.passed_on == command.passed:
        return []
    return [MessagesPassedOn(passed=command.passed)]


def taken(night: Night, event: MessagesTaken) -> None:
    those = night.further.takers.setdefault(event.group, {})
    if event.taken:
        those[event.person] = None
    else:
        those.pop(event.person, None)


def passed_on(night: Night, event: MessagesPassedOn) -> None:
    night.further.passed_on = event.passed


def called(night: Night, event: MessagesPassedOn) -> Label:
    text = _("taking messages for groups") if event.passed else _("taking no messages for groups")
    return Label(text)


def back(night: Night, event: MessagesPassedOn) -> list[Event]:
    return [MessagesPassedOn(passed=night.further.passed_on)]


DECIDE = {TakeMessages: take, PassMessagesOn: pass_on}
EVOLVE = {MessagesTaken: taken, MessagesPassedOn: passed_on}
UNDO: dict[type[Event], Undo] = {MessagesPassedOn: (called, back)}

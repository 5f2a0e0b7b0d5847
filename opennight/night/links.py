"""Links between two groups: one links to the other, sends somebody over, or would like to merge; and both say
that they talked. Each group says so for itself; merging is the host's, once both have asked for it.
"""

from collections.abc import Iterator

import msgspec

from opennight.night import connections, groups, lineup, people, pitches
from opennight.night.kept.connections import Link
from opennight.night.messages import DESK, Back, Called, Command, Event, Label, Refused, Undo, _
from opennight.night.quotas import places
from opennight.night.state import Night

MOST_A_GROUP = 40


class LinkGroups(Command, frozen=True):
    """`group` links to the `other`, or takes its link back. `person` acts; 0: the desk, here and below."""

    group: int
    other: int
    person: int
    linked: bool = True


class AskToMerge(Command, frozen=True):
    group: int
    other: int
    person: int
    asked: bool = True


class SendRunner(Command, frozen=True):
    """`person` walks over from the group to the other; or is back."""

    group: int
    other: int
    person: int
    sent: bool = True


class SayTalked(Command, frozen=True):
    """The two have talked: from now on they have an action to do together. Or it was a slip of the thumb."""

    group: int
    other: int
    person: int
    talked: bool = True


class GroupsLinked(Event, frozen=True):
    KIND = "groups-linked"

    link: int
    group: int
    other: int
    person: int
    linked: bool


class MergeAsked(Event, frozen=True):
    KIND = "merge-asked"

    link: int
    group: int
    other: int
    person: int
    asked: bool


class RunnerSent(Event, frozen=True):
    KIND = "runner-sent"

    link: int
    group: int
    other: int
    person: int
    sent: bool


class GroupsTalked(Event, frozen=True):
    """`since` when (ms), if not from now on: an undo puts back what was; 0 if they have not talked."""

    KIND = "groups-talked"

    link: int
    group: int
    other: int
    person: int
    talked: bool
    since: int = 0


Between = LinkGroups | AskToMerge | SendRunner | SayTalked
Went = GroupsLinked | MergeAsked | RunnerSent | GroupsTalked


def of_group(night: Night, group: int) -> list[Link]:
    """The links of this group on which something went on, the first ones first."""
    those = (link for link in night.connections.links.values() if group in (link.one, link.other))
    return [link for link in those if link.linked or link.merge or runners(night, link) or link.talked]


def seen(night: Night, link: Link) -> bool:
    """Whether both groups are about something that everybody sees."""
    return all(pitches.is_open(groups.pitch(night, no)) for no in (link.one, link.other))


def talked(night: Night) -> Iterator[Link]:
    """The links of groups that talked, and so have something to do together."""
    return (link for link in night.connections.links.values() if link.talked and seen(night, link))


def between(night: Night, one: int, other: int) -> Link | None:
    """The link of these two groups, if they have one."""
    key = (min(one, other), max(one, other))
    return next((link for link in night.connections.links.values() if (link.one, link.other) == key), None)


def met(night: Night, one: int, other: int) -> bool:
    """Whether the two groups have found each other already."""
    link = between(night, one, other)
    return bool(link and (link.talked or link.linked))


def beside(link: Link, group: int) -> int:
    """The other group of the link."""
    return link.other if link.one == group else link.one


def runners(night: Night, link: Link, group: int = 0) -> list[int]:
    """Who is on the way; only those whom this group sent, if it is named."""
    there = ((no, sender) for no, sender in link.runners.items() if night.people[no].here)
    return [no for no, sender in there if not night.people[no].removed and group in (0, sender)]


def under_way(night: Night) -> list[Link]:
    """All links on which something went on that can be seen, those who talked first."""
    those = (link for link in night.connections.links.values() if seen(night, link))
    return sorted(those, key=lambda link: (not link.talked, link.no))


def both_ask(link: Link) -> bool:
    """Whether both groups would like to merge."""
    return len(link.merge) == 2


def to_merge(night: Night) -> list[Link]:
    """Where both would like to, and the host has not made one topic of theirs yet."""
    those = (link for link in night.connections.links.values() if both_ask(link) and seen(night, link))
    return [link for link in those if night.groups[link.one].pitch != night.groups[link.other].pitch]


def require_between(night: Night, command: Command, group: int, other: int, person: int) -> int:
    """The number of the link of the two, which may have to be made. Raises `Refused` unless the sender is or
    was in the group, or is the desk."""
    groups.require_member(night, command, group)
    if person != DESK or not command.at_desk:
        people.require_self(night, command, person)
    key = connections.in_order(night, group, other)
    lineup.find(night, other)
    its = night.connections
    if link := between(night, *key):
        return link.no
    most = places(MOST_A_GROUP, desk=command.at_desk)
    if any(sum(no in (link.one, link.other) for link in its.links.values()) >= most for no in key):
        raise Refused(_("That is as many groups as one can keep up with."), "quota")
    return len(its.links) + 1


def same(night: Night, number: int) -> Link | None:
    return night.connections.links.get(number)


def about(command: Between, link: int) -> dict[str, int]:
    return {"link": link, "group": command.group, "other": command.other, "person": command.person}


def link_groups(night: Night, command: LinkGroups) -> list[Event]:
    no = require_between(night, command, command.group, command.other, command.person)
    known = same(night, no)
    if bool(known and command.group in known.linked) == command.linked:
        return []
    return [GroupsLinked(**about(command, no), linked=command.linked)]


def ask_to_merge(night: Night, command: AskToMerge) -> list[Event]:
    no = require_between(night, command, command.group, command.other, command.person)
    known = same(night, no)
    if bool(known and command.group in known.merge) == command.asked:
        return []
    return [MergeAsked(**about(command, no), asked=command.asked)]


def send_runner(night: Night, command: SendRunner) -> list[Event]:
    no = require_between(night, command, command.group, command.other, command.person)
    if command.person == DESK:
        raise Refused(_("Say who is walking over."), field="for")
    known = same(night, no)
    if bool(known and command.person in known.runners) == command.sent:
        return []
    return [RunnerSent(**about(command, no), sent=command.sent)]


def say_talked(night: Night, command: SayTalked) -> list[Event]:
    no = require_between(night, command, command.group, command.other, command.person)
    known = same(night, no)
    if bool(known and known.talked) == command.talked:
        return []
    return [GroupsTalked(**about(command, no), talked=command.talked)]


def link_of(night: Night, event: Went) -> Link:
    """The link of the event, made if it is the first one between the two."""
    key = (min(event.group, event.other), max(event.group, event.other))
    return night.connections.links.setdefault(event.link, Link(event.link, *key))


def put(where: dict[int, int], key: int, value: int, *, there: bool) -> None:
    where.pop(key, None)
    if there:
        where[key] = value


def linked(night: Night, event: GroupsLinked) -> None:
    put(link_of(night, event).linked, event.group, event.person, there=event.linked)


def merge_asked(night: Night, event: MergeAsked) -> None:
    put(link_of(night, event).merge, event.group, event.person, there=event.asked)


def runner_sent(night: Night, event: RunnerSent) -> None:
    put(link_of(night, event).runners, event.person, event.group, there=event.sent)


def have_talked(night: Night, event: GroupsTalked) -> None:
    """Whoever was on the way has arrived."""
    link = link_of(night, event)
    link.talked = (event.since or night.at) if event.talked else 0
    if event.talked:
        link.runners.clear()


def called(yes: str, no: str, field: str) -> Called:
    """What a step is called, by whether this field of its event is set, with its group as %(group)s."""
    return lambda night, event: Label(yes if getattr(event, field) else no, about={"group": event.group})


def turned(field: str, where: str = "") -> Back:
    """The same event, the other way round, and by whoever is in the map `where` of the link for the group."""

    def back(night: Night, event: Went) -> list[Event]:
        link = same(night, event.link)
        by = getattr(link, where, {}).get(event.group, event.person)
        return [msgspec.structs.replace(event, person=by, **{field: not getattr(event, field)})]

    return back


def talked_back(night: Night, event: GroupsTalked) -> list[Event]:
    """Whoever was on the way is so again."""
    link = same(night, event.link) or Link(event.link, event.group, event.other)
    its = {"link": event.link, "group": event.group, "other": event.other, "person": event.person}
    runners = (
        RunnerSent(link=link.no, group=group, other=beside(link, group), person=no, sent=True)
        for no, group in link.runners.items()
    )
    return [GroupsTalked(**its, talked=not event.talked, since=link.talked), *runners]


DECIDE = {LinkGroups: link_groups, AskToMerge: ask_to_merge, SendRunner: send_runner, SayTalked: say_talked}
EVOLVE = {
    GroupsLinked: linked,
    MergeAsked: merge_asked,
    RunnerSent: runner_sent,
    GroupsTalked: have_talked,
}
UNDO: dict[type[Event], Undo] = {
    GroupsLinked: (
        called(_("linking %(group)s"), _("taking back a link of %(group)s"), "linked"),
        turned("linked", "linked"),
    ),
    MergeAsked: (
        called(_("asking to merge %(group)s"), _("no longer asking to merge %(group)s"), "asked"),
        turned("asked", "merge"),
    ),
    RunnerSent: (
        called(_("sending a runner from %(group)s"), _("calling a runner of %(group)s back"), "sent"),
        turned("sent"),
    ),
    GroupsTalked: (
        called(_("saying that %(group)s talked"), _("saying that %(group)s did not talk"), "talked"),
        talked_back,
    ),
}

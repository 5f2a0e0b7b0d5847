"""Reports: a reader asks the host to look at what somebody wrote.

It stays where it is until the host has decided: nobody can silence others by asking. What is between two
people, such as thanks, is reported in a way of its own (see gratitude.py).
"""

from collections.abc import Callable
from typing import Any

from opennight.night import (
    inquiries,
    leaflets,
    moderated,
    offers,
    people,
    propositions,
    replies,
    room_questions,
    sequels,
)
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night

MOST_EVER = 30
"""That one person asks for in a night."""
SEEN: dict[str, Callable[[Night, Any], bool]] = {
    "offer": offers.seen,
    "inquiry": lambda night, one: inquiries.seen(night, one) and offers.seen(night, night.offers[one.offer]),
    "reply": replies.is_seen,
    "line": room_questions.is_seen,
    "sentence": propositions.is_seen,
    "sequel": sequels.seen,
    "leaflet": leaflets.seen,
}
"""What can be reported, by what moderated.py calls it; and whether the room sees one of these."""


class Report(Command, frozen=True):
    """`person` asks the host to look at it; `what` and `about` as in `moderated.thing`."""

    person: int
    what: str
    about: int


class Reported(Event, frozen=True):
    KIND = "reported"

    person: int
    what: str
    about: int


class SequelReported(Event, frozen=True):
    """How the log of earlier nights has it of what came after."""

    KIND = "sequel-reported"

    sequel: int
    person: int


def key(what: str, about: int) -> str:
    return f"{what}-{about}"


def count(night: Night, what: str, about: int) -> int:
    """How many who are not removed ask the host to look at it, since the host last found it fine."""
    those = night.reports.get(key(what, about), {})
    return sum(not night.people[no].removed for no in those)


def report(night: Night, command: Report) -> list[Event]:
    """At any time: also after the close, when the record is read."""
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    known = command.what in SEEN
    try:
        found = moderated.thing(night, command.what, command.about) if known else None
    except KeyError:
        found = None
    if found is None or not SEEN[command.what](night, found):
        raise Refused(_("There is nothing like that to look at."), "missing")
    if found.person == person.no:
        raise Refused(_("This one is your own."), "forbidden")
    if key(command.what, command.about) in person.reported:
        return []
    if len(person.reported) >= MOST_EVER:
        raise Refused(_("You have already asked about many things. Talk to the host."), "quota")
    return [Reported(person=person.no, what=command.what, about=command.about)]


def reported(night: Night, event: Reported) -> None:
    its = key(event.what, event.about)
    night.reports.setdefault(its, {})[event.person] = None
    night.people[event.person].reported[its] = None


def sequel_reported(night: Night, event: SequelReported) -> None:
    reported(night, Reported(person=event.person, what="sequel", about=event.sequel))


DECIDE = {Report: report}
EVOLVE = {Reported: reported, SequelReported: sequel_reported}

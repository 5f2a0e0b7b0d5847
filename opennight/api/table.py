"""The one table of what can be read: the addresses, the answers and their description all follow from it."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from opennight.api import answers
from opennight.night import ballots as balloting
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record.outcome import Outcome

Opens = Literal["always", "line-up", "record", "host"]
"""When everybody may read it: always; once the line-up is on the board; once the record is open; or once the
host has published it. Before that it takes a key, and what only the host publishes takes no key at all."""
BOARD = ("groups", "talk", "share")
"""The phases in which the board shows the line-up. Once the night is over, the record does."""


class Reading(NamedTuple):
    """Something that can be read: `name` is the end of its address, `kind` the type of the answer."""

    name: str
    summary: str
    kind: type[msgspec.Struct]
    opens: Opens
    make: Callable[[Night, Callable[[], Outcome]], msgspec.Struct]
    """(night, its outcome once it is needed) → the answer."""


READINGS = (
    Reading("", "What everybody may know of a night", answers.NightAnswer, "always", lambda n, o: index(n)),
    Reading("record", "The whole record, as in record.json", Outcome, "record", lambda n, o: o()),
    Reading(
        "schedule",
        "Rooms, rounds and the line-up as it is now",
        answers.ScheduleAnswer,
        "line-up",
        lambda n, o: answers.schedule(n),
    ),
    Reading(
        "pitches",
        "What people pitched, and how many wanted it",
        answers.PitchesAnswer,
        "record",
        lambda n, o: answers.PitchesAnswer(pitches=o().pitches),
    ),
    Reading(
        "groups",
        "The groups, and what each left behind",
        answers.GroupsAnswer,
        "record",
        lambda n, o: answers.GroupsAnswer(groups=o().groups),
    ),
    Reading(
        "notes",
        "What groups wrote, entry by entry",
        answers.NotesAnswer,
        "record",
        lambda n, o: answers.notes(o()),
    ),
    Reading(
        "promises",
        "What will be done, and who is in",
        answers.PromisesAnswer,
        "record",
        lambda n, o: answers.promises(o()),
    ),
    Reading(
        "offers",
        "Offers and asks that still stand",
        answers.OffersAnswer,
        "record",
        lambda n, o: answers.OffersAnswer(offers=o().offers, hours=o().hours),
    ),
    Reading(
        "people",
        "Who was there, as each chose to be named",
        answers.PeopleAnswer,
        "record",
        lambda n, o: answers.PeopleAnswer(people=o().people),
    ),
    Reading(
        "ballots",
        "Who wanted what together, without who that was; only if the host has published it",
        answers.BallotsAnswer,
        "host",
        lambda n, o: answers.ballots(n),
    ),
)


def index(night: Night) -> answers.NightAnswer:
    return answers.night_answer(night, tuple(one.name for one in READINGS if one.name))


def require_open(night: Night, reading: Reading, *, keyed: bool) -> None:
    """Raise `Refused` unless it is there, and may be read: by everybody, or by whoever has a key."""
    if reading.opens == "host" and not balloting.published(night):
        raise Refused(_("The host has not published any ballots for this night."), "missing")
    public = {
        "always": True,
        "line-up": night.published or night.phase in BOARD,
        "record": night.published,
        "host": True,
    }
    if not (public[reading.opens] or keyed):
        raise Refused(
            _("This is not public yet. Ask the host for a key, or come back after the night."), "forbidden"
        )

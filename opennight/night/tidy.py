"""What a setup may be: rooms, slots and sizes as they are kept, or a refusal that names the field."""

import datetime as dt
import zoneinfo
from collections.abc import Mapping, Sequence
from functools import cache
from typing import get_args

import msgspec

from opennight.night.kept.parts import STEPS
from opennight.night.kept.rooms import FEATURES, Room, Slot
from opennight.night.kept.setups import Ballot, Gathering, Setup
from opennight.night.messages import Refused, _, clean
from opennight.night.sheet import tidy_sheet
from opennight.night.state import Night
from opennight.night.times import minutes, time_of

COLOURS = ("teal", "coral", "violet", "moss", "sky", "rose")
LANGUAGES = {
    "en": "English",
    "ar": "العربية",
    "cy": "Cymraeg",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}
"""What people may speak in a night, by tag, each in its own words."""
MOST_ROOMS = 60
MOST_SLOTS = 20
MOST_DOTS = 100
MOST_EXPECTED = 5000
MOST_LEAST = 50
MOST_SEATS = 5000
MOST_RULES = 400
"""Characters of the house rules: a few lines, which people read before they pitch."""
MOST_WORDS = 600
"""To say in one step."""


def tidy_rooms(rooms: Sequence[Room]) -> tuple[Room, ...]:
    """The rooms with clean names. Raises `Refused`."""
    if len(rooms) > MOST_ROOMS:
        raise Refused(_("A night can have at most %(most)s rooms."), "quota", field="rooms", most=MOST_ROOMS)
    tidied = []
    for room in rooms:
        if not 1 <= room.seats <= MOST_SEATS:
            raise Refused(_("A room can have between 1 and 5000 seats."), field="rooms")
        features = tidy_features(room.features, "rooms")
        tidied.append(Room(room.id, clean(room.name, 40, "rooms"), room.seats, features))
    if min(len({r.id for r in tidied}), len({r.name.casefold() for r in tidied})) < len(tidied):
        raise Refused(_("Two rooms have the same name. Give each its own."), field="rooms")
    return tuple(tidied)


def tidy_features(given: Sequence[str], field: str) -> tuple[str, ...]:
    """Some of FEATURES, each once and in their order."""
    if not set(given) <= set(FEATURES):
        raise Refused(_("Pick what the room has from the list."), field=field)
    return tuple(feature for feature in FEATURES if feature in given)


def tidy_times(night: Night, given: Sequence[int]) -> tuple[int, ...]:
    """Slots of the night, each once and in their order; empty if all are given."""
    slots = [slot.id for slot in night.setup.slots]
    if not set(given) <= set(slots):
        raise Refused(_("This night has no such round."), field="times")
    times = tuple(slot for slot in slots if slot in given)
    return () if len(times) == len(slots) else times


def tidy_script(given: Mapping[str, str]) -> dict[str, str]:
    """The host's own words by step of the desk; without those that are left to opennight."""
    if not set(given) <= set(STEPS):
        raise Refused(_("The night has no such phase."), field="script")
    tidied = {step: clean(given.get(step, ""), MOST_WORDS, "script", least=0, lines=True) for step in STEPS}
    return {step: text for step, text in tidied.items() if text}


def refuse_sizes(setup: Setup) -> None:
    """Raise `Refused` for impossible sizes, an unknown ballot or an unknown seating."""
    if not 1 <= setup.least <= MOST_LEAST:
        raise Refused(
            _("The smallest group can have between 1 and %(most)s people."), field="least", most=MOST_LEAST
        )
    if setup.most != 0 and not setup.least <= setup.most <= MOST_SEATS:
        raise Refused(_("The largest group cannot be smaller than the smallest."), field="most")
    if not 0 <= setup.expected <= MOST_EXPECTED:
        raise Refused(
            _("Say how many people may come: at most %(most)s."), field="expected", most=MOST_EXPECTED
        )
    if setup.ballot not in get_args(Ballot):
        raise Refused(_("Pick how people vote."), field="ballot")
    if setup.seating not in get_args(Gathering):
        raise Refused(_("Pick how people find their groups."), field="seating")


def tidy_slots(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots with their times as “HH:MM”. Raises `Refused`."""
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise Refused(_("A night can have between 1 and %(most)s rounds."), field="slots", most=MOST_SLOTS)
    tidied = []
    for slot in slots:
        start, end = minutes(slot.start), minutes(slot.end)
        if start == end:
            raise Refused(_("A round has to end after it starts."), field="slots")
        tidied.append(Slot(slot.id, time_of(start), time_of(end)))
    if len({slot.id for slot in tidied}) < len(tidied):
        raise Refused(_("Two rounds have the same number."), field="slots")
    return tuple(tidied)


@cache
def zones() -> frozenset[str]:
    """The names of all time zones. They are files: to look for them takes longer than a whole page."""
    return frozenset(zoneinfo.available_timezones())


def tidy_setup(setup: Setup) -> Setup:
    """The setup as it will be kept, or a refusal that names the field."""
    if setup.zone not in zones():
        raise Refused(_("We do not know this time zone. Pick one from the list."), field="zone")
    try:
        date = dt.date.fromisoformat(setup.date).isoformat()
    except ValueError:
        raise Refused(_("Pick a date for the night."), field="date") from None
    if not 0 <= setup.dots <= MOST_DOTS:
        raise Refused(_("Give each person between 0 and %(most)s dots."), field="dots", most=MOST_DOTS)
    refuse_sizes(setup)
    if setup.language and setup.language not in LANGUAGES:
        raise Refused(_("Pick one of these."), field="language")
    setup = tidy_sheet(setup)
    return msgspec.structs.replace(
        setup,
        title=clean(setup.title, 80, "title"),
        place=clean(setup.place, 120, "place", least=0),
        date=date,
        intro=clean(setup.intro, 1000, "intro", least=0, lines=True),
        briefing=clean(setup.briefing, 1000, "briefing", least=0, lines=True),
        rules=clean(setup.rules, MOST_RULES, "rules", least=0, lines=True),
        colour=setup.colour if setup.colour in COLOURS else COLOURS[0],
        rooms=tidy_rooms(setup.rooms),
        slots=tidy_slots(setup.slots),
        script=tidy_script(setup.script),
    )

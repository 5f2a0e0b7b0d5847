"""How the night keeps to its run sheet, and what would make up for lost time.

Minutes are counted from midnight at the start of the night's date, in its time zone. Whoever asks gives that
moment (ms): the domain knows nothing of time zones.
"""

from collections.abc import Mapping

import msgspec

from opennight.night import lineup, rounds, runsheet, timer
from opennight.night.kept.parts import Part, Phase
from opennight.night.kept.rooms import Slot
from opennight.night.messages import Command, Event, Refused, Undo, _, plain
from opennight.night.sheet import ROUNDS, starting
from opennight.night.state import Night
from opennight.night.timer import MINUTE
from opennight.night.times import length, time_of

LATE = 3
"""Minutes by which a night is late before that is worth a word."""
ANOTHER_DAY = 6 * 60
"""Minutes off the plan after which the night is not held on the day that it was planned for."""
SHORTEST = 5
"""Minutes that a round keeps, and at least half of what was planned for it."""


class Row(msgspec.Struct, frozen=True):
    """A part of the sheet, and how many minutes it lasts now. In minutes as well: when it was planned to
    start, and when it did or is likely to (None: it was left out). `begun`: it has; `here`: it is on now.
    """

    part: Part
    lasts: int
    planned: int
    starts: int | None
    begun: bool
    here: bool


class Pace(msgspec.Struct, frozen=True):
    """The night's parts, and the minute at which it is likely to `end`, so many minutes `behind` the plan."""

    rows: tuple[Row, ...]
    ends: int
    behind: int

    @property
    def today(self) -> bool:
        """Whether the night is held when it was planned."""
        return abs(self.behind) < ANOTHER_DAY

    @property
    def here(self) -> Row | None:
        return next((row for row in self.rows if row.here), None)


class Remedy(msgspec.Struct, frozen=True):
    """So many rounds to come, each `by` so many minutes shorter, leave the night `left` minutes behind."""

    rounds: int
    by: int
    left: int


class ShortenRounds(Command, frozen=True):
    """Make each round to come shorter, by so many minutes. `midnight`: see above."""

    minutes: int
    midnight: int


class RoundsReplanned(Event, frozen=True):
    """All slots, some of them with other times than the run sheet has."""

    KIND = "rounds-replanned"

    slots: tuple[Slot, ...]


def pace(night: Night, at: int, midnight: int, shorter: Mapping[int, int] | None = None) -> Pace:
    """How the night stands at this moment (ms); without a run sheet, it has no parts. `shorter` has the
    minutes of slots whose rounds were to last only that long.
    """
    sheet = starting(night.setup)
    if not sheet:
        return Pace((), ends=0, behind=0)
    now = (at - midnight) // MINUTE
    lasts = [minutes_of(night, part, shorter or {}) for part, _planned in sheet]
    begun = [begun_at(night, part.phase, part.slot, midnight) for part, _planned in sheet]
    here = place(night)
    passed = max((no for no, at in enumerate(begun) if at is not None), default=-1)
    then = now
    if here is not None:
        since = begun[here]
        begun[here] = since = sheet[here][1] if since is None else since  # nobody presses a button to begin
        left = timer.left(night.timer, at) if night.phase == "talk" else None
        then = max(now, since + lasts[here] if left is None else (at + left - midnight) // MINUTE)
    elif night.phase == "closed":
        closed = begun_at(night, "closed", 0, midnight)
        then = now if closed is None else closed
    elif not night.begun:
        then = max(now, sheet[0][1])
    rows = []
    for no, (part, planned) in enumerate(sheet):
        starts = begun[no]
        if starts is None and (no > max(passed, -1 if here is None else here) or comes_yet(night, part)):
            starts, then = then, then + lasts[no]
        rows.append(Row(part, lasts[no], planned, starts, begun[no] is not None, no == here))
    last, planned = sheet[-1]
    return Pace(tuple(rows), then, then - planned - last.minutes)


def place(night: Night) -> int | None:
    """The place on the sheet of the part that is on now."""
    part = runsheet.part(night, night.phase, rounds.here(night))
    return night.setup.sheet.index(part) if part else None


def begun_at(night: Night, phase: Phase, slot: int, midnight: int) -> int | None:
    """The minute at which this part began."""
    those = (one.at for one in night.begun if (one.phase, one.slot) == (phase, slot))
    return next(((at - midnight) // MINUTE for at in those), None)


def minutes_of(night: Night, part: Part, shorter: Mapping[int, int]) -> int:
    """How long the part lasts now."""
    if part.phase != "talk":
        return part.minutes
    slot = lineup.slot(night, part.slot)
    return shorter.get(part.slot) or (length(slot) if slot else part.minutes)


def comes_yet(night: Night, part: Part) -> bool:
    """Whether this is of a round that was left out and can still be called."""
    return bool(part.slot) and night.phase in ROUNDS and rounds.of_slot(night, part.slot) is None


def rounds_of(pace: Pace) -> list[Row]:
    """The rounds to come."""
    return [row for row in pace.rows if row.part.phase == "talk" and row.starts is not None and not row.begun]


def remedy(now: Pace) -> Remedy | None:
    """What would make up for lost time; None if there is none to make up for, or no round to come."""
    if not now.today or now.behind < LATE:
        return None
    those = rounds_of(now)
    spare = [row.lasts - max(SHORTEST, -(-row.part.minutes // 2)) for row in those]
    by = min([-(-now.behind // len(those)), *spare]) if those else 0
    return Remedy(len(those), by, max(0, now.behind - by * len(those))) if by > 0 else None


def shorten(night: Night, command: ShortenRounds) -> list[Event]:
    now = pace(night, command.at, command.midnight)
    found = remedy(now)
    if found is None or not 1 <= command.minutes <= found.by:
        raise Refused(_("The night has moved on since. Look again at what would help now."), "late")
    shorter = {row.part.slot: row.lasts - command.minutes for row in rounds_of(now)}
    after = rounds_of(pace(night, command.at, command.midnight, shorter))
    changed = {
        row.part.slot: Slot(row.part.slot, time_of(row.starts), time_of(row.starts + row.lasts))
        for row in after
        if row.starts is not None
    }
    return [RoundsReplanned(slots=tuple(changed.get(slot.id, slot) for slot in night.setup.slots))]


def replanned(night: Night, event: RoundsReplanned) -> None:
    night.setup = msgspec.structs.replace(night.setup, slots=event.slots)


DECIDE = {ShortenRounds: shorten}
EVOLVE = {RoundsReplanned: replanned}
UNDO: dict[type[Event], Undo] = {
    RoundsReplanned: (plain(_("shortening the rounds")), lambda n, e: [RoundsReplanned(slots=n.setup.slots)])
}

"""What a run sheet may be: parts that a night can follow, or a refusal that says why it cannot."""

import itertools

import msgspec

from opennight.night.kept.parts import PHASES, Part, Phase
from opennight.night.kept.rooms import Slot
from opennight.night.kept.setups import Setup
from opennight.night.messages import Refused, _, clean
from opennight.night.times import DAY, length, minutes, time_of

ROUNDS: tuple[Phase, ...] = ("groups", "talk")
"""The phases that come again with each round."""
MOST_MINUTES = 12 * 60
MOST_ROUNDS = 20
SEATING = 5
"""Minutes to find a seat, unless the host says otherwise."""
VOTE = 10
BEFORE = (Part("welcome", 15), Part("pitch", 25))
NOON = 12 * 60


def starting(setup: Setup) -> list[tuple[Part, int]]:
    """The parts of the sheet, each with the minute at which it is planned to start, counted from midnight."""
    if not setup.sheet:
        return []
    lengths = [part.minutes for part in setup.sheet]
    return list(
        zip(setup.sheet, itertools.accumulate(lengths, initial=minutes(setup.starts, "starts")), strict=False)
    )


def tidy_sheet(setup: Setup) -> Setup:
    """The setup with its run sheet as it is kept, and the slots that follow from it. On an open night nobody
    votes: a vote on its sheet is left out, and it starts so much later."""
    if not setup.sheet:
        return msgspec.structs.replace(setup, starts="")
    if any(not 1 <= part.minutes <= MOST_MINUTES for part in setup.sheet):
        raise Refused(_("A part can last from 1 minute to 12 hours."), field="sheet")
    if sum(part.minutes for part in setup.sheet) > DAY:
        raise Refused(_("The run sheet is longer than a day."), field="sheet")
    refuse_disorder([part.phase for part in setup.sheet])
    unheld = [part.minutes for part in setup.sheet if part.phase == "vote" and setup.seating == "open"]
    sheet = tuple(part for part in setup.sheet if part.phase != "vote" or not unheld)
    starts = time_of(minutes(setup.starts, "starts") + sum(unheld))
    setup = msgspec.structs.replace(setup, starts=starts, sheet=with_slots(sheet))
    slots = [
        Slot(part.slot, time_of(start), time_of(start + part.minutes))
        for part, start in starting(setup)
        if part.phase == "talk"
    ]
    return msgspec.structs.replace(setup, slots=tuple(slots))


def refuse_disorder(phases: list[Phase]) -> None:
    """Raise `Refused` unless a night can go through these phases one after the other."""
    if not 1 <= phases.count("talk") <= MOST_ROUNDS:
        raise Refused(_("A night can have between 1 and %(most)s rounds."), field="sheet", most=MOST_ROUNDS)
    order = [PHASES.index("talk" if phase in ROUNDS else phase) for phase in phases]
    once = [phase for phase in phases if phase not in ROUNDS]
    if order != sorted(order) or len(set(once)) < len(once) or "closed" in phases:
        raise Refused(
            _("Parts come in this order: welcome, pitch, vote, rounds, share. Only rounds can repeat."),
            field="sheet",
        )
    if any(one == "groups" and after != "talk" for one, after in itertools.pairwise([*phases, "closed"])):
        raise Refused(_("A round must come after “Find a seat”."), field="sheet")


def with_slots(sheet: tuple[Part, ...]) -> tuple[Part, ...]:
    """Each round with a slot of its own, the one it had if it had one, and so have the groups before it."""
    fresh = itertools.count(max(part.slot for part in sheet if part.phase == "talk") + 1)
    of_rounds = {
        no: part.slot if own(sheet, no) else next(fresh)
        for no, part in enumerate(sheet)
        if part.phase == "talk"
    }
    of_groups = {no - 1: slot for no, slot in of_rounds.items() if no and sheet[no - 1].phase == "groups"}
    slots = of_rounds | of_groups
    return tuple(
        msgspec.structs.replace(part, slot=slots.get(no, 0), name=clean(part.name, 40, "sheet", least=0))
        for no, part in enumerate(sheet)
    )


def own(sheet: tuple[Part, ...], no: int) -> bool:
    """Whether the round at this place has a slot that no round before it has."""
    before = [part.slot for part in sheet[:no] if part.phase == "talk"]
    return 0 < sheet[no].slot < 10**6 and sheet[no].slot not in before


def suggested(setup: Setup) -> Setup:
    """The setup with a run sheet around the rounds that it has."""
    rounds = [
        part
        for slot in setup.slots
        for part in (Part("groups", SEATING, slot.id), Part("talk", length(slot), slot.id))
    ]
    return planned_from(setup, (*BEFORE, *rounds, Part("share", 20)))


def planned_from(setup: Setup, sheet: tuple[Part, ...]) -> Setup:
    """The setup with this run sheet, so that its first round starts when it was to start anyway.

    On an open night nobody votes, on any other people do.
    """
    before = [part for part in sheet if part.phase in ("welcome", "pitch")]
    votes = [part for part in sheet if part.phase == "vote"] or [Part("vote", VOTE)]
    after = [part for part in sheet if part.phase not in ("welcome", "pitch", "vote")]
    sheet = (*before, *(votes if setup.seating != "open" else ()), *after)
    talks = (no for no, part in enumerate(sheet) if part.phase == "talk")
    lead = sum(part.minutes for part in sheet[: next(talks, 0)])
    talk = minutes(setup.slots[0].start) if setup.slots else NOON + lead
    return msgspec.structs.replace(setup, starts=time_of(talk - lead), sheet=sheet)

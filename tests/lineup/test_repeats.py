"""Second runs that are offered: each number is worked out again by trying all that could come, and each is
taken, to see that as many people as were announced have a place at what they chose, and that all rules hold.
"""

from collections import Counter

import pytest

from opennight.night import lineup, repeats
from opennight.night.lineup import DropGroup
from opennight.night.messages import Refused
from opennight.night.phases import MovePhase
from opennight.night.repeats import RepeatPitch, Run
from opennight.night.state import Night
from tests.cast import Story, copied, host, take_back
from tests.lineup import brute
from tests.lineup.any_night import evening
from tests.lineup.more_runs import cells, most, sits_at


def judge(night: Night) -> list[Run]:
    """What is offered, once it is found to be right."""
    offered = repeats.suggestions(night)
    best: dict[int, int] = {}
    if repeats.possible(night):
        for cell in cells(night):
            best[cell[0]] = max(best.get(cell[0], 0), most(night, cell))
    right = sorted((gain for gain in best.values() if gain), reverse=True)[: repeats.MOST]
    assert [run.gain for run in offered] == right
    for run in offered:
        assert most(night, (run.pitch, run.slot, run.room)) == run.gain == best[run.pitch]
        taken(night, run)
    return offered


def taken(night: Night, run: Run) -> None:
    """As many as announced get a place at what they chose; only who runs it leaves something they chose."""
    story = Story(copied(night))
    story.carry_out(host(RepeatPitch, pitch=run.pitch, slot=run.slot, room=run.room))
    then = story.night
    assert len(sits_at(then, run.pitch) - sits_at(night, run.pitch)) == run.gain
    group = next(p.group for p in then.lineup.values() if (p.slot, p.room) == (run.slot, run.room))
    there, its = brute.members(then, group), brute.hosts(night, run.pitch)
    assert its <= there <= its | {one for one in there if run.pitch in brute.chose(night, one)}
    assert there.isdisjoint(sits_at(night, run.pitch) - its), "nobody else comes twice"
    assert len(there) <= brute.limit(then, run.room)
    for slot in then.setup.slots:
        seats = [
            one for p in then.lineup.values() if p.slot == slot.id for one in brute.members(then, p.group)
        ]
        assert len(seats) == len(set(seats)), "nobody is at two places at a time"
    less = [one for one in brute.here(then) if wishes_met(then, one) < wishes_met(night, one)]
    assert set(less) <= its
    lost = {one for one in its if wishes_met(night, one) - wishes_met(then, one, run.pitch)}
    assert len(lost) == run.lost
    with pytest.raises(Refused):
        story.carry_out(host(RepeatPitch, pitch=run.pitch, slot=run.slot, room=run.room))
    story.given(take_back)
    assert story.night.lineup == night.lineup
    assert lineup.seated(story.night) == lineup.seated(night)


def wishes_met(night: Night, person: int, also: int = 0) -> set[int]:
    """What they chose or run, and sit at."""
    wants = brute.points(night, person)
    return {no for no in wants if person in sits_at(night, no)} | ({also} if also else set())


def check(first: int, many: int) -> int:
    """How many second runs were offered on so many nights, all of them right: as each night is, and with a
    room that comes free."""
    offered = 0
    for seed in range(first, first + many):
        story = Story(copied(evening(seed).night))
        if story.night.phase not in ("groups", "talk"):
            story.given(host(MovePhase, to="vote"))
        offered += len(judge(story.night))
        if story.night.lineup:
            story.given(host(DropGroup, group=min(story.night.lineup)))
            offered += len(judge(story.night))
    return offered


def test_what_is_offered_is_true() -> None:
    assert check(51, 12) > 3


@pytest.mark.long
def test_what_is_offered_is_true_on_many_nights() -> None:
    assert check(0, 800) > 150


def test_nobody_is_sent_to_both() -> None:
    """Also when somebody comes late, and the line-up is adjusted."""
    mended = 0
    for seed in range(51, 67):
        one = evening(seed)
        one.does(host(MovePhase, to="vote"))
        one.does(host(DropGroup, group=min(one.night.lineup, default=0)))
        for run in repeats.suggestions(one.night)[:1]:
            one.does(host(RepeatPitch, pitch=run.pitch, slot=run.slot, room=run.room))
            before = in_both(one.night, run.pitch)
            one.late()
            one.make(few_moves=True)
            assert in_both(one.night, run.pitch) <= before
            mended += 1
    assert mended > 3


def in_both(night: Night, pitch: int) -> set[int]:
    """Who is in more than one group of it, and does not run it."""
    seats = Counter(
        person for no, p in night.lineup.items() if p.pitch == pitch for person in brute.members(night, no)
    )
    return {person for person, many in seats.items() if many > 1} - brute.hosts(night, pitch)

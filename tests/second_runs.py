"""Nights with line-ups that few nights have: topics run twice, it was made again, or something cannot run.
Each word that people typed begins with ※, as in everything.py."""

from collections.abc import Iterator

import msgspec

from opennight.night import groups, lineup, merging, people, pitches, repeats, votes
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.messages import acting
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.proposals import Propose
from opennight.night.state import Night
from tests import everything, lined_up
from tests.cast import Somebody, Story, apply, attendee, guest, host, placed, setup
from tests.everything import CODE
from tests.seldom import HERE, Look

HALL, NOOK = Room(1, "※Hall", 5), Room(2, "※Nook", 3)
BEES, BOOKS, BREAD = 1, 2, 3


def looks() -> Iterator[Look]:
    """One is offered that costs its host something; one is on, and another one is offered; and a line-up is
    proposed, with a floor, in which there is none."""
    offered = twice()
    yield from (Look(offered.night, "host", f"{HERE}/lineup/{page}") for page in ("weigh", "bound"))
    first = repeats.suggestions(offered.night)[0]
    on = twice().given(host(repeats.RepeatPitch, pitch=BEES, slot=first.slot, room=HALL.id))
    yield from (Look(on.night, "host", f"{HERE}/{page}") for page in ("desk", "lineup/weigh"))
    those = tuple(one for one in on.night.lineup.values() if one.pitch != BEES or one.group == BEES)
    why = Why(line=(BEES, BOOKS, BREAD), seating="wishes", floor="cheap")
    once = Proposal(placements=those, groups=lined_up.SEATED, why=why)
    yield Look(on.given(host(Propose, proposal=once)).night, "host", f"{HERE}/desk")
    yield from (Look(one, "host", f"{HERE}/desk") for one in with_second_runs())
    yield Look(stayed(), "attendee", f"{HERE}/why")
    yield Look(at_odds(), "host", f"{HERE}/desk")


def twice() -> Story:
    """Ada runs Bees, which all others wish for; in the second round she would leave Bread, which she wished
    for, to run it again."""
    slots = everything.SLOTS
    proposal = Proposal(
        placements=(placed(BEES, 1, 2), placed(BOOKS, 1, 1), placed(BREAD, 2, 2)),
        groups={BEES: (1,), BOOKS: (2, 3, 4, 5), BREAD: (1, 2, 3)},
        why=Why(line=(BEES, BOOKS, BREAD), seating="wishes"),
    )
    those = [Somebody(acting(no)) for no in range(2, 8)]
    return Story(Night(CODE)).given(
        host(
            StartNight,
            setup=setup(title="※Twice", place="", least=1, dots=0, rooms=(HALL, NOOK), slots=slots),
        ),
        *(guest(people.Join, name=f"※Guest{no}") for no in range(1, 8)),
        host(pitches.MakePitch, person=1, title="※Bees", hosted=True),
        *(host(pitches.MakePitch, person=0, title=title) for title in ("※Books", "※Bread")),
        host(MovePhase, to="vote"),
        *(one(votes.Vote, pitch=BEES) for one in those),
        attendee(votes.Vote, pitch=BREAD),
        host(Propose, proposal=proposal),
        host(MovePhase, to="groups"),
    )


def with_second_runs() -> Iterator[Night]:
    """A line-up with one second run, and one with several, proposed and applied; to one nobody comes."""
    again, third = placed(BEES, 3, 1, group=-9), placed(BEES, 2, 1, group=-10)
    empty = placed(BOOKS, 3, 2, group=-11)
    why = Why(line=(BEES, BOOKS, BREAD), votes={BEES: 6}, seating="wishes")
    for more in ((again,), (again, third, empty)):
        story = twice()
        there = tuple(story.night.lineup.values())
        seated = {no: tuple(group) for no, group in lineup.seated(story.night).items()}
        seated |= {again.group: (1, 6)} | ({third.group: (1, 7)} if third in more else {})
        whole = Proposal(placements=(*there, *more), groups=seated, why=why)
        yield story.given(host(Propose, proposal=whole)).night
        yield story.given(apply(story.night)).night


def stayed() -> Night:
    """Ada walked to a group before the line-up was made again, and still sits there."""
    seated = lined_up.SEATED | {lined_up.WISHED: (lined_up.BEN,), lined_up.BESIDE: (lined_up.ADA,)}
    again = Proposal(
        placements=lined_up.PLACES, groups=seated, why=msgspec.structs.replace(lined_up.WHY, rule="votes")
    )
    story = lined_up.made().given(attendee(groups.JoinGroup, group=lined_up.BESIDE))
    story.given(host(lineup.PlacePitch, pitch=lined_up.NEXT, slot=3, room=2), host(Propose, proposal=again))
    return story.given(apply(story.night)).night


def at_odds() -> Night:
    """What waits can run in the first round alone, and what became part of it in the second one alone."""
    story = lined_up.made()
    story.night.pitches[lined_up.NEXT].times, story.night.pitches[lined_up.LATE].times = (1,), (2,)
    return story.given(host(merging.MergePitch, pitch=lined_up.LATE, into=lined_up.NEXT)).night

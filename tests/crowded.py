"""Nights with more topics than a screen holds, and with more people than a line-up is soon worked out for.
Each word that people typed begins with ※, as in everything.py."""

from collections.abc import Iterator

from opennight.night import people, pitches, votes
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.searching import MANY
from opennight.night.state import Night
from tests import everything, second_runs
from tests.cast import Story, attendee, guest, helper, host, setup
from tests.everything import CODE
from tests.seldom import HERE, Look

PEOPLE = 1000
"""The line-up of more takes up to a minute."""


def looks() -> Iterator[Look]:
    """Somebody looks for a topic on a long wall; the host, for what would change the line-up of many."""
    yield Look(everything.at(long_wall(), "vote"), "attendee", f"{HERE}?find=%E2%80%BBIdea1")
    there = many_people()
    yield from (Look(there, "host", f"{HERE}/{page}") for page in ("desk", "lineup/weigh"))


def pushed() -> Iterator[Night]:
    """The board shows the newest topics, then a list of all."""
    pitched = long_wall()
    yield pitched
    yield Story(everything.at(pitched, "vote")).given(attendee(votes.Vote, pitch=1)).night


def long_wall() -> Night:
    """People pitch; nobody stands at the front."""
    story = Story(Night(CODE)).given(
        host(StartNight, setup=setup(title="※Long", place="", rooms=everything.ROOMS)),
        guest(people.Join, name="※Ada"),
        host(MovePhase, to="pitch"),
    )
    return story.given(
        *(host(pitches.MakePitch, person=0, title=f"※Idea{no}") for no in range(MANY + 1))
    ).night


def many_people() -> Night:
    """They come when the line-up is there."""
    late = (helper(people.Join, name=f"※Late{no}", phone=False) for no in range(PEOPLE))
    return second_runs.twice().given(*late).night

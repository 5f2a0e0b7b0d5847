"""Where every story of the domain starts."""

import pytest

from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from tests.cast import Story, a_night, attendee, host, neighbour


@pytest.fixture
def story() -> Story:
    """A night with two rooms and two slots, in its welcome phase; the cast has joined."""
    return a_night()


@pytest.fixture
def groups_share(story: Story) -> Story:
    """The attendee and the neighbour were in group 1, and the groups share."""
    return story.given(
        host(MakePitch, person=0, title="Bees"),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
        host(MovePhase, to="share"),
    )

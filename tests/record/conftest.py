"""Two nights with an outcome: an ordinary one, and one where people write whatever might break things."""

import pytest

from opennight.night.groups import JoinGroup, TakePen
from opennight.night.headlines import WriteHeadline
from opennight.night.lineup import PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch, WithdrawPitch
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.sharing import Appreciate, HideComment, MakeComment
from opennight.night.timer import MINUTE
from opennight.night.votes import Vote
from opennight.record import outcome
from opennight.record.outcome import Outcome
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    SEVEN,
    Story,
    a_night,
    attendee,
    host,
    latecomer,
    neighbour,
    setup,
)

BEES, BOOKS, BREAD, HONEY, RUDE, GONE = range(1, 7)
ABOUT_BOOKS, ABOUT_BEES = 1, 2
"""The groups."""
STARTED, ENDED = SEVEN + 42 * MINUTE, SEVEN + 84 * MINUTE
"""The first round: planned for 19:30 to 20:15, it was 19:42 to 20:24."""


@pytest.fixture
def story() -> Story:
    """Bees (with Honey in it) and Books ran; Bread did not; one pitch is hidden and one withdrawn."""
    story = a_night(hidden=True, intro="Welcome!\nTake a seat.").given(
        host(MovePhase, to="vote"),
        attendee(MakePitch, title="Bees", more="On roofs"),
        neighbour(MakePitch, title="Bücher 📚"),
        host(MakePitch, person=0, title="Bread", hosted=False),
        latecomer(MakePitch, title="Honey", more="Sweet"),
        latecomer(MakePitch, title="Rude"),
        latecomer(MakePitch, title="Gone"),
        attendee(Vote, pitch=BEES),
        neighbour(Vote, pitch=BEES),
        neighbour(Vote, pitch=HONEY),
        latecomer(Vote, pitch=HONEY),
        latecomer(Vote, pitch=BOOKS),
        host(MergePitch, pitch=HONEY, into=BEES),
        host(HidePitch, pitch=RUDE),
        latecomer(WithdrawPitch, pitch=GONE),
        host(PlacePitch, pitch=BOOKS, slot=LATE.id, room=CORNER.id),
        host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id),
        host(MovePhase, to="talk", at=STARTED),
        attendee(JoinGroup, group=ABOUT_BEES),
        neighbour(JoinGroup, group=ABOUT_BEES),
        attendee(TakePen, group=ABOUT_BEES),
        attendee(WriteHeadline, group=ABOUT_BEES, text="Bees need roofs"),
        attendee(WriteNote, group=ABOUT_BEES, text="Line one\nLine two"),
        neighbour(WriteNote, group=ABOUT_BEES, text="Nonsense"),
        neighbour(WriteNote, group=ABOUT_BEES, kind="action", text="Call the mayor", who="Ada", due="Friday"),
        host(HideNote, note=2),
        host(MovePhase, to="share", at=ENDED),
        attendee(Appreciate, group=ABOUT_BEES),
        latecomer(Appreciate, group=ABOUT_BEES),
        latecomer(MakeComment, group=ABOUT_BEES, text="Yes!"),
        latecomer(MakeComment, group=ABOUT_BEES, text="No!"),
        host(HideComment, comment=2),
    )
    return story.given(host(MovePhase, to="closed"))


@pytest.fixture
def made(story: Story) -> Outcome:
    return outcome.of(story.night)


def nasty_night(text: str) -> Outcome:
    """A night in which everybody writes this, everywhere."""
    story = a_night().given(
        host(ChangeSetup, setup=setup(title=text, place=text, intro=text)),
        host(MovePhase, to="vote"),
        attendee(MakePitch, title=text, more=text),
        neighbour(MakePitch, title=text, more=text),
        host(MergePitch, pitch=2, into=1),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        attendee(WriteHeadline, group=1, text=text),
        attendee(WriteNote, group=1, text=text),
        attendee(WriteNote, group=1, kind="action", text=text, who=text, due=text),
        host(MovePhase, to="share"),
        attendee(MakeComment, group=1, text=text),
    )
    story.night.people[1].name = text
    return outcome.of(story.night)

"""Who can read the record, and what the host and the groups make of it before that."""

import pytest

from opennight.night import publication, undo
from opennight.night.clips import AddClip
from opennight.night.consent import HideClip, ReleaseClip
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.publication import (
    ApprovePage,
    CoverPicked,
    HoldRecord,
    OrderRecord,
    PageApproved,
    PickCover,
    PublishRecord,
    RecordHeld,
    RecordOrdered,
    RecordPublished,
    RecordWithdrawn,
    StoryWritten,
    WithdrawRecord,
    WriteStory,
)
from opennight.night.undo import UndoStep
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    what_is,
)

BEES, BOOKS = 1, 2
CLOSED = host(MovePhase, to="closed")


@pytest.fixture
def talked(story: Story) -> Story:
    """Ada sat with the bees, Ben with the books."""
    return story.given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        neighbour(MakePitch, title="Books"),
        host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id),
        host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=CORNER.id),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=BEES),
        neighbour(JoinGroup, group=BOOKS),
    )


def is_open(story: Story) -> bool:
    """Whether everybody can read the record."""
    return story.night.published


def test_closing_publishes_the_record(talked: Story) -> None:
    assert not is_open(talked)
    talked.given(CLOSED)
    assert is_open(talked)
    assert talked.night.publication.state == "published"


def test_a_record_that_is_held_back_waits_for_the_host(talked: Story) -> None:
    talked.when(host(HoldRecord, held=True)).then(happened(RecordHeld, held=True))
    talked.when(host(PublishRecord)).then_refused("late", "Close the night first")
    talked.given(CLOSED)
    assert not is_open(talked)
    talked.when(host(PublishRecord)).then(happened(RecordPublished))
    assert is_open(talked)
    talked.when(host(PublishRecord)).then()
    talked.when(host(HoldRecord, held=False)).then_refused("late", "The record is already public")


def test_not_even_an_undo_takes_it_away_but_the_host_can(talked: Story) -> None:
    talked.given(CLOSED)
    step = undo.last(talked.night)
    assert step
    talked.given(host(UndoStep, step=step.no))
    assert is_open(talked)
    talked.when(host(WithdrawRecord)).then(happened(RecordWithdrawn))
    assert not is_open(talked)
    talked.given(CLOSED)
    assert not is_open(talked), "closing again does not bring it back"
    talked.when(host(PublishRecord)).then(happened(RecordPublished))
    assert is_open(talked)


def test_what_was_never_out_cannot_be_withdrawn(talked: Story) -> None:
    talked.when(host(WithdrawRecord)).then_refused("late", "not published")
    talked.given(CLOSED, host(WithdrawRecord)).when(host(WithdrawRecord)).then()


def test_the_host_writes_a_paragraph(talked: Story) -> None:
    talked.when(helper(WriteStory, text=" We met.\n\n\n\nIt rained. ")).then(
        happened(StoryWritten, text="We met.\n\nIt rained.")
    )
    talked.when(host(WriteStory, text="We met.\n\nIt rained.")).then()
    talked.when(host(WriteStory, text="x" * 2001)).then_refused("bad", "Too long by 1", field="text")
    talked.when(host(WriteStory, text="")).then(happened(StoryWritten, text=""))


def test_only_a_photo_that_all_may_see_is_on_the_cover(talked: Story) -> None:
    talked.given(attendee(AddClip, group=0, title="Foyer", who="Ben", consent=True, hash="5ea2"))
    talked.when(host(PickCover, clip=1)).then_refused("bad", "everybody may see", field="clip")
    talked.given(attendee(ReleaseClip, clip=1)).when(host(PickCover, clip=1)).then(
        happened(CoverPicked, clip=1)
    )
    assert publication.cover(talked.night) == 1
    talked.given(host(HideClip, clip=1))
    assert publication.cover(talked.night) == 0, "it goes with its consent"
    talked.when(host(PickCover, clip=9)).then_refused("missing", "no such clip")


def test_the_host_orders_the_groups(talked: Story) -> None:
    talked.when(host(OrderRecord, order=(2, 1, 2))).then(happened(RecordOrdered, order=(2, 1)))
    talked.when(host(OrderRecord, order=(2, 9))).then_refused("missing", "no such group")


def test_a_group_approves_its_own_page(talked: Story) -> None:
    talked.when(attendee(ApprovePage, group=BEES)).then_refused("late", "once the night is closed")
    talked.given(CLOSED).when(attendee(ApprovePage, group=BEES)).then(
        happened(PageApproved, person=1, group=BEES, approved=True)
    )
    assert talked.night.publication.approved == {BEES}
    talked.when(attendee(ApprovePage, group=BEES)).then()
    talked.when(attendee(ApprovePage, group=BOOKS)).then_refused("forbidden", "were in this group")
    talked.when(latecomer(ApprovePage, group=BEES)).then_refused("forbidden", "were in this group")
    talked.when(outsider(ApprovePage, group=BEES)).then_refused("forbidden", "Join the night")
    talked.when(attendee(ApprovePage, group=9)).then_refused("missing", "no such group")
    talked.given(attendee(ApprovePage, group=BEES, approved=False))
    assert not talked.night.publication.approved


@pytest.mark.parametrize(
    "command",
    [
        host(HoldRecord, held=True),
        host(WriteStory, text="We met."),
        host(PickCover, clip=1),
        host(OrderRecord, order=(2, 1)),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_the_desk_did_can_be_undone(talked: Story, command: Command) -> None:
    talked.given(
        attendee(AddClip, group=0, title="Foyer", who="Ben", consent=True, hash="5ea2"),
        attendee(ReleaseClip, clip=1),
    )
    before = what_is(talked.night)
    talked.given(command)
    assert what_is(talked.night) != before
    step = undo.last(talked.night)
    assert step
    talked.given(host(UndoStep, step=step.no))
    assert what_is(talked.night) == before

"""Whether strangers find a record: the host lists it, under a place, and takes it out again."""

import pytest

from opennight.night import commons
from opennight.night.commons import CommonsLeft, CommonsListed, LeaveCommons, ListInCommons
from opennight.night.kept.publication import Listing
from opennight.night.messages import Command
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.publication import PublishRecord, WithdrawRecord
from opennight.night.state import Night
from tests.cast import Story, happened, host, setup

LISTED = host(ListInCommons, place=" Easton,  Bristol ")
CLOSED = host(MovePhase, to="closed")


def test_a_published_record_is_listed_only_once_the_host_says_so(story: Story) -> None:
    story.given(CLOSED)
    assert story.night.published
    assert commons.listing(story.night) is None
    story.when(LISTED).then(happened(CommonsListed, place="Easton, Bristol", point=""))
    assert commons.listing(story.night) == Listing("Easton, Bristol")
    story.when(LISTED).then()
    story.when(host(LeaveCommons)).then(happened(CommonsLeft))
    story.when(host(LeaveCommons)).then()
    assert commons.listing(story.night) is None


def test_what_nobody_can_read_is_not_listed(story: Story) -> None:
    story.when(LISTED).then_refused("late", "Publish the record first")
    story.given(CLOSED, LISTED, host(WithdrawRecord), host(PublishRecord))
    assert commons.listing(story.night) is None, "withdrawing it ended that, and the host has not asked again"


def test_a_rehearsal_is_not_listed() -> None:
    story = Story(Night("MADEUP")).given(host(StartNight, setup=setup(), rehearsal=True), CLOSED)
    story.when(LISTED).then_refused("forbidden", "A rehearsal cannot be listed")


@pytest.mark.parametrize(
    ("typed", "kept"), [("51.4545, -2.58791", "51.455,-2.588"), (" -33;151 ", "-33.000,151.000"), (" ", "")]
)
def test_a_point_is_kept_to_a_hundred_metres(story: Story, typed: str, kept: str) -> None:
    story.given(CLOSED, host(ListInCommons, place="Easton", point=typed))
    assert commons.listing(story.night) == Listing("Easton", kept)


@pytest.mark.parametrize(
    ("command", "words", "field"),
    [
        (host(ListInCommons, place=" "), "Please write something", "place"),
        (host(ListInCommons, place="–"), "Please write something", "place"),
        (host(ListInCommons, place="x" * 81), "Too long by 1", "place"),
        (host(ListInCommons, place="Easton", point="here"), "Write a latitude", "point"),
        (host(ListInCommons, place="Easton", point="91, 0"), "Write a latitude", "point"),
        (host(ListInCommons, place="Easton", point="0, 181"), "Write a latitude", "point"),
        (host(ListInCommons, place="Easton", point="nan, inf"), "Write a latitude", "point"),
    ],
)
def test_a_place_has_a_name(story: Story, command: Command, words: str, field: str) -> None:
    story.given(CLOSED)
    story.when(command).then_refused("bad", words, field=field)

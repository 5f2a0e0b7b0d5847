"""The board: an announcement on every screen, and the scene."""

import pytest

from opennight.night import board
from opennight.night.board import (
    SCENES,
    Announce,
    Announced,
    BlankBoard,
    BoardBlanked,
    SceneSet,
    SetScene,
)
from opennight.night.phases import MovePhase
from tests.cast import Story, happened, host, take_back


def test_an_announcement(story: Story) -> None:
    story.when(host(Announce, text=" Soup is\nready ")).then(happened(Announced, text="Soup is ready"))
    story.when(host(Announce, text="Soup is ready")).then()
    story.when(host(Announce, text=" ")).then(happened(Announced, text=""))
    story.when(host(Announce, text="")).then()


def test_an_announcement_has_an_end(story: Story) -> None:
    story.when(host(Announce, text="x" * 161)).then_refused("bad", "Too long by 1", field="text")


@pytest.mark.parametrize("scene", SCENES)
def test_the_host_picks_a_scene(story: Story, scene: str) -> None:
    story.when(host(SetScene, scene=scene)).then(happened(SceneSet, scene=scene))
    assert board.scene(story.night) == scene
    story.when(host(SetScene, scene=scene)).then()
    story.when(host(SetScene, scene="")).then(happened(SceneSet, scene=""))
    assert board.scene(story.night) == "welcome"


def test_there_is_no_such_scene(story: Story) -> None:
    story.when(host(SetScene, scene="disco")).then_refused("bad", "no such scene", field="scene")


def test_once_the_night_is_closed_the_board_names_nobody(story: Story) -> None:
    """Its address is the record's but for the last word."""
    story.given(host(MovePhase, to="closed"))
    story.when(host(SetScene, scene="share")).then_refused("late", "is in the record", field="scene")
    story.night.scene = "share"  # an older log may say so
    assert board.scene(story.night) == "closed"
    story.given(host(SetScene, scene="timer"))
    assert board.scene(story.night) == "timer"


def test_the_next_phase_brings_its_own_scene(story: Story) -> None:
    story.given(host(SetScene, scene="timer"), host(MovePhase, to="vote"))
    assert board.scene(story.night) == "vote"


def test_the_board_is_blanked_and_shown_again(story: Story) -> None:
    story.when(host(BlankBoard, blank=True)).then(happened(BoardBlanked, blank=True))
    story.when(host(BlankBoard, blank=True)).then()
    story.when(host(BlankBoard, blank=False)).then(happened(BoardBlanked, blank=False))
    story.when(host(BlankBoard, blank=False)).then()


def test_it_stays_blank_until_it_is_shown_again(story: Story) -> None:
    """Whoever blanks it prepares what the room is to see next."""
    story.given(host(BlankBoard, blank=True), host(MovePhase, to="vote"), host(SetScene, scene="timer"))
    assert story.night.blank
    assert board.scene(story.night) == "timer"


def test_blanking_it_is_taken_back(story: Story) -> None:
    story.given(host(BlankBoard, blank=True), take_back)
    assert not story.night.blank

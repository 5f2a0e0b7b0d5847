"""Doubles: the desk says once and for all that two pitches that sound alike are not the same."""

import pytest

from opennight import alike
from opennight.night.doubles import PitchesToldApart, TellApart
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from tests.cast import Story, happened, host, take_back

BUSES, MORE_BUSES, CINEMA = 1, 2, 3


@pytest.fixture
def wall(story: Story) -> Story:
    """A wall with one double."""
    titles = ("Night buses", "More night buses!", "What should happen to the old cinema?")
    return story.given(
        host(MovePhase, to="pitch"), *(host(MakePitch, person=0, title=title) for title in titles)
    )


def pairs(story: Story) -> list[tuple[int, int]]:
    return [(one.no, other.no) for one, other in alike.doubles(story.night)]


def test_titles_that_sound_alike_are_suggested(wall: Story) -> None:
    assert pairs(wall) == [(BUSES, MORE_BUSES)]
    wall.given(host(MakePitch, person=0, title="The old cinema: what should happen to it?"))
    assert pairs(wall) == [(BUSES, MORE_BUSES), (CINEMA, 4)], "the most alike first"


@pytest.mark.parametrize(
    "settled",
    [
        host(MergePitch, pitch=MORE_BUSES, into=BUSES),
        host(HidePitch, pitch=BUSES),
        host(EditPitch, pitch=BUSES, title="Trams"),
        host(TellApart, pitch=MORE_BUSES, other=BUSES),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_is_settled_is_suggested_no_more(wall: Story, settled: TellApart) -> None:
    assert pairs(wall), "the wall is known as it was before"
    wall.given(settled)
    assert pairs(wall) == []
    wall.given(take_back)
    assert pairs(wall) == [(BUSES, MORE_BUSES)]


def test_told_apart_is_told_apart_both_ways_and_once(wall: Story) -> None:
    wall.when(host(TellApart, pitch=MORE_BUSES, other=BUSES)).then(
        happened(PitchesToldApart, pitch=MORE_BUSES, other=BUSES)
    )
    wall.when(host(TellApart, pitch=BUSES, other=MORE_BUSES)).then()
    wall.when(host(TellApart, pitch=BUSES, other=BUSES)).then_refused("bad", "two different", field="other")
    wall.when(host(TellApart, pitch=BUSES, other=99)).then_refused("missing", "no such pitch")


def test_a_big_wall_is_compared_only_as_far_as_there_is_time(wall: Story) -> None:
    """Two that are older than the newest COMPARED are not looked at."""
    for number in range(alike.COMPARED):
        wall.given(
            host(MakePitch, person=0, title=f"{number:x} {'abcdefghij'[number % 10] * 9}{number * 7919}")
        )
    assert (BUSES, MORE_BUSES) not in pairs(wall)


class TestClose:
    """Pitches that are about nearly the same, with the words that both mention."""

    TITLES = ("Night buses for nurses", "A map of the night buses here", "Choir")

    @pytest.fixture
    def close(self, story: Story) -> Story:
        return story.given(
            host(MovePhase, to="pitch"), *(host(MakePitch, person=0, title=title) for title in self.TITLES)
        )

    def found(self, story: Story) -> list[tuple[int, int, tuple[str, ...]]]:
        return [(one.no, other.no, words) for one, other, words in alike.neighbours(story.night)]

    def test_they_are_no_doubles_and_have_a_reason(self, close: Story) -> None:
        assert pairs(close) == []
        assert self.found(close) == [(1, 2, ("Night buses",))]

    @pytest.mark.parametrize(
        "settled",
        [host(HidePitch, pitch=2), host(TellApart, pitch=1, other=2), host(MergePitch, pitch=2, into=1)],
        ids=lambda command: type(command).__name__,
    )
    def test_what_is_settled_is_close_no_more(self, close: Story, settled: TellApart) -> None:
        close.given(settled)
        assert self.found(close) == []
        close.given(take_back)
        assert self.found(close) == [(1, 2, ("Night buses",))]

    def test_whoever_types_is_told_which_may_be_the_same_first(self, close: Story) -> None:
        found = alike.similar(close.night, "More night buses for nurses")
        assert [(one.pitch.no, one.same, one.words) for one in found] == [
            (1, True, ("night buses", "nurses")),
            (2, False, ("night buses",)),
        ]
        assert alike.similar(close.night, "Bus") == []

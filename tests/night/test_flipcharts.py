"""Flip charts: who straightens a photo and puts it back, and which bytes are kept."""

from typing import Any

import pytest

from opennight.night import clips, flipcharts
from opennight.night.clips import AddClip
from opennight.night.consent import HideClip, ReleaseClip, WithdrawClip
from opennight.night.flipcharts import ClipPutBack, ClipStraightened, PutClipBack, StraightenClip
from opennight.night.phases import MovePhase
from opennight.record import outcome
from tests.cast import Story, a_night, attendee, guest, happened, host, neighbour

SHOT: dict[str, Any] = {"group": 0, "title": "Chart", "consent": True}
TAKEN: dict[str, Any] = {"hash": "7a4e", "width": 40, "height": 30, "size": 99}
CORNERS = (100, 100, 900, 120, 880, 950, 90, 900)
MADE: dict[str, Any] = {"hash": "f1a7", "width": 20, "height": 25, "size": 50}


def with_photo() -> Story:
    return a_night().given(host(MovePhase, to="pitch"), attendee(AddClip, **SHOT, **TAKEN))


def straighten(who: Any = attendee, corners: tuple[int, ...] = CORNERS, **made: Any) -> Any:
    return who(StraightenClip, clip=1, corners=corners, **(MADE | made))


def dots(story: Story) -> tuple[int, int, int]:
    clip = story.night.clips[1]
    return clip.width, clip.height, clip.size


def test_it_is_straightened_and_the_one_that_was_taken_is_kept() -> None:
    story = with_photo().when(straighten())
    story.then(happened(ClipStraightened, clip=1, corners=CORNERS, original="7a4e", **MADE))
    assert story.night.clips[1].hashes == ("f1a7", "7a4e")
    assert dots(story) == (20, 25, 50)
    assert clips.withdrawn(story.night) == set()
    story.when(attendee(PutClipBack, clip=1)).then(happened(ClipPutBack, clip=1))
    assert [*story.night.clips[1].hashes] == ["7a4e"]
    assert dots(story) == (40, 30, 99)
    assert clips.withdrawn(story.night) == {"f1a7"}
    story.when(attendee(PutClipBack, clip=1)).then()


def test_again_it_is_made_from_the_one_that_was_taken() -> None:
    story = with_photo().given(straighten(), straighten(hash="5ec0"))
    assert story.night.clips[1].hashes == ("5ec0", "7a4e")
    assert clips.withdrawn(story.night) == {"f1a7"}
    story.given(straighten())
    assert clips.withdrawn(story.night) == {"5ec0"}, "the same picture again is there again"
    story.given(attendee(WithdrawClip, clip=1))
    assert clips.withdrawn(story.night) == {"5ec0", "f1a7", "7a4e"}


def test_the_record_has_both_once_it_is_released() -> None:
    story = with_photo().given(straighten(), attendee(ReleaseClip, clip=1))
    (shown,) = outcome.of(story.night).clips
    assert (shown.width, shown.original) == (20, "clips/1/original")


def test_only_who_has_a_say_does_it() -> None:
    story = with_photo()
    for command in (straighten(neighbour), neighbour(PutClipBack, clip=1)):
        story.when(command).then_refused("forbidden", "Only the person who made this clip")
    story.when(straighten(guest)).then_refused("forbidden", "Join the night first")
    story.when(straighten(guest, shown=True)).then(
        happened(ClipStraightened, clip=1, corners=CORNERS, original="7a4e", **MADE)
    )
    story.given(host(HideClip, clip=1))
    story.when(straighten()).then_refused("forbidden", "host has hidden")
    story.given(straighten(host))
    story.given(host(MovePhase, to="closed"))
    story.when(attendee(PutClipBack, clip=1)).then_refused("late", "closed")
    story.given(attendee(WithdrawClip, clip=1))


@pytest.mark.parametrize(
    ("corners", "words"),
    [
        ((), "inside the photo"),
        ((0, 0, 1000, 0, 1000, 1000), "inside the photo"),
        ((0, 0, 1001, 0, 1000, 1000, 0, 1000), "inside the photo"),
        ((-1, 0, 1000, 0, 1000, 1000, 0, 1000), "inside the photo"),
        ((0, 0, 0, 1000, 1000, 1000, 1000, 0), "cannot be the corners of a sheet"),
        ((0, 0, 1000, 1000, 1000, 0, 0, 1000), "cannot be the corners of a sheet"),
        ((0, 0, 1000, 0, 200, 200, 0, 1000), "cannot be the corners of a sheet"),
        ((0, 0, 100, 0, 100, 100, 0, 100), "cannot be the corners of a sheet"),
        ((5, 5, 5, 5, 5, 5, 5, 5), "cannot be the corners of a sheet"),
    ],
    ids=["none", "three", "outside", "below", "anticlockwise", "crossed", "dented", "tiny", "one spot"],
)
def test_corners_go_round_a_sheet(corners: tuple[int, ...], words: str) -> None:
    with_photo().when(straighten(corners=corners)).then_refused("bad", words, field="corners")


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flipcharts, "MOST_TIMES", 2)
    story = with_photo().given(*(straighten(hash=f"{time}") for time in range(3)))
    story.when(straighten(hash="9")).then_refused("quota", "too many times")
    story.given(attendee(WithdrawClip, clip=1))
    story.when(straighten()).then_refused("missing", "withdrawn")

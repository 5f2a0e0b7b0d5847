"""The reel: what plays when, and that nothing plays which not everybody may see."""

from typing import Any

import pytest

from opennight.night import board, clips, reel, screening, undo
from opennight.night.board import SetScene
from opennight.night.clips import AddClip
from opennight.night.consent import HideClip, ReleaseClip, ShowClip, WithdrawClip
from opennight.night.kept.clips import Clip
from opennight.night.kept.reel import ReelEnded
from opennight.night.moderation import RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.reel import PHOTO, DropClip, MoveClip, PickClip, ReelOrdered
from opennight.night.screening import (
    LAST_WORDS,
    EndReel,
    FinishReel,
    HoldReel,
    Place,
    PlayReel,
    ReelFinished,
    ReelPlayed,
    ResumeReel,
    SkipClip,
)
from tests.cast import SEVEN, Story, a_night, attendee, happened, helper, host, neighbour, system, take_back

SHOT: dict[str, Any] = {"group": 0, "consent": True, "width": 4, "height": 3, "size": 9}
START = SEVEN + 10_000_000
"""When the reel starts in these stories: long after the rest."""


def released(count: int = 4) -> Story:
    """So many photos of the foyer: the first is Ada's, the rest are Ben's. All but the last are released."""
    story = a_night()
    for no in range(1, count + 1):
        who = attendee if no == 1 else neighbour
        story.given(who(AddClip, title=f"No. {no}", hash=f"5ea{no}", **SHOT))
    return story.given(*(host(ReleaseClip, clip=no) for no in range(1, count)))


def running(**fields: Any) -> Story:
    return released().given(host(PickClip, clip=0), host(PlayReel, at=START, **fields))


def listed(story: Story) -> list[int]:
    return [clip.no for clip in reel.listed(story.night)]


def plays(story: Story, after: int) -> Place:
    """What plays so many ms after the start."""
    return screening.place(story.night, START + after)


def test_only_what_is_released_can_be_picked() -> None:
    story = released()
    story.when(host(PickClip, clip=0)).then(happened(ReelOrdered, clips=(1, 2, 3)))
    story.when(host(PickClip, clip=4)).then_refused("late", "Only what was released")
    story.when(host(PickClip, clip=5)).then_refused("missing", "no such")
    story.when(host(PickClip, clip=2)).then()
    story.when(host(DropClip, clip=2)).then(happened(ReelOrdered, clips=(1, 3)))
    story.when(host(DropClip, clip=2)).then()
    story.given(host(ReleaseClip, clip=4))
    assert [clip.no for clip in reel.unlisted(story.night)] == [2, 4]
    story.when(host(PickClip, clip=4)).then(happened(ReelOrdered, clips=(1, 3, 4)))


def test_the_desk_orders_it_past_what_nobody_sees() -> None:
    story = released().given(host(PickClip, clip=0), host(HideClip, clip=2))
    story.when(host(MoveClip, clip=3, by=-1)).then(happened(ReelOrdered, clips=(3, 1, 2)))
    story.when(host(MoveClip, clip=3, by=-1)).then()
    story.when(host(MoveClip, clip=3, by=9)).then(happened(ReelOrdered, clips=(1, 3, 2)))
    story.when(host(MoveClip, clip=2, by=1)).then_refused("late", "Only what was released")
    story.when(host(MoveClip, clip=4, by=1)).then_refused("late", "not in the reel")


def test_one_plays_after_the_other() -> None:
    story = running()
    assert board.scene(story.night) == "reel"
    assert [plays(story, ms) for ms in (0, PHOTO - 1, PHOTO, 3 * PHOTO - 1)] == [
        Place(1, 0),
        Place(1, PHOTO - 1),
        Place(2, 0),
        Place(3, PHOTO - 1),
    ]
    assert plays(story, 3 * PHOTO) == Place(0, 0), "over"


def test_the_desk_holds_it_and_goes_on() -> None:
    story = running()
    story.when(host(HoldReel, at=START + PHOTO + 1000)).then(happened(ReelPlayed, clip=2, ms=1000, held=True))
    assert plays(story, 9 * PHOTO) == Place(2, 1000)
    story.when(host(HoldReel)).then()
    story.when(host(ResumeReel, at=START + 5 * PHOTO)).then(happened(ReelPlayed, clip=2, ms=1000))
    assert plays(story, 6 * PHOTO) == Place(3, 1000)
    story.when(host(ResumeReel)).then()


def test_it_skips_what_plays_and_ends_after_the_last() -> None:
    story = running()
    story.when(host(SkipClip, clip=1, at=START + 10)).then(happened(ReelPlayed, clip=2))
    story.when(host(SkipClip, clip=1, at=START + 20)).then()
    story.when(host(SkipClip, clip=0, at=START + 30)).then(happened(ReelPlayed, clip=3))
    story.when(host(SkipClip, clip=3, at=START + 40)).then(happened(ReelEnded))
    assert board.scene(story.night) == "welcome"
    story.when(host(EndReel)).then()


def test_it_ends_by_itself_once_all_of_it_is_over() -> None:
    story = running()
    turn, over = story.night.reel.turn, START + 3 * PHOTO + LAST_WORDS
    story.when(system(FinishReel, turn=turn, at=over - 1)).then()
    story.when(system(FinishReel, turn=turn - 1, at=over)).then()
    story.given(host(HoldReel, at=START + 100))
    story.when(system(FinishReel, turn=story.night.reel.turn, at=over)).then()
    story.given(host(ResumeReel, at=START + 100))
    story.when(system(FinishReel, turn=story.night.reel.turn, at=over)).then(happened(ReelFinished))
    assert board.scene(story.night) == "welcome"
    last = undo.last(story.night)
    assert last
    assert last.label.text == "changing what is in the reel", "no undo puts it on the board once more"


def test_it_starts_anywhere_and_in_any_part_of_the_night() -> None:
    story = running(clip=2)
    assert plays(story, 0) == Place(2, 0)
    for phase in ("pitch", "talk", "closed"):
        story.given(host(MovePhase, to=phase))
        assert board.scene(story.night) == "reel"
    story.when(host(EndReel)).then(happened(ReelEnded))
    assert board.scene(story.night) == "closed"


def test_another_scene_takes_the_board() -> None:
    story = running().given(host(MovePhase, to="talk"))
    story.when(host(SetScene, scene="")).then(happened(ReelEnded))
    story.given(host(PlayReel), host(SetScene, scene="timer"))
    assert (board.scene(story.night), story.night.reel.on) == ("timer", False)


@pytest.mark.parametrize(
    ("kind", "what"), [(WithdrawClip, "clip"), (HideClip, "clip"), (RemovePerson, "person")]
)
def test_what_goes_while_it_plays_makes_room_for_the_next(kind: Any, what: str) -> None:
    story = running().given(host(kind, at=START + 3000, **{what: 1}))
    assert listed(story) == [2, 3]
    assert plays(story, 3000) == Place(2, 0)
    assert plays(story, 3000 + PHOTO) == Place(3, 0)


def test_what_goes_before_or_after_it_does_not_move_it() -> None:
    story = running().given(host(WithdrawClip, clip=1, at=START + PHOTO + 1000))
    assert plays(story, PHOTO + 1000) == Place(2, 1000)
    story.given(host(HideClip, clip=3, at=START + PHOTO + 2000))
    assert plays(story, PHOTO + 2000) == Place(2, 2000)
    assert plays(story, 2 * PHOTO) == Place(0, 0)
    story.given(host(ShowClip, clip=3, at=START + PHOTO + 3000))
    assert plays(story, 2 * PHOTO) == Place(3, 0)


def test_a_held_one_that_goes_lets_the_next_one_stand() -> None:
    story = running().given(host(HoldReel, at=START + 100), host(WithdrawClip, clip=1, at=START + 200))
    assert plays(story, 9 * PHOTO) == Place(2, 0)
    story.given(host(WithdrawClip, clip=2), host(WithdrawClip, clip=3))
    assert plays(story, 9 * PHOTO) == Place(0, 0)
    story.when(host(PlayReel)).then_refused("late", "nothing in the reel")


def test_a_new_order_lets_it_play_on() -> None:
    story = running().given(host(MoveClip, clip=2, by=-1, at=START + PHOTO + 1000))
    assert plays(story, PHOTO + 1000) == Place(2, 1000)
    assert plays(story, 2 * PHOTO) == Place(1, 0)


def test_one_of_unknown_length_does_not_keep_the_board() -> None:
    """Given a film that does not say how long it is, it has the time of the longest, then the next plays."""
    story = released().given(attendee(AddClip, title="Endless", hash="5ea9", **SHOT | {"sort": "film"}))
    story.given(host(ReleaseClip, clip=5), host(PickClip, clip=5), host(PickClip, clip=1))
    story.given(host(PlayReel, at=START))
    assert plays(story, clips.LONGEST - 1) == Place(5, clips.LONGEST - 1)
    assert plays(story, clips.LONGEST) == Place(1, 0)
    assert screening.is_over(story.night, START + clips.LONGEST + PHOTO + LAST_WORDS)


def test_a_board_says_when_one_of_unknown_length_has_ended() -> None:
    """The next one begins at once; after the last one, the board tells where all of it can be seen. Of one
    whose length is known, and of one that is held, nobody needs to say so."""
    story = released().given(attendee(AddClip, title="Endless", hash="5ea9", **SHOT | {"sort": "film"}))
    story.given(host(ReleaseClip, clip=5), host(PickClip, clip=5), host(PickClip, clip=1))
    story.given(host(PlayReel, at=START))
    story.when(host(SkipClip, clip=1, over=True, at=START + 9000)).then()
    story.given(host(HoldReel, at=START + 8000))
    story.when(host(SkipClip, clip=5, over=True, at=START + 9000)).then()
    story.given(host(ResumeReel, at=START + 8000))
    story.when(host(SkipClip, clip=5, over=True, at=START + 9000)).then(happened(ReelPlayed, clip=1))
    story.when(host(SkipClip, clip=5, over=True, at=START + 9100)).then()
    story.when(host(SkipClip, clip=1, over=True, at=START + 9200)).then()
    story.given(host(DropClip, clip=1), host(PlayReel, at=START))
    story.when(host(SkipClip, clip=5, over=True, at=START + 9000)).then(
        happened(ReelPlayed, clip=5, ms=clips.LONGEST)
    )
    assert screening.place(story.night, START + 9000) == Place(0, 0)
    assert board.scene(story.night) == "reel"
    assert screening.is_over(story.night, START + 9000 + LAST_WORDS)


def test_each_step_is_undone() -> None:
    story = released()
    steps: list[tuple[Any, Place, bool]] = [
        (host(PickClip, clip=0), Place(0, 0), False),
        (host(PlayReel, at=START), Place(1, 0), True),
        (host(SkipClip, clip=1, at=START + 1000), Place(2, 0), True),
        (host(HoldReel, at=START + 1500), Place(2, 500), True),
        (host(ResumeReel, at=START + 9500), Place(2, 500), True),
        (host(EndReel, at=START + 9600), Place(0, 0), False),
    ]
    for command, place, on in steps:
        story.given(command)
        assert (screening.place(story.night, command.at), story.night.reel.on) == (place, on)
    labels = [step.label.text for step in story.night.steps[-6:]]
    assert labels == [
        "changing what is in the reel",
        "starting the reel",
        "skipping a clip of the reel",
        "pausing the reel",
        "resuming the reel",
        "ending the reel",
    ]
    before = [(on, place.clip) for _command, place, on in steps[-2::-1]]
    for on, clip in before:
        assert undo.last(story.night)
        story.given(take_back)
        now = screening.place(story.night, story.night.at)
        assert (story.night.reel.on, now.clip) == (on, clip)
    story.given(take_back)
    assert story.night.reel.order == []


def test_an_undo_plays_nothing_that_was_withdrawn() -> None:
    story = running().given(host(SkipClip, clip=1, at=START + 1000))
    story.given(attendee(WithdrawClip, clip=1, at=START + 1100), take_back)
    assert story.night.reel.on
    assert listed(story) == [2, 3]
    assert screening.place(story.night, story.night.at) == Place(2, 0)


def test_what_is_refused() -> None:
    story = released()
    story.when(host(PlayReel)).then_refused("late", "nothing in the reel")
    for command in (HoldReel, ResumeReel):
        story.when(host(command)).then_refused("late", "not running")
    story.when(host(SkipClip, clip=0)).then_refused("late", "not running")
    story.given(host(PickClip, clip=1))
    story.when(host(PlayReel, clip=2)).then_refused("late", "not in the reel")
    story.when(host(PlayReel, clip=4)).then_refused("late", "Only what was released")


def test_it_has_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reel, "MOST", 2)
    story = released()
    story.when(host(PickClip, clip=0)).then_refused("quota", "at most 2")
    story.given(host(PickClip, clip=1), host(PickClip, clip=2), attendee(WithdrawClip, clip=1))
    story.when(host(PickClip, clip=3)).then(happened(ReelOrdered, clips=(1, 2, 3)))


def test_its_page_has_all_that_is_public_until_the_desk_has_picked() -> None:
    def watched(story: Story) -> list[Clip]:
        return reel.to_watch(story.night)

    story = released()
    assert [clip.no for clip in watched(story)] == [1, 2, 3]
    story.given(host(PickClip, clip=3), host(PickClip, clip=1), helper(HideClip, clip=1))
    assert [clip.no for clip in watched(story)] == [3]

"""The server gives the board back once the reel is over."""

from typing import Any

from opennight import reels
from opennight.live.audiences import BOARD
from opennight.night.clips import AddClip
from opennight.night.consent import ReleaseClip
from opennight.night.reel import PHOTO, PickClip
from opennight.night.screening import LAST_WORDS, PlayReel
from tests.cast import attendee, host
from tests.live.inside import CODE, Inside

SHOT: dict[str, Any] = {"group": 0, "consent": True, "title": "Dahlia", "hash": "5ea1"}


async def test_the_board_goes_back_to_the_night_by_itself() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        play = host(PlayReel)
        for command in (
            attendee(AddClip, **SHOT),
            attendee(ReleaseClip, clip=1),
            host(PickClip, clip=0),
            play,
        ):
            await inside.writers.send(CODE, command)
        board = await inside.listen(BOARD)
        board.take()
        over = play.at + PHOTO + LAST_WORDS
        await reels.finish(inside.writers, CODE, over - 1)
        assert board.take() == []
        for _process in range(2):
            await reels.finish(inside.writers, CODE, over)
        assert [("Dahlia" in frame, 'data-scene=\\"welcome\\"' in frame) for frame in board.take()] == [
            (False, True)
        ]
        assert [type(row.event).__name__ for row in inside.log.nights[CODE]][-1] == "ReelFinished"

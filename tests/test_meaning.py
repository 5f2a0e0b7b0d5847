"""What means nearly the same is found in a process of its own; without it the words have to do."""

import logging
import secrets
from collections.abc import AsyncIterator

import pytest

from opennight import alike
from opennight.meaning import Meaning
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from tests.cast import Story, a_night, host

ENGINE = "tests.joinup.engines:Dictionary"
BUSES, AUTOBUSY = "More night buses", "Więcej autobusów"


@pytest.fixture
async def meaning() -> AsyncIterator[Meaning]:
    made = Meaning(ENGINE)
    yield made
    await made.end()


@pytest.fixture
def wall() -> Story:
    """A night of its own name: what is found is kept by its code."""
    story = a_night()
    story.night.code = secrets.token_hex(4)
    return story.given(
        host(MovePhase, to="pitch"),
        *(host(MakePitch, person=0, title=title) for title in (BUSES, "Swifts", AUTOBUSY)),
    )


def close(story: Story) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.title, other.title, words) for one, other, words in alike.neighbours(story.night)]


async def found(meaning: Meaning, story: Story) -> None:
    """The night is as it is now; wait until what is new has been read."""
    meaning.told(story.night, [])
    if meaning.task:
        await meaning.task


async def test_two_in_two_languages_are_close(meaning: Meaning, wall: Story) -> None:
    assert close(wall) == []
    await found(meaning, wall)
    assert close(wall) == [(BUSES, AUTOBUSY, ())]


async def test_what_is_edited_means_what_it_says_now(meaning: Meaning, wall: Story) -> None:
    await found(meaning, wall)
    wall.given(host(EditPitch, pitch=3, title="Pszczoły"))
    assert close(wall) == []
    await found(meaning, wall)
    assert close(wall) == []


async def test_nothing_is_asked_twice(meaning: Meaning, wall: Story) -> None:
    await found(meaning, wall)
    meaning.told(wall.night, [])
    assert meaning.task is None
    assert not meaning.waiting


async def test_one_that_breaks_leaves_the_words(wall: Story, caplog: pytest.LogCaptureFixture) -> None:
    """It is tried again, but not for each topic of a long night."""
    meaning = Meaning("tests.joinup.engines:Broken")
    with caplog.at_level(logging.CRITICAL, "opennight"):
        await found(meaning, wall)
        assert close(wall) == []
        for _further in range(2):
            assert (meaning.process, bool(meaning.engine)) == (None, True)
            assert await meaning.pairs([("bus", ""), ("buses", "")]) == {}
    assert (meaning.process, meaning.engine) == (None, "")


async def test_without_the_extra_nothing_is_begun(wall: Story) -> None:
    for engine in ("off", "no_such_module:Engine"):
        meaning = Meaning(engine)
        await found(meaning, wall)
        assert (meaning.task, meaning.process) == (None, None)
        assert await meaning.pairs([("bus", ""), ("buses", "")]) == {}


async def test_set_phrases_mean_nothing(meaning: Meaning) -> None:
    """Texts that only begin alike are not given to the engine as alike."""
    said = [(f"I would like to see more {what}", "") for what in ("land", "ziemi", "trams", "poets")]
    assert await meaning.pairs(said) == {(0, 1): 1.0}


async def test_a_night_of_one_text_said_again_and_again_is_answered(meaning: Meaning) -> None:
    pairs = await meaning.pairs([("bus", "")] * 400)
    assert len(pairs) == 1000

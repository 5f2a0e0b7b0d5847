"""What means nearly the same is found in a process of its own; without it the words have to do."""

import asyncio
import logging
import pathlib
import secrets
import time
from collections.abc import AsyncIterator

import pytest

from opennight import alike
from opennight.meaning import AT_ONCE, Meaning
from opennight.night.moderation import HidePitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from tests.cast import Story, a_night, host
from tests.listed import catch_up
from tests.server import Server
from tests.web.cast import Evening

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


async def test_while_somebody_types_words_come_at_once_and_what_they_mean_a_moment_later(
    meaning: Meaning, wall: Story
) -> None:
    def shown(title: str) -> list[tuple[str, tuple[str, ...]]]:
        night = wall.night
        found = alike.similar(night, title, meaning.near(night, title) or ())
        return [(one.pitch.title, one.words) for one in found]

    typed = "buses at night"
    assert meaning.near(wall.night, typed) is None
    assert shown(typed) == [(BUSES, ("buses", "night"))], "nobody waits"
    await asyncio.gather(*meaning.typing.values())
    assert shown(typed) == [(BUSES, ("buses", "night")), (AUTOBUSY, ())]
    assert meaning.near(wall.night, "bus") == [], "too short to mean anything"
    wall.given(host(HidePitch, pitch=3))
    assert shown(typed) == [(BUSES, ("buses", "night"))], "the wall has changed: it is found out again"
    await asyncio.gather(*meaning.typing.values())
    assert shown(typed) == [(BUSES, ("buses", "night"))]


async def test_a_room_that_types_has_the_words(meaning: Meaning, wall: Story) -> None:
    """More at once than the process can take are not asked about; off, it asks nothing."""
    asked = [meaning.near(wall.night, f"buses at {no}") for no in range(AT_ONCE + 1)]
    assert asked == [None] * AT_ONCE + [[]]
    assert Meaning("off").near(wall.night, "buses at night") == []


def what_others_said(server: Server, night: Evening) -> None:
    """In the commons, too, two in two languages are close."""
    night.host.act("pitches", title="Night buses")
    night.host.act("pitches", title="Swifts")
    night.move("closed")
    night.host.act("commons", place="Easton")
    catch_up(server)
    page = night.device().client.get("/commons?q=swifts").text
    assert f"/commons/like/{night.code}/pitch-3" in page
    like = like_of(night, "pitch-2")
    assert "autobus" in like
    assert "Swifts" not in like
    assert "Night buses" not in like, "nothing is like itself"
    other = Evening(server)
    other.move("pitch")
    for title in ("Night buses", "More buses 3"):
        other.host.act("pitches", title=title)
    other.move("closed")
    other.host.act("commons", place="Elsewhere")
    catch_up(server)
    while "More buses 3" not in (like := like_of(night, "pitch-2")):
        time.sleep(0.05)  # the page that finds out that there is more does not wait for it
    assert "Night buses" in like, "the same, said elsewhere"
    other.host.act("pitches/2/hide")
    assert "More buses 3" not in like_of(night, "pitch-2"), "whatever the process was told"
    for nothing in (f"{night.code}/pitch-9", f"{night.code}/x", "NOSUCH/pitch-1", "%00/%00"):
        assert night.device().client.get(f"/commons/like/{nothing}").status_code == 404


def like_of(night: Evening, anchor: str) -> str:
    page = night.device().client.get(f"/commons/like/{night.code}/{anchor}").text
    assert "http-equiv" not in page, "whoever has it read out is not sent to its beginning"
    return page.partition('id="alike"')[2]


async def test_a_list_is_told_once_and_asked_about(meaning: Meaning, monkeypatch: pytest.MonkeyPatch) -> None:
    """In parts; and a process that began anew knows of no list."""
    monkeypatch.setattr("opennight.meaning.PART", 2)
    assert await meaning.among("commons 1", BUSES, 5) is None
    assert await meaning.keep("commons 1", [BUSES, "Swifts", AUTOBUSY, "Trams", "Night buses"])
    assert await meaning.among("commons 1", "buses", 5) == [(0, 1.0), (2, 1.0), (4, 1.0)]
    assert await meaning.among("commons 1", "buses", 2) == [(0, 1.0), (2, 1.0)]
    for no in (2, 3):
        assert await meaning.keep(f"commons {no}", ["Trams"])
    assert await meaning.among("commons 1", "buses", 5) is None, "the last two are kept"
    assert await meaning.among("commons 3", "trams", 5) == [(0, 1.0)]
    await meaning.stop()
    assert await meaning.among("commons 3", "trams", 5) is None


def test_the_page_asks_once_more_and_only_where_there_is_something_to_ask(
    tmp_path: pathlib.Path, shared_server: Server
) -> None:
    with Server(tmp_path, OPENNIGHT_MEANING=ENGINE) as server:
        night = Evening(server)
        night.move("pitch")
        night.host.act("pitches", title=AUTOBUSY)
        ada = night.enter("Ada")
        typed = "pitches/similar?title=buses+%26+%3Ctrams%3E"
        assert "later=1&amp;title=buses%20%26%20%3Ctrams%3E" in ada.get(typed).text
        again = ada.get(f"{typed}&later=1").text
        assert "later=1" not in again, "it does not go on asking"
        what_others_said(server, night)
    plain = Evening(shared_server)
    assert plain.device().client.get("/commons/like/NOSUCH/pitch-1").status_code == 404
    plain.move("pitch")
    plain.host.act("pitches", title=AUTOBUSY)
    assert "later=1" not in plain.enter("Ada").get(typed).text

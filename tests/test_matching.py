"""Each is told what meets theirs, with the reason, and only in a break; the reasons are true."""

import asyncio
import pathlib

import pytest

from opennight import matching, thinking
from opennight.joinup.reasons import Reason
from opennight.matching import EACH, Matcher, Meets
from opennight.night.introductions import DeclineIntroduction, Introduce
from opennight.night.moderation import RemovePerson
from opennight.night.offers import CloseOffer, EditOffer, MakeOffer
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from tests.cast import Story, a_night, attendee, host, latecomer, neighbour
from tests.offered import LAND, PLOTS


class Knows:
    """In place of what knows what texts mean."""

    def __init__(self, *pairs: tuple[int, int]) -> None:
        self.found = dict.fromkeys(pairs, 0.9)
        self.asked: list[list[str]] = []

    async def pairs(self, said: list[tuple[str, str]]) -> dict[tuple[int, int], float]:
        self.asked.append([text for _title, text in said])
        return self.found


class Slow(Knows):
    async def pairs(self, said: list[tuple[str, str]]) -> dict[tuple[int, int], float]:
        await asyncio.Event().wait()
        return {}


def told(night: Night, no: int, knows: Knows | None = None) -> list[Meets]:
    """What this person is told; asked twice, since nobody waits for what texts mean."""

    async def ask() -> list[Meets]:
        matcher = Matcher(knows or Knows())  # type: ignore[arg-type]
        found: list[Meets] = []
        for _time in range(2):
            found = await matcher.of_person(night, no)
            await asyncio.sleep(0)
        return found

    return asyncio.run(ask())


def wall() -> Story:
    return a_night().given(attendee(MakeOffer, **LAND), neighbour(MakeOffer, **PLOTS))


def test_both_are_told_and_why() -> None:
    night = wall().night
    for no, own, other in ((1, 1, 2), (2, 2, 1)):
        [meets] = told(night, no)
        assert (meets.own.no, meets.other.no) == (own, other)
        assert [one.kind for one in meets.reasons] == ["words", "place", "kind"]
        [words] = [one.words for one in meets.reasons if one.kind == "words"]
        assert all(word in LAND["text"] and word in PLOTS["text"] for word in words)
    assert told(night, 3) == []


def test_only_in_a_break() -> None:
    story = wall()
    for phase, some in (("pitch", 0), ("vote", 0), ("groups", 1), ("share", 1), ("closed", 1)):
        assert len(told(story.given(host(MovePhase, to=phase)).night, 1)) == some


def test_not_what_is_off_the_wall_one_s_own_or_known_already() -> None:
    own = wall().given(attendee(MakeOffer, **PLOTS))
    assert [one.other.no for one in told(own.night, 1)] == [2]
    for command in (neighbour(CloseOffer, offer=2), host(RemovePerson, person=2)):
        assert told(wall().given(command).night, 1) == []
    met = wall().given(attendee(Introduce, offer=2))
    assert told(met.night, 1) == told(met.night, 2) == []
    assert told(met.given(neighbour(DeclineIntroduction, introduction=1)).night, 1) == [], "it was a no"


def test_a_few_of_each_the_best_first() -> None:
    many = wall().given(*(latecomer(MakeOffer, **PLOTS | {"where": f"Town {no}"}) for no in range(5)))
    found = told(many.night, 1)
    assert found[0].other.no == 2, "in the same place"
    assert len(found) == EACH


def test_of_one_kind_at_one_place_may_be_in_two_languages() -> None:
    story = a_night().given(
        attendee(MakeOffer, wants=True, kind="skills", text="Szyjemy zasłony", where="Leeds"),
        neighbour(MakeOffer, wants=False, kind="skills", text="Quick brown foxes", where=" leeds "),
        latecomer(MakeOffer, wants=False, kind="skills", text="Lazy dogs", where="York"),
    )
    [meets] = told(story.night, 1)
    assert meets.other.no == 2
    assert meets.reasons == (Reason("kind", ("skills",)), Reason("place", ("Leeds",)))


def test_what_texts_mean_comes_after_their_words() -> None:
    story = wall().given(
        latecomer(MakeOffer, wants=False, kind="", text="Quick brown foxes"),
        latecomer(MakeOffer, wants=False, kind="space", text="Lazy dogs", where="Leeds"),
    )
    knows = Knows((0, 1), (0, 2), (1, 2))
    assert [one.other.no for one in told(story.night, 1, Slow())] == [2, 4], "nobody waits for it"
    found = told(story.night, 1, knows)
    assert [one.other.no for one in found] == [2, 3, 4]
    assert found[1].reasons == (Reason("meaning"),)
    assert len(knows.asked) == 1, "once for each wall"


def test_a_large_wall_is_worked_out_in_a_process_and_not_all_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it comes to is the same; what was taken off or changed meanwhile is not told."""
    story = wall()
    [small] = told(story.night, 1)
    monkeypatch.setattr(matching, "SMALL", 1)
    matcher = Matcher(Knows())  # type: ignore[arg-type]

    async def ask(no: int) -> list[Meets]:
        return await matcher.of_person(story.night, no)

    async def evening() -> None:
        [large] = await ask(1)
        assert large.reasons == small.reasons
        story.given(latecomer(MakeOffer, **PLOTS | {"where": "York"}))
        assert await ask(3) == [], "in a moment"
        story.given(neighbour(EditOffer, offer=2, kind="skills", text="I cut hedges"))
        assert await ask(1) == []
        monkeypatch.setattr(matching, "PAUSE", 0)
        assert [one.other.no for one in await ask(3)] == [1]

    asyncio.run(evening())


def test_a_process_that_fails_leaves_the_page_without_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "SMALL", 1)
    monkeypatch.setattr(thinking, "PACKAGE", pathlib.Path("/nowhere/at/all"))
    assert told(wall().night, 1) == []


def test_the_same_wall_has_the_same_matches() -> None:
    one, other = (told(wall().night, 1) for _time in range(2))
    assert [meets.reasons for meets in one] == [meets.reasons for meets in other]

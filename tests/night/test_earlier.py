"""A night opens with what became of the promises of the one before."""

from typing import Any

import pytest

from opennight.night import board, earlier
from opennight.night.board import SetScene
from opennight.night.earlier import CameAfter, ComeAfter
from opennight.night.kept.promises import NOTHING_EARLIER, Earlier, StillOpen
from opennight.night.phases import MovePhase
from tests.cast import Story, happened, host, take_back

LAST = Earlier(
    of="HONEY1",
    title="Bees and books",
    date="2026-11-22",
    kept=3,
    open=2,
    let_go=2,
    those=(StillOpen("Plant a hedge", "2027-05-12"), StillOpen("Build a bench")),
)


def told(its: Earlier) -> dict[str, Any]:
    return {name: getattr(its, name) for name in ("of", "title", "date", "kept", "open", "let_go", "those")}


def test_it_opens_with_three_of_seven(story: Story) -> None:
    story.when(host(ComeAfter, earlier=LAST)).then(happened(CameAfter, **told(LAST)))
    assert story.night.earlier == LAST
    assert LAST.all == 7
    story.when(host(ComeAfter, earlier=LAST)).then()
    story.given(host(SetScene, scene="earlier"))
    assert board.scene(story.night) == "earlier"


def test_it_is_taken_away_and_taken_back(story: Story) -> None:
    story.given(host(ComeAfter, earlier=LAST), host(ComeAfter, earlier=NOTHING_EARLIER))
    assert story.night.earlier == NOTHING_EARLIER
    story.given(take_back)
    assert story.night.earlier == LAST
    story.given(take_back)
    assert story.night.earlier == NOTHING_EARLIER


@pytest.mark.parametrize(
    ("its", "words"),
    [
        (Earlier(of="BEES", title="This one", kept=1), "cannot come after itself"),
        (Earlier(of="HONEY1", title="Nothing"), "Nothing was promised there"),
        (Earlier(of="HONEY1", title=" ", kept=1), "write something here"),
    ],
)
def test_what_is_refused(story: Story, its: Earlier, words: str) -> None:
    story.when(host(ComeAfter, earlier=its)).then_refused("bad", words, field="of")


def test_not_once_it_is_closed(story: Story) -> None:
    story.given(host(MovePhase, to="pitch"), host(MovePhase, to="closed"))
    story.when(host(ComeAfter, earlier=LAST)).then_refused("late", "can no longer open with anything")


def test_a_very_long_list_is_cut(story: Story) -> None:
    long = Earlier(
        of="HONEY1", title="Bees", open=99, those=tuple(StillOpen("x" * 999) for _each in range(99))
    )
    story.given(host(ComeAfter, earlier=long))
    its = story.night.earlier
    assert (len(its.those), len(its.those[0].text), its.open) == (earlier.MOST, earlier.TEXT, 99)

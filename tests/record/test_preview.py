"""The picture by which a night is known elsewhere: what is public on it, and nothing else."""

import pytest
from starlette.requests import Request

from opennight.media.lettering import Lettering
from opennight.media.preview import Shown, draw
from opennight.night.moderation import HidePitch
from opennight.night.phases import MovePhase
from opennight.web.preview import FONTS, shown
from tests.cast import Story, host

ANYBODY = Request({"type": "http", "headers": []})


def test_it_says_what_the_record_says(story: Story) -> None:
    assert shown(ANYBODY, story.night) == Shown(
        "Bees and books", "Library · 22 November 2026", "Bees need roofs", "3 people · 2 groups · 1 action"
    )


def test_it_says_no_more_than_the_door_before_the_record_is_open(story: Story) -> None:
    story.night.published = False
    assert shown(ANYBODY, story.night) == Shown("Bees and books", "Library · 22 November 2026")


def test_what_was_hidden_is_not_on_it(story: Story) -> None:
    story.given(host(MovePhase, to="share"), host(HidePitch, pitch=1))
    assert shown(ANYBODY, story.night).said == ""


def test_what_is_no_markup_stays_as_it_was_written(story: Story) -> None:
    story.night.setup = story.night.setup.__class__(title="A < B & C", place="<b>Hall</b> & bar", date="")
    assert shown(ANYBODY, story.night).when == "<b>Hall</b> & bar"


@pytest.mark.parametrize(
    "words", ["", "x" * 200, "word " * 60, "未来のまちづくり", "a\u0301", "\U0010fffe", "مرحبا بالعالم"]
)
def test_any_words_fit(words: str) -> None:
    drawn = draw(Shown(f"T{words}", words, words, words, "no such colour"), FONTS)
    assert drawn.startswith(b"\x89PNG")
    letters = Lettering(FONTS)
    size, lines = letters.fitted(f"T {words}", 500, 3, (60, 40), True)
    assert len(lines) <= 3
    assert all(letters.width(line, size, True) <= 500 for line in lines)

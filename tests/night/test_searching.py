"""To find a topic on a wall that is too long to read through."""

import pytest

from opennight.night import searching
from opennight.night.moderation import HidePitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from tests.cast import Story, host


def test_a_field_where_there_are_many(story: Story) -> None:
    story.given(*(host(MakePitch, person=0, title=f"Topic {no}") for no in range(searching.MANY)))
    story.given(host(MovePhase, to="vote"))
    assert not searching.long_wall(story.night)
    story.given(host(MakePitch, person=0, title="One more"))
    assert searching.long_wall(story.night)
    story.given(host(MovePhase, to="groups"))
    assert not searching.long_wall(story.night)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bees", [1]),
        ("BEE roof", [1]),
        ("café", [2]),
        ("cafe", [2]),
        ("roof", [1, 2]),
        ("", [1, 2]),
        ("owls", []),
    ],
)
def test_all_words_in_title_or_more(story: Story, words: str, found: list[int]) -> None:
    story.given(host(MakePitch, person=0, title="Bees", more="On the roof"))
    story.given(host(MakePitch, person=0, title="A Café on a roof"))
    story.given(host(MakePitch, person=0, title="Owls"), host(HidePitch, pitch=3))
    assert searching.topics(story.night, words) == found

"""What came of the propositions: told only of five answers or more, and in no smaller steps."""

import pytest

from opennight.night import propositions, telling, views
from opennight.night.kept.propositions import Found
from opennight.night.messages import acting
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.people import Join
from opennight.night.propositions import AddSentences, HideSentence, OpenRound, RoundSet
from opennight.night.telling import EndRound, RoundTold
from opennight.night.views import SayView
from tests.cast import Somebody, Story, guest, happened, host, take_back


def says(person: int, sentence: int, view: str) -> SayView:
    return Somebody(acting(person))(SayView, sentence=sentence, view=view)


def counts(story: Story, sentence: int) -> tuple[int, int, int]:
    views = list(telling.counted(story.night, story.night.propositions.sentences[sentence]).values())
    return views.count("agree"), views.count("pass"), views.count("disagree")


@pytest.fixture
def answered(story: Story) -> Story:
    """Twelve people; all but the last answer the first sentence, four the second."""
    story.given(*(guest(Join, name=f"Guest {no}") for no in range(9)))
    story.given(host(AddSentences, texts=("Cars out.", "Buses should be free.")), host(OpenRound))
    views = ("agree",) * 8 + ("pass", "disagree", "disagree")
    story.given(*(says(no, 1, view) for no, view in enumerate(views, 1)))
    return story.given(*(says(no, 2, "agree") for no in range(1, 5)))


FIRST = Found(1, "shared", 8, 1, 2, bridge=True)


def test_nothing_is_told_while_people_answer_nor_of_fewer_than_five(answered: Story) -> None:
    assert telling.found(answered.night) == []
    assert (counts(answered, 1), counts(answered, 2)) == ((8, 1, 2), (0, 0, 0))
    too_few = Found(2, "shared", 4, 0, 0)
    answered.when(host(EndRound, found=(FIRST, too_few), fresh=(1,))).then(
        happened(RoundSet, open=False, offers=False),
        happened(RoundTold, people=11, found=(FIRST,), fresh=(1,)),
    )
    assert telling.shared(answered.night) == [FIRST]
    assert telling.differing(answered.night) == []


def test_one_more_answer_changes_no_count_that_was_told(answered: Story) -> None:
    """Otherwise whoever ends the round twice would read what the one in between said."""
    answered.given(host(EndRound, found=(FIRST,), fresh=(1,)), host(OpenRound), says(12, 1, "disagree"))
    assert counts(answered, 1) == (8, 1, 2)
    assert not telling.is_new(answered.night)
    answered.given(*(says(no, 1, "disagree") for no in range(1, 4)))
    assert counts(answered, 1) == (8, 1, 2)
    answered.given(says(4, 1, "pass"))
    assert counts(answered, 1) == (4, 2, 6)
    assert telling.is_new(answered.night)


def test_whoever_is_removed_cannot_be_read_from_the_difference(answered: Story) -> None:
    answered.given(host(EndRound, found=(FIRST,), fresh=(1,)), host(RemovePerson, person=1))
    assert counts(answered, 1) == (8, 1, 2)
    assert views.voices(answered.night) == 10
    answered.given(host(LetBackIn, person=1))
    assert counts(answered, 1) == (8, 1, 2)


def test_before_it_is_told_those_who_are_removed_do_not_count(answered: Story) -> None:
    answered.given(host(RemovePerson, person=1))
    assert counts(answered, 1) == (7, 1, 2)


def test_a_hidden_sentence_is_not_told(answered: Story) -> None:
    answered.given(host(EndRound, found=(FIRST,), fresh=(1,)), host(HideSentence, sentence=1))
    assert telling.found(answered.night) == []


def test_an_undo_takes_it_off_the_screens_and_lets_people_answer(answered: Story) -> None:
    answered.given(host(EndRound, found=(FIRST,), fresh=(1,)))
    answered.when(take_back(answered.night))
    assert telling.found(answered.night) == []
    assert propositions.is_open(answered.night)
    answered.given(says(12, 1, "disagree"))
    assert counts(answered, 1) == (8, 1, 2)


def test_the_round_ends_also_where_there_is_nothing_to_tell(story: Story) -> None:
    story.given(host(AddSentences, texts=("Bees.",)), host(OpenRound))
    story.when(host(EndRound)).then(happened(RoundSet, open=False, offers=False))
    story.when(host(EndRound)).then()

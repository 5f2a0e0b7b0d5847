"""People in the record: as they have chosen, in every one of its forms."""

import pytest

from opennight.night.bylines import ChooseByline
from opennight.night.messages import acting
from opennight.night.moderation import RemovePerson
from opennight.night.people import Join
from opennight.record import data, evening, markdown, outcome, table
from opennight.record.people import PARTICIPANT
from tests.cast import Somebody, Story, a_night, attendee, guest, host, latecomer, neighbour
from tests.record.test_markdown import as_it_is, shouting
from tests.record.test_page import drawn


@pytest.fixture
def story(story: Story) -> Story:
    """Ada is a participant, Ben has his initials, Cleo her name. Ada and Ben were in the group about bees,
    which Ada pitched, with Cleo's honey in it."""
    return story.given(
        attendee(ChooseByline, byline="participant"), neighbour(ChooseByline, byline="initials")
    )


def test_everywhere_as_they_have_chosen(story: Story) -> None:
    made = outcome.of(story.night)
    assert made.people == ("B", "Cleo", PARTICIPANT)
    assert made.totals.people == 3
    bees = made.groups[0]
    assert (bees.members, bees.scribe) == ((PARTICIPANT, "B"), PARTICIPANT)
    assert (bees.notes[0].by, bees.actions[0].by, bees.comments[0].by) == (PARTICIPANT, "B", "Cleo")
    assert bees.actions[0].who == PARTICIPANT, "also where somebody else named her"
    assert made.pitches[0].by == (PARTICIPANT, "Cleo")
    assert evening.of(story.night, neighbour.no).joined[0].others == (PARTICIPANT,)


def test_the_order_tells_nothing_of_a_name() -> None:
    """Given names whose order differs from that of what is shown, the record has the latter's."""
    story = a_night(byline="initials").given(*(guest(Join, name=name) for name in ("Zoe Abel", "Bea Zorn")))
    people = outcome.of(story.night).people
    assert people == ("A", "B", "BZ", "C", "ZA")
    story.given(*(Somebody(acting(no))(ChooseByline, byline="participant") for no in (1, 4)))
    assert outcome.of(story.night).people == ("B", "BZ", "C", PARTICIPANT, PARTICIPANT)


def test_lists_count_those_without_a_name(story: Story) -> None:
    text, page = markdown.write(outcome.of(story.night), as_it_is), drawn(outcome.of(story.night))
    assert "In the group: B · Participants: 1\n\nScribe: a participant" in text
    assert "## People\n\nB, Cleo · Participants: 1\n" in text
    assert "Votes: 3 · Cleo · Participants: 1" in text
    assert "Line two — a participant" in text
    assert "Cleo and 2 participants</p>" in page, "an initial alone tells nobody apart"
    assert "<span hx-ignore>a participant</span>" in page
    story.given(neighbour(ChooseByline, byline="participant"), latecomer(ChooseByline, byline="participant"))
    text, page = markdown.write(outcome.of(story.night), as_it_is), drawn(outcome.of(story.night))
    assert "## People\n\nParticipants: 3\n" in text
    assert "<p hx-ignore>3 participants</p>" in page
    assert "2 participants · Scribe: a participant</p>" in page


def test_a_participant_is_one_in_every_language(story: Story) -> None:
    text = markdown.write(outcome.of(story.night), shouting)
    assert "Line two — A PARTICIPANT" in text
    assert PARTICIPANT not in text


@pytest.mark.parametrize("write", [data.write, table.write])
def test_files_for_programs_say_it_in_english(story: Story, write: object) -> None:
    assert callable(write)
    text = write(outcome.of(story.night))
    assert PARTICIPANT in text
    assert "Ben" not in text


def test_a_name_that_needs_care_is_text_in_a_list(story: Story) -> None:
    story.night.people[3].name = "<b>Cleo & Co</b>"
    page = drawn(outcome.of(story.night))
    assert "&lt;b&gt;Cleo &amp; Co&lt;/b&gt; and 2 participants</p>" in page


def test_who_was_removed_is_not_even_counted(story: Story) -> None:
    story.given(host(RemovePerson, person=1))
    assert PARTICIPANT not in data.write(outcome.of(story.night))

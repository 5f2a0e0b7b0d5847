"""Sources: the record of a night says whose words it holds."""

from opennight.night.sources import MOST, NameSource, SourceNamed
from opennight.record import outcome
from tests.cast import Story, happened, host


def test_a_source_is_named_once(story: Story) -> None:
    story.when(host(NameSource, text=" From Leeds,  2019 ")).then(
        happened(SourceNamed, text="From Leeds, 2019")
    )
    story.when(host(NameSource, text="From Leeds, 2019")).then()
    assert outcome.of(story.night).sources == ("From Leeds, 2019",)


def test_a_source_says_something(story: Story) -> None:
    story.when(host(NameSource, text=" ")).then_refused("bad", "write something", field="text")


def test_there_are_only_so_many(story: Story) -> None:
    story.given(*(host(NameSource, text=f"Source {no}") for no in range(MOST)))
    story.when(host(NameSource, text="One more")).then_refused("quota", "at most 10 sources")

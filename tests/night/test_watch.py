"""Words to look out for mark what holds them, and do nothing else."""

import pytest

from opennight.night import watch
from opennight.night.groups import JoinGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.lineup import PlacePitch
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.notes import WriteNote
from opennight.night.people import Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.sharing import MakeComment
from opennight.night.watch import MOST_WORDS, WORD, ClearMark, MarkCleared, WatchWords, WordsWatched
from tests.cast import Story, attendee, copied, happened, host, neighbour, take_back, what_is


@pytest.fixture
def pitched(story: Story) -> Story:
    return story.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees", more="Wild ones"))


def those(story: Story) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.what, one.about, one.words) for one in watch.marked(story.night)]


def test_nothing_is_looked_out_for_at_first(pitched: Story) -> None:
    assert (pitched.night.watch, those(pitched)) == ((), [])


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("bees", "BEES!"),
        ("Müll", "So ein mull"),
        ("cafe", "Café-Gespräch"),
        ("shut up", "Oh, shut – UP"),
        ("STRASSE", "die straße"),
        ("dumm", "du\u200dmm"),
        ("バカ", "ほんとにバカだ"),
        ("дурак", "Ты Дурак?"),
        ("bad", "bad_word"),
    ],
)
def test_whole_words_are_found_whatever_their_case_and_accents(story: Story, word: str, text: str) -> None:
    story.given(host(WatchWords, words=(word,)))
    assert watch.found(story.night, text) == (word,)


@pytest.mark.parametrize(("word", "text"), [("ass", "A class on grass"), ("hell", "Hello"), ("up", "Soup")])
def test_parts_of_words_are_not_found(story: Story, word: str, text: str) -> None:
    story.given(host(WatchWords, words=(word,)))
    assert watch.found(story.night, text) == ()


def test_everything_that_can_be_read_is_looked_at(pitched: Story) -> None:
    pitched.given(
        host(PlacePitch, pitch=1),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
        attendee(WriteNote, group=1, text="Plant", kind="action", who="wild Ada"),
        attendee(WriteHeadline, group=1, text="Wild!"),
        host(MovePhase, to="share"),
        neighbour(MakeComment, group=1, text="So wild"),
        neighbour(Rename, name="Wild Ben"),
        host(WatchWords, words=("wild",)),
    )
    assert [one[:2] for one in those(pitched)] == [
        ("pitch", 1),
        ("note", 1),
        ("comment", 1),
        ("group", 1),
        ("person", 2),
    ]
    pitched.given(host(HidePitch, pitch=1), host(RemovePerson, person=2))
    assert [one[0] for one in those(pitched)] == ["note", "comment", "group"]


def test_marking_changes_nothing_else(pitched: Story) -> None:
    before = what_is(copied(pitched.night))
    pitched.when(host(WatchWords, words=("Bees", " wild "))).then(
        happened(WordsWatched, words=("Bees", "wild"))
    )
    pitched.night.watch = ()
    assert what_is(pitched.night) == before


def test_what_was_looked_at_is_marked_again_with_another_word_in_it(pitched: Story) -> None:
    pitched.given(host(WatchWords, words=("bees", "wasps")))
    pitched.when(host(ClearMark, what="pitch", about=1)).then(
        happened(MarkCleared, what="pitch", about=1, words=("bees",))
    )
    assert those(pitched) == []
    pitched.when(host(ClearMark, what="pitch", about=1)).then()
    pitched.given(attendee(EditPitch, pitch=1, title="Bees and wasps"))
    assert those(pitched) == [("pitch", 1, ("bees", "wasps"))]


def test_words_that_do_not_fit(story: Story) -> None:
    story.when(host(WatchWords, words=("x" * (WORD + 1),))).then_refused(
        "bad", "Too long by 1", field="words"
    )
    many = tuple(f"word{number}" for number in range(MOST_WORDS + 1))
    story.when(host(WatchWords, words=many)).then_refused("bad", "at most 100 words", field="words")
    story.when(host(WatchWords, words=("!?",))).then_refused("bad", "a letter or a digit", field="words")
    story.when(host(WatchWords, words=("", "Bees", "Bees"))).then(happened(WordsWatched, words=("Bees",)))
    story.when(host(WatchWords, words=("Bees",))).then()
    story.given(take_back)
    assert story.night.watch == ()

"""The workshop game: a group takes cards, says what they mean for it, spends points, and tells its story."""

import pytest

from opennight.night import ahead, picks, stories, workbooks
from opennight.night.decks import ChooseDeck, DeckChosen, SpeakDeck
from opennight.night.groups import GroupJoined
from opennight.night.kept.parts import Part
from opennight.night.messages import Command
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.picks import HideCard, ShowCard
from opennight.night.pitches import PitchMade
from opennight.night.reading import ReadFirst
from opennight.night.setups import ChangeSetup
from opennight.night.shuffling import CardPutBack, CardsOrdered, CardSwapped, MoveCard, PutCardBack, SwapCard
from opennight.night.slow import SlowDown
from opennight.night.stories import FinishStory, StoryFinished
from opennight.night.tables import LayTable, TableOpened
from opennight.night.workbooks import MOST, MOST_A_GROUP, CardFilled, CardTaken, FillCard, TakeCard
from opennight.record import known, outcome
from tests.cast import (
    SEVEN,
    Happened,
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    setup,
    take_back,
)
from tests.decks import MORE, SMALL, deck


@pytest.fixture
def table(story: Story) -> Story:
    """A dinner: nobody has pitched; attendee and neighbour sit at the only table with its two seats."""
    return story.given(
        host(ChooseDeck, deck=deck()),
        host(LayTable, title="A street", room=1, all=True),
        host(MovePhase, to="talk"),
    )


def take(card: str, **more: object) -> Command:
    return attendee(TakeCard, group=1, card=card, **more)


def taken(no: int, kind: str, card: str = "", **more: object) -> Happened:
    return happened(CardTaken, no=no, group=1, kind=kind, card=card, person=1, **more)


def on_table(story: Story) -> list[str]:
    return [pick.card or pick.title for pick in workbooks.laid(story.night, 1)]


def test_a_table_needs_no_pitch(story: Story) -> None:
    """Who is here sits down, as far as there are seats."""
    story.given(host(ChooseDeck, deck=deck()))
    story.when(host(LayTable, title=" A  street ", room=1, all=True)).then(
        happened(PitchMade, no=1, person=0, hosted=False, waiting=False, title="A street"),
        happened(TableOpened, group=1, pitch=1, slot=1, room=1),
        happened(GroupJoined, person=1, group=1),
        happened(GroupJoined, person=2, group=1),
    )
    story.when(host(LayTable, title="A yard", room=2)).then(
        happened(PitchMade, no=2, person=0, hosted=False, waiting=False, title="A yard"),
        happened(TableOpened, group=2, pitch=2, slot=1, room=2),
    )
    story.when(host(LayTable, title="More", room=2)).then_refused("full", "Every table is taken")
    story.when(host(LayTable, title=" ", room=2)).then_refused("bad", "write something", field="title")
    story.when(host(LayTable, title="More", room=9)).then_refused("missing", "no such room", field="room")
    story.given(host(MovePhase, to="share"))
    story.when(host(LayTable, title="More", room=2)).then_refused("late", "have finished")


def test_without_a_deck_no_table_is_laid(story: Story) -> None:
    story.when(host(LayTable, title="A street", room=1)).then_refused("missing", "no deck of cards")


def test_a_group_takes_cards_and_says_what_they_mean(table: Story) -> None:
    table.when(take("corner")).then(taken(1, "situation", "corner"))
    table.when(take("corner")).then()
    table.when(neighbour(TakeCard, group=1, card="fair", text=" Soup \n and songs ")).then(
        happened(CardTaken, no=2, group=1, kind="idea", card="fair", person=2, text="Soup\nand songs")
    )
    table.when(neighbour(FillCard, pick=1, text="Our corner")).then(
        happened(CardFilled, pick=1, group=1, kind="situation", person=2, text="Our corner")
    )
    table.when(neighbour(FillCard, pick=1, text="Our corner ")).then()
    table.when(take("corner", text="Hers")).then(
        happened(CardFilled, pick=1, group=1, kind="situation", person=1, text="Hers")
    )
    table.when(host(TakeCard, group=1, person=0, card="tools")).then(
        happened(CardTaken, no=3, group=1, kind="resource", card="tools", person=0)
    )
    table.when(helper(TakeCard, group=1, person=2, card="rain")).then(
        happened(CardTaken, no=4, group=1, kind="story", card="rain", person=2)
    )


def test_a_card_of_its_own(table: Story) -> None:
    table.when(attendee(TakeCard, group=1, kind="idea", title="Soup", points=2)).then(
        taken(1, "idea", title="Soup", points=2)
    )
    table.when(attendee(TakeCard, group=1, kind="goal", title="Peace", points=2)).then(
        taken(2, "goal", title="Peace")
    )
    for fields, field in (
        ({"kind": "idea", "title": "Soup", "points": 0}, "points"),
        ({"kind": "resource", "title": "Pots", "points": 4}, "points"),
        ({"kind": "goal", "title": " "}, "title"),
        ({"kind": "goal", "title": "x" * 61}, "title"),
        ({"kind": "villain", "title": "x"}, "kind"),
        ({"kind": "ending", "text": ""}, "text"),
        ({"card": "corner", "text": "x" * 301}, "text"),
        ({"kind": "ending", "text": "x" * 1001}, "text"),
    ):
        table.when(attendee(TakeCard, group=1, **fields)).then_refused("bad", "", field=field)
    table.when(take("nowhere")).then_refused("missing", "no such card", field="card")


def test_a_table_has_room_for_so_many(table: Story) -> None:
    table.given(take("corner"))
    table.when(take("square")).then_refused("quota", "There is room for 1")
    own = [attendee(TakeCard, group=1, kind="goal", title=f"Goal {no}") for no in range(MOST["goal"] + 1)]
    table.given(*own[:-1]).when(own[-1]).then_refused("quota", "There is room for 3")


def test_a_group_does_not_take_cards_without_end(table: Story) -> None:
    for no in range(MOST_A_GROUP):
        table.given(
            attendee(TakeCard, group=1, kind="goal", title=f"Goal {no}"), attendee(PutCardBack, pick=no + 1)
        )
    again = attendee(TakeCard, group=1, kind="goal", title="One more")
    table.when(again).then_refused("quota", "as many cards as its page can hold")


def test_being_short_is_for_arguing_and_only_the_end_must_pay(table: Story) -> None:
    """Ten points: four ideas cost eleven. A resource makes up for it, or another idea."""
    finish = attendee(FinishStory, group=1, finished=True)
    table.when(finish).then_refused("bad", "take a situation first")
    table.given(take("corner"))
    table.when(finish).then_refused("bad", "at least one idea")
    table.given(*(take(card) for card in ("fair", "trees", "pool")))
    table.given(attendee(TakeCard, group=1, kind="idea", title="Soup", points=2))
    assert stories.points(table.night, 1) == (10, 0, 11)
    table.when(finish).then_refused("bad", "Points missing: 1")
    table.given(take("money"))
    assert stories.points(table.night, 1).left == 0
    table.when(finish).then(happened(StoryFinished, group=1, finished=True))
    table.when(finish).then()
    for late in (
        take("rain"),
        attendee(FillCard, pick=1, text="Late"),
        attendee(PutCardBack, pick=1),
        attendee(MoveCard, pick=2, places=1),
        attendee(SwapCard, pick=1, card="square"),
    ):
        table.when(late).then_refused("late", "Your story is finished")
    table.given(neighbour(FinishStory, group=1, finished=False), take("rain"))


def test_a_card_is_swapped_for_another_of_its_kind(table: Story) -> None:
    """What the group wrote stays: they change it themselves."""
    table.given(
        take("fair", text="With songs"),
        take("bench"),
        attendee(TakeCard, group=1, kind="idea", title="Own", points=1),
    )
    table.when(attendee(SwapCard, pick=1, card="trees")).then(
        happened(CardSwapped, pick=1, group=1, kind="idea", card="trees")
    )
    assert (on_table(table)[0], table.night.picks[1].text) == ("trees", "With songs")
    table.when(attendee(SwapCard, pick=1, card="trees")).then()
    table.when(attendee(SwapCard, pick=1, card="bench")).then_refused(
        "late", "on your table already", field="card"
    )
    table.when(attendee(SwapCard, pick=1, card="rain")).then_refused("bad", "of the same kind", field="card")
    table.when(attendee(SwapCard, pick=3, card="pool")).then_refused("bad", "of the same kind", field="card")
    table.when(attendee(SwapCard, pick=1, card="nowhere")).then_refused(
        "missing", "no such card", field="card"
    )
    table.when(attendee(SwapCard, pick=9, card="pool")).then_refused("missing", "")


def test_a_card_that_was_put_back_comes_again_with_its_words(table: Story) -> None:
    table.given(take("fair", text="With songs"), take("bench"))
    table.when(neighbour(PutCardBack, pick=1)).then(happened(CardPutBack, pick=1, group=1, kind="idea"))
    table.when(neighbour(PutCardBack, pick=1)).then()
    assert on_table(table) == ["bench"]
    table.when(attendee(FillCard, pick=1, text="Late")).then_refused("late", "put this card back")
    table.when(neighbour(TakeCard, group=1, card="fair")).then(taken(1, "idea", "fair", text="With songs"))
    assert on_table(table) == ["bench", "fair"]


def test_cards_are_put_in_order(table: Story) -> None:
    table.given(take("corner"), *(take(card) for card in ("fair", "bench", "trees")))
    table.when(attendee(MoveCard, pick=4, places=-2)).then(
        happened(CardsOrdered, group=1, kind="idea", picks=(1, 4, 2, 3))
    )
    table.when(attendee(MoveCard, pick=4, places=-1)).then()
    table.when(attendee(MoveCard, pick=4, places=99)).then(
        happened(CardsOrdered, group=1, kind="idea", picks=(1, 2, 3, 4))
    )


def test_who_may_not(table: Story) -> None:
    table.given(take("corner"))
    for command, fields in (
        (TakeCard, {"group": 1, "card": "fair"}),
        (FillCard, {"pick": 1, "text": "Mine"}),
        (SwapCard, {"pick": 1, "card": "square"}),
        (PutCardBack, {"pick": 1}),
        (MoveCard, {"pick": 1, "places": 1}),
        (FinishStory, {"group": 1, "finished": True}),
    ):
        table.when(latecomer(command, **fields)).then_refused("forbidden", "Join this group first")
        table.when(outsider(command, **fields)).then_refused("forbidden", "Join the night first")
    table.when(attendee(TakeCard, group=1, person=2, card="fair")).then_refused("forbidden", "")
    table.when(attendee(TakeCard, group=9, card="fair")).then_refused("missing", "")
    table.given(host(MovePhase, to="vote"))
    table.when(take("fair")).then_refused("late", "once the groups form")
    table.given(host(MovePhase, to="closed"))
    table.when(take("fair")).then_refused("late", "This night is closed")


def test_a_deck_in_use_stays(table: Story) -> None:
    """Another one will do if it has the cards that lie on tables."""
    table.given(take("corner"))
    table.when(host(ChooseDeck, deck=None)).then_refused(
        "late", "have taken cards from this deck", field="file"
    )
    less = deck(SMALL.replace('id = "corner"', 'id = "edge"'))
    table.when(host(ChooseDeck, deck=less)).then_refused("late", "have taken cards", field="file")
    table.when(host(ChooseDeck, deck=deck())).then()
    table.when(host(ChooseDeck, deck=deck(MORE))).then(happened(DeckChosen, deck=deck(MORE)))
    table.given(attendee(PutCardBack, pick=1), host(ChooseDeck, deck=None))
    table.when(take("corner")).then_refused("missing", "no deck of cards")
    table.given(take_back, host(MovePhase, to="closed"))
    table.when(host(ChooseDeck, deck=None)).then_refused("late", "")


def test_a_deck_speaks_its_languages(table: Story) -> None:
    table.given(take("corner"), host(SpeakDeck, language="de"))
    assert picks.title(table.night, table.night.picks[1]) == "※Ecke"
    table.when(host(SpeakDeck, language="de")).then()
    table.when(host(SpeakDeck, language="fr")).then_refused(
        "missing", "not in that language", field="language"
    )


def test_words_are_read_first_where_notes_are(table: Story) -> None:
    """The card is on the table; its words wait, for everybody."""
    table.given(host(ReadFirst, nouns=("note",)), take("corner", text="Ours"), take("fair"))
    corner, fair = table.night.picks[1], table.night.picks[2]
    assert (corner.waiting, picks.text(corner), fair.waiting) == (True, "", False)
    assert picks.title(table.night, corner) == "※Corner"
    table.given(attendee(TakeCard, group=1, kind="goal", title="Peace"))
    assert picks.title(table.night, table.night.picks[3]) == ""
    table.given(host(ShowCard, pick=1))
    assert picks.text(corner) == "Ours"
    table.given(host(FillCard, pick=1, person=0, text="Hosted"))
    assert picks.text(corner) == "Hosted"
    table.given(attendee(FillCard, pick=1, text="Changed"))
    assert picks.text(corner) == ""
    table.given(host(HideCard, pick=1), attendee(FillCard, pick=1, text="And again"))
    assert (corner.hidden, corner.waiting) == (True, False), "what the desk has turned away stays out"


def test_what_the_desk_hides_is_in_no_story(table: Story) -> None:
    table.given(
        take("corner", text="Hurtful"),
        attendee(TakeCard, group=1, kind="idea", title="Worse", points=2),
        take("fair"),
        host(HideCard, pick=1, why="Hurtful"),
        host(HideCard, pick=2),
    )
    table.when(host(HideCard, pick=3)).then()
    table.when(host(HideCard, pick=1)).then()
    table.when(host(HideCard, pick=9)).then_refused("missing", "")
    said = str(outcome.of(table.night).groups)
    assert "※Corner" in said
    assert not any(words in said for words in ("Hurtful", "Worse"))
    told = outcome.of(table.night).groups[0].story
    assert told
    assert told.spent == 5, "what it costs still counts"
    (act, _other) = table.night.moderated.values()
    assert (act.what, act.deed, act.why) == ("card", "hidden", "Hurtful")


def test_words_go_and_come_with_who_wrote_them(table: Story) -> None:
    table.given(
        take("corner", text="Ada's"), take("fair", text="Ada's"), neighbour(FillCard, pick=2, text="Ben's")
    )
    table.given(host(RemovePerson, person=1, wrote=True))
    assert [picks.text(pick) for pick in table.night.picks.values()] == ["", "Ben's"]
    table.given(host(LetBackIn, person=1))
    assert picks.text(table.night.picks[1]) == "Ada's"
    assert [word.text for word in known.of(table.night, 1).words] == ["Ada's"]


def test_cards_of_ones_own_are_slowed_as_notes_are(table: Story) -> None:
    table.given(host(SlowDown, seconds=30), attendee(TakeCard, group=1, kind="goal", title="Peace", at=SEVEN))
    own = attendee(TakeCard, group=1, kind="goal", title="Bread", at=SEVEN + 10_001)
    table.when(own).then_refused("quota", "in 20 s")
    table.given(attendee(TakeCard, group=1, card="fair", at=SEVEN + 10_000))


def test_a_step_of_the_desk_at_the_table_is_undone(table: Story) -> None:
    table.given(*(host(TakeCard, group=1, person=0, card=card) for card in ("fair", "bench")))
    table.given(host(PutCardBack, pick=1), take_back)
    assert on_table(table) == ["fair", "bench"]
    table.given(host(SwapCard, pick=1, card="pool"), take_back)
    assert on_table(table) == ["fair", "bench"]
    table.given(take("corner"), host(FinishStory, group=1, finished=True), take_back)
    assert not workbooks.finished(table.night, 1)


def test_the_story_is_in_reading_order(table: Story) -> None:
    table.given(
        *(take(card) for card in ("rain", "fair", "tools", "baker", "corner", "shade")),
        attendee(TakeCard, group=1, kind="ending", text="They danced.\n\nThe end."),
        attendee(TakeCard, group=1, kind="ending", text="They danced on."),
    )
    told = outcome.of(table.night).groups[0].story
    assert told
    assert [card.kind for card in told.cards] == ["situation", "involve", "goal", "idea", "resource", "story"]
    assert (told.ending, told.budget, told.gives, told.spent, told.finished) == (
        "They danced on.",
        10,
        2,
        3,
        False,
    )


def test_a_dinner_has_no_pitching(story: Story) -> None:
    """Its run sheet goes from the welcome to the talk, and so does the desk."""
    sheet = (Part("welcome", 10), Part("talk", 60, 1), Part("share", 10))
    story.given(host(ChangeSetup, setup=setup(seating="open", starts="19:00", sheet=sheet)))
    assert ahead.following(story.night) == "talk"
    story.given(host(ChangeSetup, setup=setup(seating="open")))
    assert ahead.following(story.night) == "pitch"

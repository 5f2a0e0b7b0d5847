"""What a group does with its cards is pushed to its own pages and to the desk; what waits, to the desk."""

from opennight.live.audiences import BOARD, DESK, PHONE, Audience
from opennight.night.decks import ChooseDeck
from opennight.night.messages import Command
from opennight.night.phases import MovePhase
from opennight.night.picks import HideCard, ShowCard
from opennight.night.reading import ReadFirst
from opennight.night.sharing import ShowGroup
from opennight.night.stories import FinishStory
from opennight.night.tables import LayTable
from opennight.night.workbooks import FillCard, TakeCard
from opennight.shelf import Shelf
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside, Screen, heard, listening

OURS, THEIRS = Audience("group", 1), Audience("group", 2)
MOST = 10_000
"""Bytes of a push for one kind of cards, before compression: it has those left in the deck, too."""


async def dinner(made: Inside, *acts: Command) -> dict[str, Screen]:
    """Two tables; the first one's people are at work. All screens there are, with nothing heard yet."""
    await made.start("Ada", "Ben", "Cleo")
    deck = Shelf().decks["1-neighbourhood"]
    for act in (
        host(ChooseDeck, deck=deck),
        host(LayTable, title="A street", room=1, all=True),
        host(LayTable, title="A yard", room=2, all=True),
        host(MovePhase, to="talk"),
        *acts,
    ):
        await made.writers.send(CODE, act)
    asked = {
        "ours": (OURS, 2),
        "theirs": (THEIRS, 3),
        "phone": (PHONE, 1),
        "board": (BOARD, 0),
        "desk": (DESK, 0),
    }
    return await listening(made, asked)


async def test_a_group_sees_what_its_people_lay_out() -> None:
    async with Inside() as made:
        screens = await dinner(made)
        said = await heard(made, screens, attendee(TakeCard, group=1, card="long-table", text="In June"))
        assert {name for name, text in said.items() if "In June" in text} == {"ours"}
        assert "Words on one card" in said["desk"]
        assert '"cards-idea"' in said["ours"]
        assert '"points"' in said["ours"]
        assert '"cards-goal"' not in said["ours"]
        assert not said["theirs"]
        assert len(said["ours"].encode()) < MOST
        said = await heard(made, screens, neighbour(FillCard, pick=1, text="In July"))
        assert {name for name, text in said.items() if "In July" in text} == {"ours"}
        assert said["desk"], "it loads the words where they are opened"
        assert "In July" in await made.written(1)


async def test_the_board_tells_a_finished_story_while_its_group_shares() -> None:
    """Given a group in front of the room, when it finishes its story, then the board tells it, card by card;
    what the host hides leaves it; opened again, it is not told."""
    async with Inside() as made:
        laid = [
            attendee(TakeCard, group=1, kind="situation", title="A bare street", text="No tree at all"),
            attendee(TakeCard, group=1, kind="idea", title="Plant one", points=1, text="By the bakery"),
            attendee(TakeCard, group=1, kind="ending", text="And there was shade."),
        ]
        screens = await dinner(made, *laid, host(MovePhase, to="share"), host(ShowGroup, group=1))
        words = ("A bare street", "No tree at all", "Plant one", "By the bakery", "And there was shade.")
        assert [text for text in words if text in await made.html(BOARD)] == []
        told = (await heard(made, screens, attendee(FinishStory, group=1, finished=True)))["board"]
        assert [text for text in words if text not in told] == []
        assert "By the bakery" not in (await heard(made, screens, host(HideCard, pick=2)))["board"]
        assert "By the bakery" in (await heard(made, screens, host(ShowCard, pick=2)))["board"]
        told = (await heard(made, screens, attendee(FinishStory, group=1, finished=False)))["board"]
        assert [text for text in words if text in told] == []
        assert (await heard(made, screens, attendee(FillCard, pick=2, text="Soon")))["board"] == ""


async def test_what_waits_is_for_the_desk_alone() -> None:
    async with Inside() as made:
        screens = await dinner(made, host(ReadFirst, nouns=("note",)))
        said = await heard(made, screens, attendee(TakeCard, group=1, kind="goal", title="Peace", text="Now"))
        assert {name for name, text in said.items() if "Peace" in text or "Now" in text} == {"desk"}
        said = await heard(made, screens, host(ShowCard, pick=1))
        assert {name for name, text in said.items() if "Peace" in text} == {"ours"}
        said = await heard(made, screens, host(HideCard, pick=1))
        assert not any("Peace" in text for text in said.values())
        assert "Peace" in await made.written(1)

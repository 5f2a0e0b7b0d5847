"""A dinner with a deck of cards; each word that people typed begins with ※, as in everything.py."""

from opennight.night import decks, people, picks, reading, workbooks
from opennight.night.kept.parts import Part
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from opennight.night.tables import LayTable
from tests.cast import Story, attendee, guest, host, neighbour, setup
from tests.decks import deck
from tests.everything import CODE, ROOMS


def with_cards() -> Night:
    """A dinner with a deck: one table has laid out its cards, short of points, and the words on some are out
    of sight; another table is bare."""
    sheet = (Part("welcome", 10), Part("talk", 60, 1), Part("share", 10))
    dinner = setup(title="※Dinner", place="", seating="open", rooms=ROOMS, starts="19:00", sheet=sheet)
    story = Story(Night(CODE)).given(
        host(StartNight, setup=dinner),
        *(guest(people.Join, name=name) for name in ("※Ada", "※Ben", "※Cleo")),
        host(decks.ChooseDeck, deck=deck()),
        host(LayTable, title="※Street", room=1, all=True),
        host(LayTable, title="※Yard", room=4),
        host(MovePhase, to="talk"),
        *(
            attendee(workbooks.TakeCard, group=1, card=card, text=f"※{card}")
            for card in ("corner", "baker", "shade", "fair", "pool", "trees", "rain")
        ),
        attendee(workbooks.TakeCard, group=1, card="bench"),
        attendee(workbooks.TakeCard, group=1, kind="idea", title="※Soup", points=3, text="※Hot"),
        attendee(workbooks.TakeCard, group=1, kind="resource", title="※Pots", points=1),
        attendee(workbooks.TakeCard, group=1, kind="ending", text="※They\n※danced"),
        host(picks.HideCard, pick=2),
        host(picks.HideCard, pick=9),
        host(reading.ReadFirst, nouns=("note",)),
        neighbour(workbooks.FillCard, pick=3, text="※Wait"),
    )
    return story.night

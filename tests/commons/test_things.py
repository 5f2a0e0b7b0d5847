"""What of a record stands in the commons, as what."""

from opennight.commons.things import of_note
from opennight.record.groups import NoteOutcome


def test_an_action_says_by_when() -> None:
    """Given what will be done and by when, then the two do not run into each other."""
    note = NoteOutcome(
        no=1, kind="action", text="Bring the long table", who="", due="Sunday", by="Ada", at=""
    )
    (said,) = of_note(note, "/g/1", "Bees")
    assert said.text == "Bring the long table · Sunday"

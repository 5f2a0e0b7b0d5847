"""The setups that a new night can start from, and the decks it can be played with: those that come with
opennight, and an operator's own."""

import pathlib
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from opennight.night import deckfile
from opennight.night.messages import Refused
from opennight.night.setupfile import Kept, read
from opennight.places import PACKAGE

OURS, DECKS = PACKAGE / "setups", PACKAGE / "decks"
MOST = 30
"""Files of an operator's that are read, at most: whoever starts a night sees them all at once."""

Translate = Callable[[str], str]
T = TypeVar("T")


class Shelf:
    """All of them by the names of their files, without ".json" or ".toml". An operator's own comes in place
    of one of ours with the same name. `problems` says which files were left out, and why."""

    def __init__(self, folder: pathlib.Path | None = None) -> None:
        self.problems: list[str] = []
        self.ours = dict(self.files(OURS, "json", read))
        self.own = dict(self.files(folder, "json", read)) if folder else {}
        self.decks = dict(self.files(DECKS, "toml", deckfile.read))
        self.decks |= dict(self.files(folder, "toml", deckfile.read)) if folder else {}

    def files(self, folder: pathlib.Path, kind: str, read: Callable[[bytes], T]) -> Iterator[tuple[str, T]]:
        """What can be used of a folder."""
        paths = sorted(folder.glob(f"*.{kind}"))
        self.problems += [f"{path}: one of more than {MOST} files" for path in paths[MOST:]]
        for path in paths[:MOST]:
            try:
                yield path.stem, read(path.read_bytes())
            except Refused as refused:
                self.problems.append(f"{path}: {refused}")
            except OSError as error:
                self.problems.append(f"{path}: {error.strerror}.")

    def all(self, translate: Translate) -> dict[str, Kept]:
        """Ours, in the reader's language, and then the operator's, in their own words."""
        return {key: spoken(kept, translate) for key, kept in self.ours.items()} | self.own


def spoken(kept: Kept, translate: Translate) -> Kept:
    """One of ours in another language."""

    def say(text: str) -> str:
        return translate(text) if text else ""

    sheet = tuple(msgspec.structs.replace(part, name=say(part.name)) for part in kept.setup.sheet)
    rooms = tuple(msgspec.structs.replace(room, name=say(room.name)) for room in kept.setup.rooms)
    setup = msgspec.structs.replace(
        kept.setup,
        rooms=rooms,
        intro=say(kept.setup.intro),
        briefing=say(kept.setup.briefing),
        rules="\n".join(map(say, kept.setup.rules.splitlines())),
        sheet=sheet,
    )
    return Kept(name=say(kept.name), about=say(kept.about), deck=kept.deck, setup=setup)

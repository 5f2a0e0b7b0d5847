"""Used in: tells a night of this server which other nights took something of it further, while those can be
read by everybody. What it finds is a command of the system in the first night (night/uses.py)."""

import logging
from collections.abc import Sequence

from opennight.clock import now
from opennight.errands import Errands
from opennight.night.announcement import AnnouncementWritten, open_to_all
from opennight.night.messages import SYSTEM, Recorded, Refused
from opennight.night.nights import PhaseMoved
from opennight.night.publication import RecordPublished, RecordWithdrawn
from opennight.night.setups import SetupChanged
from opennight.night.state import Night
from opennight.night.taking import OriginLeft
from opennight.night.uses import NoteUse
from opennight.store.log import Unavailable
from opennight.writers import Away, Writers

logger = logging.getLogger("opennight")
OPENS = (PhaseMoved, AnnouncementWritten, RecordPublished, RecordWithdrawn, SetupChanged, OriginLeft)
"""Events after which the night may be public, or not any more, or be called something else."""


def notes(night: Night) -> list[tuple[str, NoteUse]]:
    """What to tell which nights. A rehearsal tells nobody."""
    if night.rehearsal or night.copy_of:
        return []
    setup = night.setup
    return [
        (
            one.code,
            NoteUse(
                id=f"use-{night.code}-{no}-{night.version}",
                at=now(),
                actor=SYSTEM,
                about=one.anchor,
                title=setup.title,
                place=setup.place,
                date=setup.date,
                code=night.code,
                public=open_to_all(night) and no not in night.further.left,
            ),
        )
        for no, one in night.further.origins.items()
        if one.code and one.code != night.code
    ]


class Backlinks:
    """Told of all events; what it has to say is said beside whatever led to it."""

    def __init__(self) -> None:
        self.writers: Writers | None = None
        self.errands = Errands()

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """A night that has been read to its end is told of with none: it may have been public before the
        server was killed."""
        if not night.further.origins or (rows and not any(isinstance(row.event, OPENS) for row in rows)):
            return
        those, writers = notes(night), self.writers
        if those and writers:
            self.errands.begin(say(writers, those))

    async def end(self) -> None:
        await self.errands.end()


async def say(writers: Writers, those: list[tuple[str, NoteUse]]) -> None:
    for code, command in those:
        try:
            await writers.send(code, command)
        except (Refused, Unavailable, Away) as error:
            logger.warning("%s: not told that it is used in %s: %s", code, command.code, error)

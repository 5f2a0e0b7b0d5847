"""Which event invalidates which region of which audience. How a region is rendered is in regions.py.

The rows are in rows/, a module for each part of the night; here they are put together.

A region is one element with an id. If it has a number, that comes from the event's own fields:
"tally-{pitch}". `coalesce` events may wait for the next tick, so that a hundred votes go out
as one frame; the others go at once.
"""

from dataclasses import replace

from opennight.live.authors import with_authors
from opennight.live.invalidation import Invalidation
from opennight.live.rows.afterwards import AFTERWARDS
from opennight.live.rows.assembly import ASSEMBLED
from opennight.live.rows.connections import CONNECTIONS, with_connections
from opennight.live.rows.desk import STEERED
from opennight.live.rows.groups import GROUPS
from opennight.live.rows.lineup import PLACED
from opennight.live.rows.outside import OUTSIDE
from opennight.live.rows.people import PEOPLE
from opennight.live.rows.pitches import PITCHES
from opennight.live.rows.questions import QUESTIONS
from opennight.live.rows.sharing import SHARED
from opennight.live.rows.unsettled import UNSETTLED
from opennight.live.rows.wall import WALL, with_what_is_read_out
from opennight.night.messages import Event

FRAGMENTS: dict[type[Event], Invalidation] = (
    STEERED
    | PEOPLE
    | PITCHES
    | PLACED
    | GROUPS
    | SHARED
    | ASSEMBLED
    | CONNECTIONS
    | QUESTIONS
    | WALL
    | AFTERWARDS
)
FRAGMENTS = with_authors(with_what_is_read_out(with_connections(FRAGMENTS)))
"""A row for every event. One made at the desk also invalidates what an undo would take back (UNDOABLE)."""

# Added to the patterns of each event here, once, rather than looked up for each vote.
for table in (UNSETTLED, OUTSIDE):
    FRAGMENTS |= {
        event: replace(FRAGMENTS[event], patterns=FRAGMENTS[event].patterns + its)
        for event, its in table.items()
    }

"""The line-up: which groups run, when and where, and who sits in them."""

from opennight.live import further
from opennight.live.invalidation import Invalidation, invalidates
from opennight.live.rows.desk import NOW, PLACES
from opennight.night import groups, lineup, proposals, rounds, seats, tables
from opennight.night.messages import Event

MADE = invalidates(
    group="now heads pen",
    board="scene",
    desk=f"{NOW} {PLACES}",
    everyone=True,
    page="",
    reporter="tour",
    also=further.on_phones,
)
SAT = invalidates(
    phone="group-{group}",
    group="heads pen",
    board="scene",
    desk="gathering-{group}",
    coalesce=True,
    whose=further.who_missed_it,
)
PLACED: dict[type[Event], Invalidation] = {
    lineup.LineupSet: MADE,
    proposals.LineupProposed: invalidates(desk="desk-next desk-proposal"),
    proposals.ProposalSetAside: invalidates(desk="desk-next desk-proposal"),
    proposals.LineupMade: MADE,
    groups.GroupJoined: SAT,
    groups.GroupLeft: SAT,
    **dict.fromkeys(
        (seats.SeatAsked, seats.SeatAskingTakenBack, seats.SeatKept),
        invalidates(
            phone="group-{group}",
            group="heads",
            desk="gathering-{group}",
            coalesce=True,
            whose=seats.sitting,
        ),
    ),
    tables.TableOpened: invalidates(
        phone="topic-{pitch}",
        board="scene",
        desk=f"{NOW} {PLACES}",
        everyone=True,
        also=further.sat_down,
    ),
    rounds.RoundsSet: invalidates(
        group="now heads",
        board="scene",
        desk=f"{NOW} desk-groups desk-totals desk-waiting",
        everyone=True,
        page="",
        reporter="tour",
        also=further.on_phones,
    ),
}

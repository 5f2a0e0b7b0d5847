"""Rows of the table in fragments.py for the assembly."""

from dataclasses import replace

from opennight.live import further
from opennight.live.invalidation import Invalidation, invalidates
from opennight.night import answers, asks, guests, manifesto, organisations, rollcall
from opennight.night.messages import Event

LISTED = "candidates choice-of-asks put front"
"""Where the desk's page has asks."""
NEXT = "desk-next desk-assembly"
"""Where the desk has what comes next, and remotes what the assembly does."""
BACKED = invalidates(board="chosen-by", steering="backed-{ask} turnout", coalesce=True)
"""How many dots an ask has, nobody but the desk learns while people choose."""
PUT = invalidates(assembly="ask-{ask}", board="scene", steering="put front", desk=NEXT)
GUESTS = invalidates(board="scene", steering="guests put front", desk=NEXT, also=further.put_to)
RISEN = invalidates(board="risen-{organisation}", steering="risen-{organisation}", coalesce=True)
CALLED = invalidates(phone="choice", assembly="roll roll-now", board="scene", steering="calling", desk=NEXT)
ASSEMBLED: dict[type[Event], Invalidation] = {
    asks.AskPut: invalidates(assembly="ask-{no}", board="scene", steering=LISTED, desk=NEXT),
    # One that comes back is not the last of them.
    asks.AskDropped: invalidates(
        assembly="asks", board="scene", steering=LISTED, desk=NEXT, whose=further.who_wanted_it
    ),
    manifesto.ManifestoSet: invalidates(
        phone="choice", assembly="asks", board="scene", steering=LISTED, desk=NEXT, everyone=True
    ),
    manifesto.AskBacked: BACKED,
    manifesto.AskUnbacked: BACKED,
    guests.GuestInvited: GUESTS,
    guests.GuestChanged: GUESTS,
    guests.GuestDismissed: GUESTS,
    guests.AskArranged: PUT,
    guests.AskBrought: invalidates(
        board="scene", steering="put front", desk=NEXT, also=further.before_the_room
    ),
    answers.AskAnswered: replace(PUT, whose=further.promised_answer),
    answers.AnswerTakenBack: replace(PUT, whose=further.promised_answer),
    answers.AnswerKept: PUT,
    organisations.RollOpened: invalidates(
        phone="choice", assembly="roll", steering="calling", desk=NEXT, everyone=True
    ),
    # What somebody said, nobody but the desk sees until it is read out.
    organisations.OrganisationSaid: invalidates(
        steering="calling", desk=NEXT, board="risen-{no}", coalesce=True
    ),
    organisations.OrganisationTakenBack: invalidates(
        steering="calling", desk=NEXT, board="risen-{organisation}", coalesce=True
    ),
    rollcall.OrganisationCalled: CALLED,
    rollcall.OrganisationUncalled: CALLED,
    rollcall.PersonRose: RISEN,
    rollcall.RisenCounted: invalidates(
        assembly="roll roll-now", board="scene", steering="calling risen-{organisation}", desk=NEXT
    ),
    organisations.OrganisationHidden: CALLED,
    organisations.OrganisationShown: CALLED,
}

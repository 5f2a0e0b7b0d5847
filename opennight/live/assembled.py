"""Rows of the table in fragments.py for the assembly."""

from opennight.live import further
from opennight.live.invalidation import Invalidation, invalidates
from opennight.night import answers, asks, guests, manifesto, organisations, rollcall
from opennight.night.messages import Event

LISTED = "candidates choice-of-asks put front"
"""Where the desk's page has asks."""
BACKED = invalidates(board="chosen-by", steering="backed-{ask} turnout", coalesce=True)
"""How many dots an ask has, nobody but the desk learns while people choose."""
PUT = invalidates(assembly="asks", board="scene", steering="put front")
ANSWERED = invalidates(
    assembly="asks promise-answer-{ask} promise-ours-{ask}",
    board="scene",
    steering="put front",
    whose=further.promised_answer,
)
GUESTS = invalidates(assembly="asks", board="scene", steering="guests put front")
RISEN = invalidates(board="risen-{organisation}", steering="risen-{organisation}", coalesce=True)
CALLED = invalidates(phone="choice", assembly="roll roll-now", board="scene", steering="calling")
ASSEMBLED: dict[type[Event], Invalidation] = {
    asks.AskPut: invalidates(assembly="asks", board="scene", steering=LISTED),
    asks.AskDropped: invalidates(
        assembly="asks", board="scene", steering=LISTED, whose=further.who_wanted_it
    ),
    manifesto.ManifestoSet: invalidates(
        phone="choice", assembly="asks", board="scene", steering=LISTED, everyone=True
    ),
    manifesto.AskBacked: BACKED,
    manifesto.AskUnbacked: BACKED,
    guests.GuestInvited: GUESTS,
    guests.GuestChanged: GUESTS,
    guests.GuestDismissed: GUESTS,
    guests.AskArranged: PUT,
    guests.AskBrought: PUT,
    answers.AskAnswered: ANSWERED,
    answers.AnswerTakenBack: ANSWERED,
    answers.AnswerKept: PUT,
    organisations.RollOpened: invalidates(
        phone="choice", assembly="roll", board="scene", steering="calling", everyone=True
    ),
    # What somebody said, nobody but the desk sees until it is read out.
    organisations.OrganisationSaid: invalidates(steering="calling", board="risen-{no}", coalesce=True),
    organisations.OrganisationTakenBack: invalidates(
        steering="calling", board="risen-{organisation}", coalesce=True
    ),
    rollcall.OrganisationCalled: CALLED,
    rollcall.OrganisationUncalled: CALLED,
    rollcall.PersonRose: RISEN,
    rollcall.RisenCounted: invalidates(
        assembly="roll roll-now", board="scene", steering="calling risen-{organisation}"
    ),
    organisations.OrganisationHidden: CALLED,
    organisations.OrganisationShown: CALLED,
}

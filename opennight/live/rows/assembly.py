"""The assembly: what is asked, answered and called out."""

from dataclasses import replace
from typing import Any

from opennight.live.audiences import ASSEMBLY
from opennight.live.invalidation import Invalidation, invalidates
from opennight.live.patterns import Target
from opennight.night import answers, asks, guests, manifesto, organisations, promises, rollcall
from opennight.night.messages import Event
from opennight.night.state import Night

LISTED = "candidates choice-of-asks put front"
"""Where the desk's page has asks."""
NEXT = "desk-next desk-assembly desk-standup"
"""Where the desk has what comes next, and remotes what the assembly does; and the hours that were promised,
also for what answers say."""
ANSWERED = ("answer", "ours")
"""Kinds of promises that come with an answer."""


def put_to(night: Night, event: Any) -> list[Target]:
    """The asks that are put to the guest that the event is about."""
    its = night.manifesto.asks.values()
    no = getattr(event, "guest", 0)
    return [(ASSEMBLY, f"ask-{ask.no}") for ask in its if ask.guest and ask.guest == no]


def before_the_room(night: Night, event: Any) -> list[Target]:
    """The marks which of the asks is before the room: one gets it, another one may lose it."""
    return [(ASSEMBLY, f"now-ask-{no}") for no in night.manifesto.order]


def in_the_list(night: Night, event: Any) -> list[Target]:
    """The list of who is here, with how many stood: on people's pages once nobody is called any more."""
    return [] if rollcall.now(night) and night.phase != "closed" else [(ASSEMBLY, "roll")]


def who_wanted_it(night: Night, event: Any) -> list[int]:
    """Whose dots are on the ask that the event is about; and whoever is in on its answer."""
    return [*manifesto.backers(night, event.ask), *promised_answer(night, event)]


def promised_answer(night: Night, event: Any) -> list[int]:
    """Who promised what the answer to an ask says: their own pages name it."""
    return [one for what in ANSWERED for one in promises.owners(night, f"{what}:{event.ask}")]


BACKED = invalidates(board="chosen-by", steering="backed-{ask} turnout", coalesce=True)
"""How many dots an ask has, nobody but the desk learns while people choose."""
PUT = invalidates(assembly="ask-{ask}", board="scene", steering="put front", desk=NEXT)
GUESTS = invalidates(board="scene", steering="guests put front", desk=NEXT, also=put_to)
RISEN = invalidates(
    board="risen-{organisation}", steering="risen-{organisation} stood", coalesce=True, also=in_the_list
)
CALLED = invalidates(phone="choice", assembly="roll roll-now", board="scene", steering="calling", desk=NEXT)
ASSEMBLED: dict[type[Event], Invalidation] = {
    asks.AskPut: invalidates(assembly="ask-{no}", board="scene", steering=LISTED, desk=NEXT),
    # One that comes back is not the last of them.
    asks.AskDropped: invalidates(
        assembly="asks", board="scene", steering=LISTED, desk=NEXT, whose=who_wanted_it
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
    guests.AskBrought: invalidates(board="scene", steering="put front", desk=NEXT, also=before_the_room),
    answers.AskAnswered: replace(PUT, whose=promised_answer),
    answers.AnswerTakenBack: replace(PUT, whose=promised_answer),
    answers.AnswerKept: PUT,
    organisations.RollOpened: invalidates(
        phone="choice", assembly="roll", board="scene", steering="calling", desk=NEXT, everyone=True
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

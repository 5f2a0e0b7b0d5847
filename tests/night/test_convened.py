"""What each step of the desk in an assembly is called, where it can be undone."""

import pytest

from opennight.night import answers, asks, guests, manifesto, organisations, rollcall, undo
from opennight.night.board import SetScene
from opennight.night.messages import Command
from opennight.night.phases import MovePhase
from tests.cast import Story, a_night, attendee, host

NOUNS = (asks, manifesto, guests, answers, organisations, rollcall)
WRITTEN = (host(MovePhase, to="share"), *(host(asks.WriteAsk, text=text) for text in ("Beds", "Soup")))
PUT = (*WRITTEN, host(manifesto.PutAll))
OPEN = (*WRITTEN, host(manifesto.OpenManifesto))
CHOSEN = (*OPEN, attendee(manifesto.BackAsk, ask=1), host(manifesto.CloseManifesto))
INVITED = (host(guests.InviteGuest, name="Jo"),)
ANSWERED = (*PUT, host(answers.AnswerAsk, ask=1, verdict="yes", ours="We dig"))
LISTED = (host(organisations.ListOrganisations, names="Scouts"),)
CALLED = (*LISTED, host(rollcall.CallOrganisation, organisation=1))
STEPS: list[tuple[str, tuple[Command, ...]]] = [
    ("taking up an ask", WRITTEN),
    ("dropping an ask", (*WRITTEN, host(asks.DropAsk, ask=1))),
    ("taking up an ask", (*WRITTEN, host(asks.DropAsk, ask=1), host(asks.DropAsk, ask=1, dropped=False))),
    ("opening the choice of asks", OPEN),
    ("closing the choice of asks", CHOSEN),
    ("settling which asks are put forward", (*CHOSEN, host(manifesto.SettleManifesto, line=(1,)))),
    ("settling which asks are put forward", PUT),
    ("changing the asks put forward", (*PUT, host(manifesto.MoveAsk, ask=2, up=True))),
    ("inviting a guest", INVITED),
    ("changing a guest", (*INVITED, host(guests.ChangeGuest, guest=1, name="Joe"))),
    ("taking a guest off the list", (*INVITED, host(guests.DismissGuest, guest=1))),
    (
        "changing who an ask is put to, and by whom",
        (*PUT, host(guests.ArrangeAsk, ask=1, guest=0, speaker="Ada")),
    ),
    ("bringing an ask to the front", (*PUT, host(guests.BringAsk, ask=1))),
    (
        "giving the floor to whoever speaks for an ask",
        (*PUT, host(guests.BringAsk, ask=1, stage="speaks")),
    ),
    ("giving the floor to the guest", (*PUT, host(guests.BringAsk, ask=1, stage="answer"))),
    ("showing all asks", (*PUT, host(guests.BringAsk, ask=1), host(guests.BringAsk, ask=0))),
    ("writing down the answer to an ask", ANSWERED),
    ("changing the answer to an ask", (*ANSWERED, host(answers.AnswerAsk, ask=1, verdict="no"))),
    ("taking back the answer to an ask", (*ANSWERED, host(answers.AnswerAsk, ask=1, verdict=""))),
    (
        "saying whether a promise was kept",
        (*ANSWERED, host(answers.KeepAnswer, ask=1, ours=True, kept="kept")),
    ),
    ("asking people where they are from", (host(organisations.OpenRoll, open=True),)),
    (
        "no longer asking people where they are from",
        (host(organisations.OpenRoll, open=True), host(organisations.OpenRoll, open=False)),
    ),
    ("listing organisations", LISTED),
    ("reading out an organisation", CALLED),
    ("ending the roll call", (*CALLED, host(rollcall.CallOrganisation, organisation=0))),
    ("counting who stands up", (*CALLED, host(rollcall.CountRisen, organisation=1, count=7))),
    ("leaving out an organisation", (*LISTED, host(organisations.HideOrganisation, organisation=1))),
    (
        "adding an organisation to the roll call",
        (
            *LISTED,
            host(organisations.HideOrganisation, organisation=1),
            host(organisations.ShowOrganisation, organisation=1),
        ),
    ),
    ("putting the roll call on the board", (host(SetScene, scene="rollcall"),)),
    ("putting the assembly on the board", (host(SetScene, scene="assembly"),)),
]


@pytest.mark.parametrize(("name", "commands"), STEPS)
def test_a_step_is_called_what_it_was(story: Story, name: str, commands: tuple[Command, ...]) -> None:
    last = undo.last(story.given(*commands).night)
    assert last is not None
    assert last.label.text == name


def test_every_kind_of_step_is_named_above() -> None:
    nights = [a_night().given(*commands) for _name, commands in STEPS]
    told = {type(recorded.event) for night in nights for recorded in night.log}
    assert {kind.__name__ for noun in NOUNS for kind in noun.UNDO.keys() - told} == set()

"""An assembly, for nights that have everything: what is asked, chosen, put and answered; and who is here."""

from collections.abc import Iterator

from opennight.night import (
    answers,
    asks,
    guests,
    manifesto,
    organisations,
    people,
    promises,
    rollcall,
)
from opennight.night.board import SetScene
from opennight.night.kept.assembly import STAGES
from opennight.night.messages import Command
from opennight.night.state import Night
from tests import everything
from tests.cast import Somebody, Story, attendee, helper, host, latecomer, neighbour

SAID = {"verdict": "partly", "what": "※Ten", "due": "※May", "ours": "※Dig", "ours_due": "※June"}


def called(person: Somebody) -> list[Command]:
    """The person says where they are from; two are read out, one is counted, and one is left out."""
    return [
        host(organisations.OpenRoll, open=True),
        host(organisations.ListOrganisations, names="※Choir\n※Scouts\n※Club"),
        person(organisations.SayOrganisation, name="※Kiosk"),
        person(organisations.TakeBackOrganisation, organisation=4),
        person(organisations.SayOrganisation, name="※Kiosk"),
        host(rollcall.CallOrganisation, organisation=1),
        person(rollcall.Rise, organisation=1),
        host(rollcall.CallOrganisation, organisation=2),
        host(rollcall.CountRisen, organisation=2, count=7),
        host(organisations.HideOrganisation, organisation=3),
        host(organisations.ShowOrganisation, organisation=3),
        host(organisations.HideOrganisation, organisation=3),
    ]


def convened(person: Somebody, other: Somebody, note: int) -> list[Command]:
    """The groups share. An entry and two sentences can be asked for; two are chosen, and one is answered
    while it is before the room."""
    return [
        host(asks.TakeUp, note=note),
        *(host(asks.WriteAsk, text=text) for text in ("※Soup", "※Sky", "※Gone")),
        host(asks.DropAsk, ask=4),
        host(manifesto.OpenManifesto, places=2, dots=2),
        *(person(manifesto.BackAsk, ask=no) for no in (1, 2)),
        other(manifesto.BackAsk, ask=3),
        other(manifesto.UnbackAsk, ask=3),
        other(manifesto.BackAsk, ask=1),
        host(manifesto.CloseManifesto),
        host(manifesto.SettleManifesto, line=(1, 2, 3)),
        host(manifesto.MoveAsk, ask=2, up=True),
        *(host(guests.InviteGuest, name=name, stands_for="※Council") for name in ("※Jo", "※Kim")),
        host(guests.ChangeGuest, guest=1, name="※Joe", stands_for="※Council"),
        host(guests.DismissGuest, guest=2),
        host(guests.ArrangeAsk, ask=1, guest=1, speaker="※Ada"),
        host(guests.BringAsk, ask=1, stage="answer"),
        host(answers.AnswerAsk, ask=1, **SAID),
        person(promises.ImIn, about="ours:1"),
        host(answers.KeepAnswer, ask=1, ours=True, kept="kept"),
    ]


def shared() -> Night:
    """A night that shares, in which nothing has been asked for yet."""
    return everything.at(everything.full(), "share")


def nights() -> Iterator[Night]:
    """Assemblies at all their moments, the first two with all there is."""
    those = [*convened(attendee, neighbour, 2), *called(attendee)]
    before = shared()
    listed = asks.on_the_wall(before)[0].no
    full = Story(before).given(*those, host(asks.TakeUpFromWall, offer=listed)).night
    yield full
    yield everything.at(full, "closed")
    unanswered = [host(asks.TakeUpFromWall, offer=listed), host(manifesto.PutAll)]
    yield everything.at(Story(shared()).given(*unanswered).night, "closed")
    left_out = [
        host(organisations.OpenRoll, open=True),
        host(organisations.ListOrganisations, names="※Rude"),
        host(rollcall.CallOrganisation, organisation=1),
        attendee(rollcall.Rise, organisation=1),
        host(organisations.HideOrganisation, organisation=1),
    ]
    yield Story(shared()).given(*choosing(0), *left_out).night


def moments() -> Iterator[Night]:
    """More of them, for what is only in fragments."""
    opened = Story(shared()).given(*choosing(2))
    yield opened.night
    yield everything.at(opened.night, "talk")
    closed = Story(shared()).given(*choosing(2), host(manifesto.CloseManifesto))
    yield closed.night
    for line in ((1, 3, 2), (1, 2, 3)):
        yield closed.given(host(manifesto.SettleManifesto, line=line)).night
    yield Story(shared()).given(host(SetScene, scene="assembly")).night
    yield Story(shared()).given(*choosing(0)).night
    asked = host(organisations.OpenRoll, open=True)
    yield Story(shared()).given(asked, host(rollcall.CallOrganisation, organisation=0)).night
    put = [host(asks.WriteAsk, text="※Soup"), host(manifesto.PutAll)]
    for stage in STAGES:
        yield Story(shared()).given(*put, host(guests.BringAsk, ask=1, stage=stage)).night
    yield Story(shared()).given(*put, host(answers.AnswerAsk, ask=1, verdict="no")).night
    at_front = host(guests.BringAsk, ask=1)
    yield Story(shared()).given(*put, at_front, host(answers.AnswerAsk, ask=1, **SAID)).night
    one = Story(shared()).given(*called(attendee), host(rollcall.CallOrganisation, organisation=0))
    yield one.night
    many = (helper(people.Join, name="※Guest", phone=False) for _guest in range(promises.NAMED))
    full = Story(next(nights())).given(*many)
    named = full.night.people
    those = [helper(promises.ImIn, person=no, about="ours:1") for no in named if named[no].name == "※Guest"]
    yield full.given(*those[: promises.NAMED]).night


def choosing(dots: int) -> list[Command]:
    """Three asks, of which the one that only Cleo wants would lose by dots alone."""
    cleo = latecomer
    return [
        *(host(asks.WriteAsk, text=text) for text in ("※Beds", "※Soup", "※Sky")),
        host(manifesto.OpenManifesto, places=2, dots=dots),
        *(attendee(manifesto.BackAsk, ask=no) for no in (1, 2)),
        cleo(manifesto.BackAsk, ask=3),
    ]

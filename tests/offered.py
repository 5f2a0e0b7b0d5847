"""Offers and asks for stories: what people put up, and all that can happen to it."""

from typing import Any

from opennight.night.handing import HandOver
from opennight.night.inquiries import AnswerInquiry, Inquire, LeaveMeOut, PointTo
from opennight.night.introductions import AgreeIntroduction, DeclineIntroduction, Introduce, KeepHours
from opennight.night.messages import Command
from opennight.night.offers import CloseOffer, EditOffer, MakeOffer
from opennight.night.people import Join
from opennight.night.reading import NOUNS, ReadFirst
from opennight.night.replies import AcceptAnswer, WriteReply
from opennight.night.reports import Report
from opennight.night.standing import RenewOffer
from opennight.night.standup import CountHands, EndStandUp, LowerHand, RaiseHand, SendToTable, StandUpNext
from opennight.night.threads import Like
from opennight.night.wall_sight import HideInquiry, HideOffer, ShowInquiry, ShowOffer
from tests.cast import SEVEN, Later, Story, attendee, helper, host, latecomer, neighbour, take_back

LAND: dict[str, Any] = {"wants": True, "kind": "space", "text": "Land for a garden", "where": "Leeds"}
PLOTS: dict[str, Any] = {
    "wants": False,
    "kind": "space",
    "text": "Two empty garden plots",
    "much": "200 square metres",
    "until": "2027-03-01",
    "where": "Leeds",
    "price": "free for members",
    "listed": True,
}
DRILL: dict[str, Any] = {"wants": False, "kind": "time", "text": "Drilling holes", "much": "4 hours a month"}
LAND_NO, PLOTS_NO, DRILL_NO = 1, 2, 3
GUESTS = 30
A_DAY = 25 * 3600 * 1000


def put_up(story: Story) -> None:
    """A wall with all that there can be on it, also what waits, what was hidden and what was taken off."""
    said = {"much": "※Hours", "where": "※Leeds", "price": "※Free", "until": "2027-03-01"}
    story.given(
        host(ReadFirst, nouns=()),
        *(
            who(MakeOffer, wants=wants, kind=kind, text=f"※Land※{no}", listed=True, **said)
            for no, (who, wants, kind) in enumerate(
                [
                    (attendee, True, "space"), (neighbour, False, "space"), (latecomer, True, "time"),
                    (attendee, False, "skills"), (neighbour, True, "money"), (latecomer, False, ""),
                    (attendee, True, "information"), (attendee, False, "materials"),
                ]
            )
        ),
        *(neighbour(Inquire, offer=1, text=f"※Why※{no}") for no in range(4)),
        attendee(AnswerInquiry, inquiry=1, text="※So"),
        host(HideInquiry, inquiry=3),
        neighbour(PointTo, offer=1, to=3),
        latecomer(PointTo, offer=2, to=1),
        neighbour(Introduce, offer=1, hours=3),
        latecomer(Introduce, offer=1),
        attendee(Introduce, offer=2),
        attendee(AgreeIntroduction, introduction=1),
        neighbour(AgreeIntroduction, introduction=3, hours=2),
        attendee(KeepHours, introduction=1),
        latecomer(Introduce, offer=2),
        latecomer(DeclineIntroduction, introduction=4),
        helper(MakeOffer, person=4 + GUESTS, wants=True, kind="time", text="※Nora's"),
        attendee(Introduce, offer=9, hours=1),
        neighbour(Introduce, offer=9, hours=1),
        helper(AgreeIntroduction, person=4 + GUESTS, introduction=5),
        *(who(HandOver, introduction=5, person=4 + GUESTS) for who in (helper, host)),
        helper(Introduce, person=4 + GUESTS, offer=5),
        attendee(EditOffer, offer=4, kind="skills", text="※Soup", **said),
        attendee(EditOffer, offer=7, kind="information", text="※Potrzebuję ※kogoś, ※kto ※naprawi ※rower"),
        latecomer(Introduce, offer=4),
        attendee(Introduce, offer=3),
        attendee(DeclineIntroduction, introduction=9),
        attendee(Introduce, offer=6),
        neighbour(MakeOffer, wants=False, kind="information", text="※I ※repair ※bicycles", **said),
        attendee(MakeOffer, wants=True, kind="time", text="※Over", until="2026-11-22", listed=True),
        neighbour(MakeOffer, wants=True, kind="skills", text="※Land", **said),
        latecomer(PointTo, offer=12, to=1),
        helper(MakeOffer, person=4 + GUESTS, wants=False, kind="space", text="※Land", **said),
        *(host(HideOffer, offer=no, why="※Because") for no in (5, 11)),
        attendee(CloseOffer, offer=8),
        host(ReadFirst, nouns=NOUNS),
        host(ReadFirst, nouns=()),
        *(who(Like, about=about) for who in (neighbour, latecomer) for about in ("offer:1", "offer:2")),
        neighbour(WriteReply, about="offer:1", kind="answer", text="※Ask※Uma"),
        lambda night: attendee(AcceptAnswer, reply=len(night.replies), accepted=True),
        neighbour(WriteReply, about="offer:1", kind="answer", text="※Or※Bo"),
        *(latecomer(WriteReply, about=f"offer:{no}", text=f"※Lovely※{no}") for no in (1, 2, 2)),
        *(latecomer(WriteReply, about=f"asked:{no}", text=f"※So※{no}") for no in (1, 2)),
        attendee(Like, about="asked:2"),
        host(ReadFirst, nouns=NOUNS),
        *(attendee(Report, what=what, about=no) for what, no in (("offer", 2), ("line", 2), ("inquiry", 2))),
        lambda night: attendee(Report, what="reply", about=len(night.replies)),
        attendee(WriteReply, about="offer:2", text="※Waits"),
        attendee(MakeOffer, wants=True, kind="space", text="※Waits"),
        neighbour(Inquire, offer=1, text="※Waits"),
    )  # fmt: skip


EVERYTHING: list[Command | Later] = [
    attendee(MakeOffer, **LAND),
    neighbour(MakeOffer, **PLOTS),
    latecomer(MakeOffer, **DRILL),
    neighbour(EditOffer, offer=PLOTS_NO, kind="space", text="Three empty plots", listed=True),
    neighbour(RenewOffer, offer=PLOTS_NO, at=SEVEN + A_DAY),
    host(HideOffer, offer=DRILL_NO, why="Said already"),
    take_back,
    host(HideOffer, offer=DRILL_NO, why="Said already"),
    host(ShowOffer, offer=DRILL_NO),
    attendee(Inquire, offer=PLOTS_NO, text="Is there water?"),
    neighbour(AnswerInquiry, inquiry=1, text="A tap"),
    host(HideInquiry, inquiry=1),
    host(ShowInquiry, inquiry=1),
    latecomer(PointTo, offer=LAND_NO, to=2),
    neighbour(LeaveMeOut, offer=LAND_NO),
    attendee(Introduce, offer=PLOTS_NO),
    neighbour(AgreeIntroduction, introduction=1, hours=3),
    attendee(KeepHours, introduction=1),
    latecomer(Introduce, offer=LAND_NO, hours=2),
    attendee(DeclineIntroduction, introduction=2),
    host(StandUpNext, meets=(PLOTS_NO,)),
    neighbour(RaiseHand, ask=LAND_NO),
    neighbour(LowerHand, ask=LAND_NO),
    neighbour(RaiseHand, ask=LAND_NO),
    host(CountHands, ask=LAND_NO, hands=2),
    take_back,
    host(CountHands, ask=LAND_NO, hands=3),
    host(SendToTable, ask=LAND_NO, table="Table 5"),
    host(StandUpNext),
    host(EndStandUp),
    latecomer(CloseOffer, offer=DRILL_NO),
    helper(Join, name="Nora", phone=False),
    lambda night: helper(Introduce, person=len(night.people), offer=LAND_NO),
    attendee(AgreeIntroduction, introduction=3),
    lambda night: helper(HandOver, introduction=3, person=len(night.people)),
    neighbour(Report, what="offer", about=LAND_NO),
]

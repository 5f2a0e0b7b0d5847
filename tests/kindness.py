"""Threads and thanks for the night that has everything; each word that people typed begins with ※.

In that night there are notes of each kind, of the group `MINE`: 11 is a question, 13 a concern. Person 34 has
no phone.
"""

from collections.abc import Iterator

from opennight.night.gratitude import AgreeToThanks, HideThanks, RefuseThanks, ReportThanks
from opennight.night.messages import Command
from opennight.night.replies import AcceptAnswer, HideReply, WriteReply
from opennight.night.thanks import GiveThanks
from opennight.night.threads import Like
from tests.cast import Later, attendee, helper, host, latecomer, neighbour

QUESTION, CONCERN = "note:11", "note:13"
PHONELESS = 34


def threads() -> Iterator[Command | Later]:
    """While the groups share. The desk reads first what is written last."""
    yield from (person(Like, about=QUESTION) for person in (attendee, neighbour))
    yield helper(Like, person=PHONELESS, about="note:1")
    yield neighbour(WriteReply, about=QUESTION, kind="answer", text="※Ivy", as_group=True)
    yield helper(WriteReply, person=10, about=QUESTION, kind="answer", text="※Clover")
    yield attendee(WriteReply, about=CONCERN, kind="answer", text="※Nets")
    yield from (attendee(WriteReply, about="note:1", kind="comment", text=f"※Yes{no}") for no in range(4))
    yield host(WriteReply, person=0, about="note:1", kind="comment", text="※Soon")
    yield latecomer(WriteReply, about="note:1", kind="comment", text="※Rude")
    yield host(AcceptAnswer, reply=1, accepted=True)
    yield host(HideReply, reply=9, why="※Because")


def unread() -> Iterator[Command | Later]:
    """What the desk has yet to read."""
    yield attendee(WriteReply, about="note:1", kind="comment", text="※Unread")
    yield attendee(GiveThanks, whom=2, words="※Unread")


def thanks() -> Iterator[Command | Later]:
    """Ada gets three, two of them for the record; one that somebody had the host look at."""
    yield helper(GiveThanks, person=10, whom=1, group=1, words="※Seeds", public=True)
    yield attendee(AgreeToThanks, thanks=1, agreed=True)
    yield helper(GiveThanks, person=11, whom=1, group=1)
    yield attendee(AgreeToThanks, thanks=2, agreed=True)
    yield neighbour(GiveThanks, whom=1, words="※Tea", public=True)
    yield from (attendee(GiveThanks, whom=no, group=group) for no, group in ((10, 1), (PHONELESS, 1), (2, 0)))
    yield helper(GiveThanks, person=PHONELESS, whom=1, group=1)
    yield helper(AgreeToThanks, thanks=5, person=PHONELESS, agreed=True)
    yield attendee(GiveThanks, whom=3, words="※Rude")
    yield latecomer(ReportThanks, thanks=8)
    yield attendee(GiveThanks, whom=3, words="※Ruder")
    yield latecomer(ReportThanks, thanks=9)
    yield host(HideThanks, thanks=9, why="※Because")
    yield helper(RefuseThanks, person=PHONELESS, refused=True)

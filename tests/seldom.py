"""Nights for texts that few nights show, and the pages that show them. Each word that people typed begins
with ※, as in everything.py."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from opennight.night import (
    api_keys,
    ballots,
    board,
    clips,
    consent,
    earlier,
    groups,
    headlines,
    keeping,
    knocks,
    leaflets,
    notes,
    organisations,
    people,
    promises,
    quieting,
    reading,
    rollcall,
    uses,
    votes,
)
from opennight.night.kept.taking import Origin
from opennight.night.messages import DESK, acting
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from opennight.web.core.keys import hashed
from tests import everything
from tests.cast import Somebody, Story, attendee, guest, helper, host, latecomer, neighbour, setup, system
from tests.dinner import with_cards
from tests.everything import CARD, CODE, MINE, SHOT

KEY = "0-0"
"""A key for a program."""
EVERYBODY = 3
"""Of the cast, who have voted already."""
SOW = "※Sow"
HERE = f"/n/{CODE}"


class Look(NamedTuple):
    """A page of this night worth a look, and who reads it: "desk" is a host who has not joined."""

    night: Night
    who: str
    address: str


def looks() -> Iterator[Look]:
    yield from at_ballots()
    yield from at_keys()
    yield from at_promises()
    yield from at_cards()
    yield from at_what_is_taken()
    closed = everything.at(everything.full(), "closed")
    yield Look(closed, "desk", f"{HERE}/afterwards")
    yield Look(after_others(), "attendee", f"{HERE}/record")
    yield Look(with_little_written(), "attendee", f"{HERE}/record")


def pushed() -> Iterator[Night]:
    """Those that only fragments show."""
    yield last_time(open=False)
    yield many_clips()
    yield many_from_elsewhere()


def voted() -> Story:
    """A closed night in which enough people voted for ballots of theirs to be published."""
    story = Story(everything.at(everything.full(), "vote"))
    those = [one.no for one in people.present(story.night) if one.phone and one.no > EVERYBODY]
    wants = [Somebody(acting(no))(votes.Vote, pitch=MINE) for no in those]
    return story.given(*wants, host(MovePhase, to="closed"))


def unattended() -> Story:
    """It was closed before anybody came."""
    there = setup(title="※Alone", place="", rooms=everything.ROOMS)
    return Story(Night(CODE)).given(host(StartNight, setup=there), host(MovePhase, to="closed"))


def at_ballots() -> Iterator[Look]:
    """Somebody kept out of them; published; withdrawn."""
    kept_out = (
        Story(everything.at(everything.full(), "vote")).given(attendee(ballots.KeepBallot, out=True)).night
    )
    yield from (Look(kept_out, "attendee", f"{HERE}/{page}") for page in ("me", "me/known"))
    published = voted().given(host(ballots.PublishBallots)).night
    yield Look(published, "attendee", f"{HERE}/me/known")
    yield Look(published, "host", f"{HERE}/api")
    withdrawn = voted().given(host(ballots.PublishBallots), host(ballots.WithdrawBallots)).night
    yield Look(withdrawn, "host", f"{HERE}/api")


def at_keys() -> Iterator[Look]:
    """One is shown, this once; another one was used."""
    story = Story(everything.at(everything.full(), "talk")).given(
        *(host(api_keys.MakeApiKey, name="※Key", hash=hashed(key)) for key in (KEY, "0-1")),
        system(api_keys.UseApiKey, no=2, day="2026-11-22"),
    )
    yield Look(story.night, "host", f"{HERE}/api")


def last_time(*, open: bool) -> Night:
    """The board shows what became of the last promises; some are `open`."""
    its = everything.LAST_TIME if open else msgspec.structs.replace(everything.LAST_TIME, open=0, those=())
    comes_after = host(earlier.ComeAfter, earlier=its)
    return (
        Story(everything.at(everything.full(), "share"))
        .given(comes_after, host(board.SetScene, scene="earlier"))
        .night
    )


def promised() -> Night:
    """One is moved, one was let go by the only one who was in on it, and the day of one is over; many come to
    the meeting."""
    story = Story(everything.at(everything.full(), "share")).given(host(reading.ReadFirst, nouns=()))
    for due in ("", "", "2026-11-23", "2027-03-01"):
        story.given(attendee(notes.WriteNote, group=MINE, text=SOW, kind="action", due=due))
        story.given(attendee(promises.ImIn, about=f"note:{max(story.night.notes)}"))
    moved, let_go, *_others = sown(story.night)
    story.given(
        attendee(keeping.MovePromise, about=moved, day="2027-01-31"),
        attendee(keeping.LetPromiseGo, about=let_go),
        *(helper(promises.ImIn, person=one, about="meeting:1") for one in range(10, 14)),
        host(MovePhase, to="closed"),
    )
    return story.night


def sown(night: Night) -> list[str]:
    """What these promises are about: one that was moved, one let go, one too late, and one for later."""
    return [f"note:{note.no}" for note in night.notes.values() if note.text == SOW]


def at_promises() -> Iterator[Look]:
    there = promised()
    yield Look(there, "attendee", f"{HERE}/promises")
    yield Look(there, "attendee", f"{HERE}/record")
    yield Look(last_time(open=False), "host", f"{HERE}/promises")


def many_clips() -> Night:
    """More are released than the page for those outside shows."""
    story = Story(everything.at(everything.full(), "talk")).given(host(reading.ReadFirst, nouns=()))
    for _clip in range(13):
        story.given(attendee(clips.AddClip, group=0, **SHOT))
        story.given(attendee(consent.ReleaseClip, clip=max(story.night.clips)))
    return story.night


def many_from_elsewhere() -> Night:
    """The roll was called of more organisations than a phone lists."""
    names = [f"※Club{no}" for no in range(1, rollcall.SHORT + 2)]
    story = Story(everything.at(everything.full(), "share")).given(
        host(organisations.OpenRoll, open=True),
        host(organisations.ListOrganisations, names="\n".join(names)),
    )
    for no in range(1, len(names) + 1):
        story.given(host(rollcall.CallOrganisation, organisation=no))
        story.given(host(rollcall.CountRisen, organisation=no, count=1))
    return story.given(host(rollcall.CallOrganisation, organisation=0)).night


def with_leaflets() -> Story:
    """Seven cards more, for nothing: one is the host's, one is closed, and about one nobody can write any
    more, as somebody ended a talk about it without a word."""
    free = CARD | {"price": ""}
    story = Story(everything.at(everything.full(), "closed")).given(host(reading.ReadFirst, nouns=()))
    story.given(host(leaflets.MakeLeaflet, person=DESK, **free))
    story.given(*(attendee(leaflets.MakeLeaflet, **free) for _card in range(6)))
    last = max(story.night.further.leaflets)
    return story.given(
        guest(knocks.KnockAt, leaflet=last - 6, key="k9"),
        attendee(leaflets.CloseLeaflet, leaflet=last),
        guest(knocks.KnockAt, leaflet=last - 1, key="k10"),
        lambda night: attendee(knocks.ReportKnock, knock=max(night.further.knocks), side="owner", why=""),
        host(quieting.StopKnocks, leaflet=last - 1),
    )


def of_desk(night: Night) -> int:
    """The number of the host's card that is not closed."""
    those = night.further.leaflets.values()
    return next(one.no for one in those if one.person == DESK and not one.closed)


def at_cards() -> Iterator[Look]:
    there = with_leaflets().night
    yield Look(there, "host", f"{HERE}/leaflets?about=note-2")
    yield Look(there, "desk", f"{HERE}/leaflets")
    yield Look(there, "host", f"{HERE}/desk")
    yield from (
        Look(there, "attendee", f"{HERE}/record{page}")
        for page in ("", "/cards", f"/cards/{of_desk(there)}", f"/cards/{of_desk(there)}/write")
    )


def at_what_is_taken() -> Iterator[Look]:
    """Under a licence that stays, with questions and cards, and with a deck; and a use that was dropped."""
    full = everything.at(everything.full(), "closed")
    yield Look(Story(full).given(host(uses.DropUse, use=1)).night, "host", f"{HERE}/uses")
    played = everything.at(with_cards(), "closed")
    for night, anchor in ((full, f"group-{MINE}"), (played, "deck")):
        night.announcement = msgspec.structs.replace(night.announcement, licence="cc-by-sa-4.0")
        yield Look(night, "attendee", f"{HERE}/record/take/{anchor}")


def after_others() -> Night:
    """It came after a night that is gone, and took things from that one and from one that is there."""
    night = everything.at(everything.full(), "closed")
    night.earlier = msgspec.structs.replace(night.earlier, of="000000")
    for no, code in enumerate(("000000", everything.LAST_TIME.of), 8):
        night.further.origins[no] = Origin(title="※Beds", code=code, anchor="group-1")
    return night


def with_little_written() -> Night:
    """One group wrote a headline and no more; somebody sat in one whose round did not begin."""
    story = Story(everything.at(everything.full(), "talk")).given(
        host(reading.ReadFirst, nouns=()),
        latecomer(groups.JoinGroup, group=everything.EMPTY),
        latecomer(headlines.WriteHeadline, group=everything.EMPTY, text="※Moths"),
        neighbour(groups.JoinGroup, group=everything.WORDLESS),
        host(MovePhase, to="closed"),
    )
    return story.night

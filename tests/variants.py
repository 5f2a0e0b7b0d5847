"""Nights in which all pages appear: the full one and the bare one in each phase, and some more."""

from collections.abc import Iterator

from opennight.night import (
    api_keys,
    asking,
    board,
    bylines,
    choosing,
    connections,
    decks,
    flood,
    gratitude,
    headlines,
    lineup,
    moderation,
    nights,
    notes,
    offers,
    people,
    pitches,
    queue,
    reading,
    rehearsals,
    remote,
    reporters,
    rounds,
    screening,
    sharing,
    shuffling,
    slips,
    standup,
    stories,
    timer,
)
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.messages import Command
from opennight.night.state import Night
from tests import everything, joined, lined_up, pictured, posed
from tests.cast import Story, attendee, guest, helper, host, neighbour
from tests.decks import deck
from tests.dinner import with_cards
from tests.everything import CODE

CHOOSING = (
    attendee(choosing.ChooseAction, note=2),
    helper(choosing.ChooseAction, person=4 + everything.GUESTS, note=2),
    host(board.SetScene, scene="choosing"),
)
"""Two dots on an action, while the board shows the choice."""
STANDING_UP: tuple[Command, ...] = (
    host(standup.StandUpNext, ask=3, meets=(2,)),
    *(who(standup.RaiseHand, ask=3) for who in (attendee, neighbour)),
    host(standup.CountHands, ask=3, hands=1),
    host(standup.SendToTable, ask=3, table="※Table"),
)
"""An ask is read out, three hands are up, and they find each other at a table."""
ALL_READ_OUT: tuple[Command, ...] = (*STANDING_UP, *(host(standup.StandUpNext) for _ask in range(9)))
FINISHED = {"group": 1, "finished": True}


def variants() -> Iterator[Night]:
    """The full night and the bare one in each phase, and nights in which other pages appear."""
    full, bare = everything.full(), everything.bare()
    for phase in PHASES:
        yield everything.at(full, phase)
        yield everything.at(bare, phase)
    yield everything.empty()
    yield from lined_up.nights()
    yield from (everything.walking(tables=number) for number in range(3))
    yield everything.at(everything.walking(tables=0), "talk")
    small = everything.small()
    yield small
    inviting = host(remote.InviteHelper, name="※Nora", controls=("people",))
    yield Story(everything.at(small, "welcome")).given(inviting).night
    yield Story(everything.empty()).given(host(rehearsals.CopyNight, of="OTHERS")).night
    for phase in ("pitch", "vote", "closed"):
        yield everything.at(everything.unsettled(), phase)
    for phase in ("welcome", "vote", "closed"):
        yield everything.at(everything.strong(), phase)
    yield everything.at(everything.by_strength(everything.unsettled()), "vote")
    yield everything.with_slips()
    yield everything.at(everything.with_slips(), "welcome")
    for published in (False, True):
        yield everything.asked(published=published)
    yield Story(everything.asked(published=False)).given(host(asking.EndFeedback, ended=True)).night
    cards = with_cards()
    yield from (everything.at(cards, phase) for phase in ("welcome", "talk", "closed"))
    swapped = Story(everything.at(cards, "talk")).given(attendee(shuffling.PutCardBack, pick=5))
    yield swapped.given(attendee(stories.FinishStory, **FINISHED)).night
    yield from posed.variants(everything.at(full, "talk"), everything.posed())
    with_slip = Story(everything.with_slips()).given(attendee(slips.UseSlip, slip=4)).night
    yield everything.at(with_slip, "closed")
    for promised in (
        everything.named("name", "initials", "participant"),
        everything.named("initials", "initials"),
        everything.named("participant"),
    ):
        yield promised
        yield everything.at(promised, "welcome")


def further() -> Iterator[Night]:
    """Nights in which single words differ, for the host and for attendees."""
    full, bare, small, cards = everything.full(), everything.bare(), everything.small(), with_cards()
    more: list[tuple[Night, Phase, *tuple[Command, ...]]] = [
        (full, "vote", host(board.SetScene, scene="timer"), host(timer.PauseTimer)),
        (full, "talk", host(timer.PauseTimer)),
        (cards, "share", attendee(shuffling.PutCardBack, pick=5), attendee(stories.FinishStory, **FINISHED)),
        (full, "vote", host(moderation.HidePitch, pitch=everything.FULL), attendee(people.Leave)),
        (full, "share", attendee(people.Leave), attendee(bylines.TakeName)),
        (full, "closed", attendee(people.Leave), attendee(bylines.TakeName)),
        (full, "pitch", host(queue.ThankSpeaker), host(timer.StopTimer)),
        (everything.at(full, "closed"), "talk"),
        (full, "share", host(sharing.ShowGroup, group=everything.WORDLESS)),
        (cards, "share", host(sharing.ShowGroup, group=1)),
        (full, "share", helper(headlines.AgreeHeadline, person=10, group=everything.MINE)),
        (full, "talk", host(board.SetScene, scene="connections")),
        (full, "talk", attendee(connections.LeaveMeAlone), attendee(connections.LeaveGroupAlone, group=1)),
        (
            full,
            "talk",
            host(pitches.EditPitch, pitch=3, title="※Moths", more="※Swifts"),
            host(connections.FindConnections, seen=10**6, pairs=joined.other_ways(1, 3, 4)),
        ),
        (full, "talk", *joined.other_deeds(1, 2, 3, 4)),
        (bare, "talk", host(board.SetScene, scene="connections")),
        (full, "share", host(choosing.OpenChoice)),
        (small, "share", host(board.SetScene, scene="choosing")),
        (small, "share", host(board.SetScene, scene="asked")),
        (small, "share", host(board.SetScene, scene="propositions")),
        (full, "share", host(choosing.OpenChoice), *CHOOSING),
        (full, "share", host(choosing.OpenChoice, dots=1), *CHOOSING, host(choosing.CloseChoice)),
        (
            full,
            "groups",
            host(standup.StandUpNext),
            neighbour(standup.RaiseHand, ask=1),
            host(standup.SendToTable, ask=1, table="※Table"),
        ),
        (full, "share", *STANDING_UP),
        (full, "share", *ALL_READ_OUT),
        (small, "share", host(board.SetScene, scene="standup")),
        (full, "share", host(board.SetScene, scene="replay")),
        *((one, "share", host(board.SetScene, scene="earlier")) for one in (full, small)),
        (
            small,
            "talk",
            attendee(offers.MakeOffer, wants=True, kind="", text="※Soup"),
            host(standup.StandUpNext),
        ),
        (full, "talk", host(screening.PlayReel)),
        (full, "closed", host(screening.PlayReel), host(screening.HoldReel)),
        (full, "groups", host(rounds.CallRound, slot=1, minutes=5)),
        (full, "share", attendee(gratitude.RefuseThanks, refused=True)),
        (full, "closed", host(moderation.HidePitch, pitch=5)),  # one of Ada's is part of it
        (
            full,
            "pitch",
            host(board.BlankBoard, blank=True),
            host(remote.AllowHelpers, controls=remote.CONTROLS),
        ),
        (full, "share", host(remote.AllowHelpers, controls=("next",))),
        (full, "closed", host(remote.AllowHelpers, controls=("next",))),
        (full, "welcome", host(remote.RevokeHelper, link=0)),
        (bare, "welcome", host(decks.ChooseDeck, deck=deck())),
        (bare, "vote", host(board.SetScene, scene="timer"), host(nights.RevealVotes, revealed=True)),
        (small, "vote", host(lineup.PlacePitch, pitch=1)),
        (
            small,
            "talk",
            host(reading.ReadFirst, nouns=()),
            host(lineup.PlacePitch, pitch=1),
            host(notes.WriteNote, person=0, group=1, text="※Noted"),
            host(reporters.InviteReporter, name="※Rita", interest="※none"),
            host(api_keys.MakeApiKey, name="※Key", hash="0" * 64),
        ),
        (
            small,
            "pitch",
            *[
                *(guest(people.Join, name="※Bot") for _bot in range(14)),
                host(flood.UndoFlood, since=2, upto=15, keep=(), wrote=True, entrance=""),
            ],
        ),
        (
            small,
            "pitch",
            host(reading.ReadFirst, nouns=()),
            guest(people.Join, name="※Bea"),
            attendee(people.Rename, name="※Bea"),
        ),
        (small, "vote", *(helper(people.Join, name="※Guest", phone=False) for _guest in range(310))),
    ]
    for night, in_phase, *changes in more:
        yield Story(everything.at(night, in_phase)).given(*changes).night
    yield pictured.crowded("※", CODE).night

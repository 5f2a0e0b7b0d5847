"""A night that has everything a night can have; each word that people typed begins with ※.

Also nights that have little or nothing yet. `at(night, phase)` is the same night in another phase.
"""

import datetime as dt
from collections.abc import Iterator

import msgspec

from opennight import alike, clock
from opennight.night import (
    announcement,
    asking,
    board,
    called_off,
    captions,
    clips,
    consent,
    earlier,
    feedback,
    flipcharts,
    groups,
    headlines,
    keeping,
    knocks,
    leaflet_sight,
    leaflets,
    lineup,
    meetings,
    mending,
    merging,
    moderated,
    moderation,
    naming,
    notes,
    people,
    pitches,
    pledges,
    pooling,
    preparing,
    promises,
    queue,
    quoting,
    reading,
    reel,
    remote,
    reporters,
    sequels,
    sharing,
    sources,
    stars,
    strengths,
    takers,
    taking,
    timer,
    uses,
    votes,
    watch,
)
from opennight.night.bylines import ChooseByline
from opennight.night.entrance import RenewEntrance
from opennight.night.flood import UndoFlood
from opennight.night.kept.announcement import Announcement
from opennight.night.kept.bylines import Byline
from opennight.night.kept.captions import Line
from opennight.night.kept.feedback import Answer
from opennight.night.kept.parts import Part
from opennight.night.kept.promises import Earlier, StillOpen
from opennight.night.kept.rooms import Room, Slot
from opennight.night.kept.taking import Origin, Takeaway, TakenCard
from opennight.night.messages import Actor, acting
from opennight.night.nights import LockJoining, RevealVotes, StartNight
from opennight.night.phases import MovePhase
from opennight.night.reports import Report
from opennight.night.rounds import CallRound
from opennight.night.setups import ChangeSetup
from opennight.night.slips import GiveSlip, PrintSlips, VoidSlips
from opennight.night.state import Night
from opennight.night.tables import OpenTable
from opennight.night.thanks import GiveThanks
from tests import joined, kindness, offered
from tests.cast import (
    Somebody,
    Story,
    attendee,
    copied,
    guest,
    helper,
    host,
    latecomer,
    neighbour,
    setup,
    system,
)
from tests.posed import lines, opened

CODE = "234567"
reporter = Somebody(Actor("reporter", 1))
GUESTS = 30
SHOT = {
    "title": "※Flip※chart",
    "who": "※Ada",
    "consent": True,
    "hash": "0" * 64,
    "width": 4,
    "height": 3,
    "size": 9,
}
RECORDED = {"sort": "film", "hash": "", "width": 0, "height": 0, "size": 0, "upload": "0" * 32}
MADE = {
    "hash": "1" * 64,
    "size": 9,
    "ms": 61_000,
    "width": 4,
    "height": 3,
    "poster": "2" * 64,
}
ANNOUNCED = Announcement(
    summary="※Come", opens="18:30", until="22:00", price="※Little", booking="https://9.9.9.9/※",
    background="※Before https://9.9.9.9/※\n\n※Soup", next_time="※Friday", licence="cc-by-4.0", follow=True,
)  # fmt: skip
LAST_TIME = Earlier(
    of="765432", title="※Before", date="2026-10-25", kept=3, open=3, let_go=1,
    those=(StillOpen("※Sow", "2027-01-31"), StillOpen("※Dig")),
)  # fmt: skip
SHEET = (0, 0, 1000, 0, 1000, 1000, 0, 1000)
AGAIN = {"time": "19:30", "place": "※Hall", "text": "※Seeds"}
CARD = {
    "kind": "exchange", "title": "※Hours", "text": "※One※for※one", "price": "※Little", "yours": "※Help",
    "ours": "※Company", "rules": "※Kind", "steps": "※Find※eight",
}  # fmt: skip
TAKEN = Takeaway(
    origin=Origin(
        title="※Banks", night="※There", place="※Hackney", date="2026-10-01", by="※Zoe", licence="cc-by-4.0",
        url="https://9.9.9.9/n/345678",
    ),
    cards=(msgspec.convert(CARD, TakenCard),),
)  # fmt: skip
ROOMS = (Room(1, "※Hall", 30), Room(2, "※Corner", 1), Room(3, "※Stairs", 1), Room(4, "※Yard", 8))
SLOTS = (Slot(1, "19:30", "20:15"), Slot(2, "20:30", "21:15"), Slot(3, "21:30", "22:15"))
MINE, FULL, EMPTY, WORDLESS = 1, 2, 3, 4
"""Pitches: one with everything, one in a full room, one with nobody in its group, one without a headline."""


def full() -> Night:
    return whole().night


def whole() -> Story:
    story = Story(Night(CODE)).given(
        host(
            StartNight,
            setup=setup(
                title="※Bees", place="※Library", intro="※One. ※Two.\n※Three", briefing="※Pitch",
                rules="※Speak\n※Listen", approve=True, dots=3, rooms=ROOMS, slots=SLOTS[:2],
            ),
        ),
        host(announcement.WriteAnnouncement, announcement=ANNOUNCED),
        host(earlier.ComeAfter, earlier=LAST_TIME),
        host(taking.TakeFurther, takeaway=TAKEN),
        *(guest(people.Join, name=name) for name in ("※Ada", "※Ben", "※Cleo")),
        *(guest(people.Join, name=f"※Guest{number}") for number in range(GUESTS)),
        helper(people.Join, name="※Nora", phone=False),
        host(moderation.RemovePerson, person=30),
        helper(people.Leave, person=31),
    )  # fmt: skip
    pitching(story)
    voting(story)
    talking(story)
    captioned(story)
    story.given(*lines(), host(board.SetScene, scene=""))
    offered.put_up(story)
    coming_after(story)
    return story


def planned() -> Iterator[Night]:
    """Nights with run sheets: on another day, on time, early, and too late by some minutes and by many."""
    yield on_sheet(setup().date, "19:00", 2)
    early = on_sheet(f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", f"{dt.datetime.now(dt.UTC):%H:%M}", 3)
    yield Story(early).given(host(MovePhase, to="share", at=clock.now())).night
    for late in (0, 3, 20):
        start = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=10 + late)
        yield on_sheet(f"{start:%Y-%m-%d}", f"{start:%H:%M}", 3)


def on_sheet(date: str, starts: str, rounds: int) -> Night:
    talks = [
        part for no in range(1, rounds + 1) for part in (Part("groups", 5, no, "※Soup"), Part("talk", 20, no))
    ]
    sheet = (Part("welcome", 10), *talks, Part("groups", 5), Part("talk", 20), Part("share", 20))
    planned = setup(
        title="※Bees", place="※Library", zone="UTC", date=date, rooms=ROOMS, starts=starts, sheet=sheet,
        script={"welcome": "※Hello"},
    )  # fmt: skip
    return Story(Night(CODE)).given(host(StartNight, setup=planned)).night


def pitching(story: Story) -> None:
    story.given(
        host(MovePhase, to="pitch"),
        attendee(pitches.MakePitch, title="※Swifts", more="※Up※there"),
        neighbour(pitches.MakePitch, title="※Hedges"),
        latecomer(pitches.MakePitch, title="※Moths"),
        host(pitches.MakePitch, person=0, title="※Soil", hosted=False),
        *(neighbour(pitches.MakePitch, title=f"※Idea{number}") for number in range(8)),
        *(host(moderation.ApprovePitch, pitch=no) for no in range(1, 13)),
        *(attendee(pitches.MakePitch, title=f"※Mine{number}") for number in range(4)),
        *(host(moderation.ApprovePitch, pitch=no) for no in (13, 14, 15)),
        host(moderation.HidePitch, pitch=13),
        attendee(moderation.WithdrawPitch, pitch=14),
        host(merging.MergePitch, pitch=15, into=5),
        neighbour(pitches.MakePitch, title="※Later"),
        attendee(pitches.MakePitch, title="※Mine4"),
        host(moderation.WithdrawPitch, pitch=18),
        host(queue.CallSpeaker, pitch=MINE, seconds=60),
    )


def voting(story: Story) -> None:
    story.given(
        host(MovePhase, to="vote"),
        *(person(votes.Vote, pitch=no) for person in (attendee, neighbour) for no in (MINE, FULL)),
        *(host(lineup.PlacePitch, pitch=no, slot=1, room=no) for no in (MINE, FULL, EMPTY)),
        host(lineup.PlacePitch, pitch=WORDLESS, slot=2, room=1),
        host(lineup.PinGroup, group=FULL, pinned=True),
        host(MovePhase, to="groups"),
        host(CallRound, slot=1, minutes=5),
        attendee(groups.JoinGroup, group=MINE),
        neighbour(groups.JoinGroup, group=FULL),
        *(helper(groups.JoinGroup, person=no, group=MINE) for no in range(10, 18)),
        helper(groups.JoinGroup, person=4 + GUESTS, group=MINE),
        attendee(groups.TakePen, group=MINE),
    )


def talking(story: Story) -> None:
    story.given(
        host(MovePhase, to="talk"),
        attendee(headlines.WriteHeadline, group=MINE, text="※Swifts※need※holes"),
        attendee(notes.WriteNote, group=MINE, text="※Said"),
        attendee(notes.WriteNote, group=MINE, text="※Drill", kind="action", who="※Ada", due="※May"),
        *(person(promises.ImIn, about="note:2") for person in (attendee, neighbour)),
        *(helper(promises.ImIn, person=no, about="note:2") for no in (28, 4 + GUESTS)),
        attendee(pledges.PledgeHours, about="note:2", hours=4, monthly=True),
        attendee(pledges.KeepPledge, about="note:2", kept=3),
        helper(people.Leave, person=28),
        helper(notes.WriteNote, person=0, group=MINE, text="※Desk"),
        attendee(notes.WriteNote, group=MINE, text="※Gone"),
        host(notes.HideNote, note=4),
        *(attendee(meetings.FixMeeting, group=MINE, day=f"2027-0{no}-01", **AGAIN) for no in range(1, 5)),
        helper(meetings.FixMeeting, group=MINE, person=0, day="2027-05-01"),
        neighbour(promises.ImIn, about="meeting:1"),
        attendee(promises.ImIn, about="meeting:1"),
        attendee(promises.ImIn, about="meeting:2"),
        attendee(called_off.CancelMeeting, meeting=2),
        host(called_off.HideMeeting, meeting=3),
        *(attendee(clips.AddClip, group=group, **SHOT) for group in (MINE, 0)),
        attendee(clips.AddClip, group=MINE, **SHOT | {"who": "※Ada\n※Ben"}),
        guest(consent.ReleaseClip, clip=3, shown=1),
        *(attendee(clips.AddClip, group=0, **SHOT) for _clip in range(2)),
        *(attendee(consent.ReleaseClip, clip=no) for no in (1, 2)),
        attendee(flipcharts.StraightenClip, clip=2, corners=SHEET, hash="1" * 64),
        host(consent.HideClip, clip=4),
        *(attendee(clips.AddClip, group=group, **SHOT | RECORDED) for group in (MINE, 0, MINE, 0)),
        *(system(preparing.PrepareClip, clip=no, **MADE) for no in (6, 7)),
        *(attendee(consent.ReleaseClip, clip=no) for no in (6, 7)),
        system(preparing.FailClip, clip=8, why="long"),
        *(
            host(reporters.InviteReporter, name=name, interest="※Network")
            for name in ("※Rita", "※Rob", "※Rex")
        ),
        host(reporters.RevokeReporter, reporter=3),
        *(reporter(clips.AddClip, group=group, person=0, **SHOT) for group in (MINE, 0, FULL)),
        *(reporter(clips.AddClip, group=0, person=0, **SHOT | RECORDED) for _film in range(2)),
        guest(consent.ReleaseClip, clip=11, shown=1),
        system(preparing.FailClip, clip=13, why="long"),
        *(host(reel.PickClip, clip=no) for no in (1, 6)),
        attendee(notes.WriteNote, group=MINE, text="※More"),
    )
    joined.with_everything(story, MINE, FULL, EMPTY, WORDLESS)
    story.given(
        host(MovePhase, to="share"),
        host(timer.StartTimer, minutes=20),
        host(sharing.ShowGroup, group=MINE),
        *(person(sharing.Appreciate, group=MINE) for person in (attendee, neighbour)),
        *(
            person(sharing.MakeComment, group=MINE, text="※Yes")
            for person in (attendee, neighbour, latecomer)
        ),
        host(sharing.HideComment, comment=3),
        host(board.Announce, text="※Soup"),
        host(reading.ReadFirst, nouns=reading.NOUNS),
        attendee(meetings.ChangeMeeting, meeting=4, day="2027-04-02"),
        attendee(clips.AddClip, group=MINE, **SHOT),
        *(attendee(notes.WriteNote, group=MINE, text=f"※Unread{number}") for number in range(2)),
        attendee(sharing.MakeComment, group=MINE, text="※Unread"),
        attendee(headlines.WriteHeadline, group=MINE, text="※Unread"),
    )
    joined.unread(story, MINE, FULL)
    moderating(story)


def moderating(story: Story) -> None:
    story.given(
        attendee(notes.WriteNote, group=MINE, text="※Away"),
        host(notes.HideNote, note=8, why="※Because"),
        attendee(notes.WriteNote, group=MINE, text="※Away"),
        host(remote.InviteHelper, name="※Nora", controls=("approve", "timer")),
        Somebody(Actor("helper", 1_481_516))(notes.HideNote, note=9),
        helper(notes.EditNote, note=5, text="※Changed"),
        host(notes.HideNote, note=5),
        host(notes.ShowNote, note=5),
        host(moderation.RemovePerson, person=29),
        host(moderation.LetBackIn, person=29),
        lambda night: attendee(
            moderated.AnswerModeration, act=moderated.of_person(night, 1)[0].no, text="※Sorry"
        ),
        host(moderated.TellHowMany, told=True),
        host(UndoFlood, since=26, upto=27),
        helper(notes.WriteNote, person=0, group=MINE, text="※Dig", kind="action"),
        *(
            host(notes.WriteNote, person=0, group=MINE, text="※" + kind, kind=kind, who="※Zed")
            for kind in ("question", "quote", "concern")
        ),
        host(notes.WriteNote, person=0, group=MINE, text="※link", kind="link", url="https://9.9.9.9/※"),
        helper(notes.WriteNote, person=10, group=MINE, text="※worry", kind="concern"),
        helper(notes.WriteNote, person=10, group=MINE, text="※answer", kind="answer", about=13),
        attendee(stars.StarNote, note=11),
        host(headlines.WriteHeadline, group=MINE, text=""),
        host(reading.ReadFirst, nouns=()),
        *kindness.threads(),
        *kindness.thanks(),
        attendee(headlines.WriteHeadline, group=MINE, text="※Swifts※need※holes"),
        reporter(notes.WriteNote, group=FULL, person=0, kind="quote", text="※Louder", who="※Ben"),
        host(reading.ReadFirst, nouns=reading.NOUNS),
        reporter(notes.WriteNote, group=FULL, person=0, text="※Loud"),
        reporter(clips.AddClip, group=FULL, person=0, **SHOT),
        attendee(headlines.WriteHeadline, group=MINE, text="※Unread"),
        *kindness.unread(),
        host(watch.WatchWords, words=("※Swifts", "※Drill", "※Yes", "※Ada", "※need")),
    )


def captioned(story: Story) -> None:
    """Recordings: with words of a machine, mended, typed, that wait, with nobody in it, and that failed."""
    heard = tuple(Line(no * 1000, no * 1000 + 900, f"※Words※{no}") for no in range(3))
    first = len(story.night.clips) + 1
    mended, typed, waits, silent, failed = range(first + 1, first + 6)
    story.given(
        *(attendee(clips.AddClip, group=MINE, **SHOT | {"sort": "sound", "ms": 9000}) for _time in range(7)),
        *(host(consent.ShowClip, clip=no) for no in range(first, first + 7)),
        *(attendee(consent.ReleaseClip, clip=no) for no in (first, mended, typed)),
        *(system(captions.WriteCaptions, clip=no, lines=heard) for no in (first, mended, waits)),
        host(mending.MendCaptions, clip=mended, edition=1, texts=("※Bees", "", "※Hives")),
        host(mending.TypeCaptions, clip=typed, edition=0, text="※All※of※it"),
        attendee(mending.MendCaptions, clip=waits, edition=1, texts=("※Wait", "", "※Hives")),
        system(captions.WriteCaptions, clip=silent, why="silent"),
        system(captions.WriteCaptions, clip=failed, why="failed"),
        host(quoting.QuoteClip, clip=mended, person=0, line=1),
    )


def coming_after(story: Story) -> None:
    """What people added: one is in sight, one is hidden, one was reported, and one waits."""
    story.given(
        host(reading.ReadFirst, nouns=()),
        attendee(sequels.AddSequel, text="※Wrote", url="https://9.9.9.9/※", about="note:2"),
        *(neighbour(sequels.AddSequel, text=text, about="group:1") for text in ("※Spam", "※Rude")),
        host(sequels.HideSequel, sequel=2, why="※Because"),
        attendee(Report, what="sequel", about=3),
        host(reading.ReadFirst, nouns=reading.NOUNS),
        attendee(sequels.AddSequel, text="※Waits"),
        attendee(keeping.KeepPromise, about="note:2", text="※Drilled"),
    )
    cards(story)


def cards(story: Story) -> None:
    """One that came along and is closed, one in sight, one hidden, one reported, one that waits; and a night
    that used one of them."""
    story.given(
        host(reading.ReadFirst, nouns=()),
        attendee(leaflets.MakeLeaflet, about="note-2", **CARD),
        *(neighbour(leaflets.MakeLeaflet, **CARD) for _two in range(2)),
        host(leaflet_sight.HideLeaflet, leaflet=3, why="※Because"),
        attendee(Report, what="leaflet", about=4),
        host(reading.ReadFirst, nouns=reading.NOUNS),
        attendee(leaflets.MakeLeaflet, **CARD),
        guest(knocks.KnockAt, leaflet=2, key="k1", agreed=True),
        guest(knocks.KnockAt, leaflet=2, key="k2"),
        attendee(knocks.ReportKnock, knock=2, side="owner", why="※Pills"),
        attendee(takers.TakeMessages, group=MINE),
        guest(knocks.KnockAt, group=MINE, to=1, key="k3"),
        host(takers.PassMessagesOn),
        system(
            uses.NoteUse, about="card-2", title="※Elsewhere", place="※Leeds", url="https://9.9.9.9/n/3/about"
        ),
    )


def with_slips() -> Night:
    """One slip, one vote: Ada was in before the print; Ben's phone died, and his new slip waits for him.
    Nora, with a link of her own, may give slips, too."""
    story = Story(Night(CODE)).given(
        host(StartNight, setup=setup(title="※Slips", place="", rooms=ROOMS, slots=SLOTS)),
        guest(people.Join, name="※Ada"),
        host(PrintSlips, count=9),
        guest(people.Join, name="※Ben", slip=1),
        host(GiveSlip, slip=2, person=2),
        guest(people.Join, name="※Cleo", slip=3),
        host(VoidSlips, first=8, last=9),
        host(remote.InviteHelper, name="※Nora", controls=("people",)),
    )
    return story.given(host(MovePhase, to="vote")).night


def named(byline: Byline, *choices: Byline) -> Night:
    """A night whose door promises this byline, closed; the first people have chosen others. Two talked about
    Swifts, two about Moths. The first one's initial is Q."""
    promised = setup(title="※Named", place="", byline=byline, rooms=ROOMS, slots=SLOTS)
    story = Story(Night(CODE)).given(
        host(StartNight, setup=promised),
        *(guest(people.Join, name=name) for name in ("Q※Ada", "※Ben", "※Cleo", "※Dan")),
        *(Somebody(acting(no))(ChooseByline, byline=choice) for no, choice in enumerate(choices, 1)),
        host(MovePhase, to="vote"),
        *(
            person(pitches.MakePitch, title=title)
            for person, title in ((attendee, "※Swifts"), (latecomer, "※Moths"))
        ),
        *(host(lineup.PlacePitch, pitch=no) for no in (1, 2)),
        host(MovePhase, to="talk"),
        *(Somebody(acting(no))(groups.JoinGroup, group=(no + 1) // 2) for no in range(1, 5)),
        latecomer(groups.TakePen, group=2),
        neighbour(GiveThanks, whom=1),
    )
    return story.given(host(MovePhase, to="closed")).night


def asked(*, published: bool) -> Night:
    """A closed night: some said with their name how it was, others without. If it is `published`, the
    host has asked questions of their own, and the record tells what was answered."""
    story = Story(Night(CODE)).given(
        host(StartNight, setup=setup(title="※Asked", place="", rooms=ROOMS, slots=SLOTS)),
        *(guest(people.Join, name=name) for name in ("※Ada", "※Ben", "※Cleo", "※Dan")),
        host(pitches.MakePitch, person=0, title="※Swifts"),
        host(lineup.PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        *(person(groups.JoinGroup, group=1) for person in (attendee, neighbour)),
    )
    if published:
        steps = ("※1", "※2", "※3", "※4", "※5")
        story.given(
            host(asking.WriteForm, scale="※How", steps=steps, questions=("※Why",)),
            host(asking.PublishFeedback, published=True),
        )
    words = ("※Soup",) if published else ("※Soup", "※Time")
    return story.given(
        host(MovePhase, to="closed"),
        attendee(feedback.GiveFeedback, about=feedback.NIGHT, answer=Answer(4, words)),
        attendee(feedback.GiveFeedback, about="group:1", answer=Answer(5, () if published else words)),
        neighbour(feedback.SealFeedback, about=feedback.NIGHT, sealed="c0ffee"),
        lambda night: host(
            pooling.MixFeedback, about=feedback.NIGHT, pooled=0, sealed=(night.version,), kept="5ea1", held=3,
            scales=(2,), words=((0, "※Quiet"), *((0, "※Loud"),) * 40),
        ),
        host(feedback.HideAnswer, no=1),
    ).night  # fmt: skip


def posed() -> Night:
    """Everybody is asked, and agrees or not, while people talk."""
    story = Story(Night(CODE)).given(
        host(
            StartNight, setup=setup(title="※Posed", place="", approve_comments=True, rooms=ROOMS, slots=SLOTS)
        ),
        *(guest(people.Join, name=name) for name in ("※Ada", "※Ben", "※Cleo", "※Dan", "※Eve", "※Fay")),
        helper(people.Join, name="※Nora", phone=False),
        host(MovePhase, to="pitch"),
        *(host(pitches.MakePitch, person=0, title=title) for title in ("※Swifts", "※Moths")),
        host(MovePhase, to="talk"),
        *lines(),
        *opened(),
    )
    return story.night


def bare() -> Night:
    """A rehearsal before anything happens: no rooms, unlimited dots, hidden counts, joining locked; and a
    name that waits to be read."""
    plain = setup(title="※Bare", place="", dots=0, hidden=True, approve_names=True, rooms=(), slots=SLOTS[:1])
    story = Story(Night(CODE)).given(host(StartNight, setup=plain, rehearsal=True))
    return story.given(guest(people.Join, name="※Ada"), host(LockJoining, locked=True)).night


def small() -> Night:
    """A vote on one pitch, with hidden counts and no line-up yet; the host asks Ada for another name."""
    small = setup(title="※Small", place="", hidden=True, approve_names=True, rooms=ROOMS, slots=SLOTS)
    story = Story(Night(CODE)).given(
        host(StartNight, setup=small),
        guest(people.Join, name="※Ada"),
        lambda night: host(naming.TurnNameAway, named=night.version, why="※Because"),
        host(MovePhase, to="pitch"),
        attendee(pitches.MakePitch, title="※Swifts", times=(1,), needs=("quiet",)),
    )
    return story.given(host(MovePhase, to="vote")).night


def unsettled() -> Night:
    """A vote on topics that sound alike, are close, mean nearly the same, or that nobody runs, in a night
    that replays another; and more have come than are expected."""
    story = Story(Night(CODE)).given(
        host(StartNight, setup=setup(title="※Double", place="", rooms=ROOMS, slots=SLOTS)),
        host(sources.NameSource, text="※Leeds"),
        *(guest(people.Join, name=name) for name in ("※Ada", "※Ben", "※Cleo")),
        host(MovePhase, to="pitch"),
        *(attendee(pitches.MakePitch, title=f"※Swifts ※{no}", hosted=False) for no in range(8)),
        *(
            attendee(pitches.MakePitch, title=f"※Night ※bus {more}")
            for more in ("※nurse ※home", "※map ※town")
        ),
        host(MovePhase, to="vote"),
    )
    bots = (guest(people.Join, name="※Bot", ticket=False) for _bot in range(32))
    story.given(*bots, host(ChangeSetup, setup=msgspec.structs.replace(story.night.setup, expected=3)))
    story.given(guest(people.Join, name="※Zed"), host(RenewEntrance, entrance="2345"))
    alike.mean(CODE, alike.on_the_wall(story.night), {(8, 9): 0.9})
    return story.given(attendee(votes.Vote, pitch=1)).night


def by_strength(night: Night) -> Night:
    """The same night, if it asks how much people want each pitch."""
    return (
        Story(night)
        .given(host(ChangeSetup, setup=msgspec.structs.replace(night.setup, ballot="strengths")))
        .night
    )


def strong() -> Night:
    """The small night, if it asks how much people want each pitch: Ada loves, likes and refuses one."""
    story = Story(by_strength(small()))
    story.given(host(RevealVotes, revealed=True))
    story.given(*(attendee(pitches.MakePitch, title=title) for title in ("※Newts", "※Owls")))
    answers = enumerate(strengths.STRENGTHS, 1)
    said = (attendee(strengths.SayStrength, pitch=no, strength=one) for no, one in answers)
    return story.given(*said).night


def empty() -> Night:
    """Nobody has come yet."""
    return (
        Story(Night(CODE)).given(host(StartNight, setup=setup(title="※Empty", place="", rooms=ROOMS))).night
    )


def walking(*, tables: int) -> Night:
    """An open night, in which people sit down with their topics by themselves: at so many of two tables."""
    setting = setup(title="※Open", place="※Library", seating="open", rooms=ROOMS[:2], slots=SLOTS[:1])
    story = Story(Night(CODE)).given(
        host(StartNight, setup=setting),
        guest(people.Join, name="※Ada"),
        host(MovePhase, to="pitch"),
        attendee(pitches.MakePitch, title="※Moths"),
        host(pitches.MakePitch, person=0, title="※Mice", hosted=False),
        host(pitches.MakePitch, person=0, title="※Moles"),
        host(pitches.MakePitch, person=0, title="※Mules"),
        host(MovePhase, to="groups"),
    )
    opened = (host(OpenTable, person=0, pitch=3 + no, room=ROOMS[no].id) for no in range(tables))
    return story.given(*opened).night


def at(night: Night, phase: str) -> Night:
    """A copy of the night in this phase, with the board following it."""
    return Story(copied(night)).given(host(MovePhase, to=phase)).night

"""Nights whose record is worked on, for its pages: a draft, corrections and their answers, one that was
withdrawn. Each word that people typed begins with ※, as in everything.py."""

from collections.abc import Iterator

import msgspec

from opennight.night.announcement import WriteAnnouncement
from opennight.night.bylines import ChooseByline
from opennight.night.commons import ListInCommons
from opennight.night.corrections import (
    AnswerCorrection,
    HideCorrectionAnswer,
    MendWords,
    ShowCorrectionAnswer,
)
from opennight.night.groups import JoinGroup
from opennight.night.phases import MovePhase
from opennight.night.posts import StopPosts
from opennight.night.publication import (
    ApprovePage,
    HoldRecord,
    OrderRecord,
    PickCover,
    PublishRecord,
    WithdrawRecord,
    WriteStory,
)
from opennight.night.reading import ReadFirst
from opennight.night.state import Night
from tests import everything, posted
from tests.cast import Story, attendee, copied, host, neighbour

WORKED_ON = (
    host(MovePhase, to="closed"),
    host(WriteStory, text="※Soup, ※song."),
    host(PickCover, clip=1),
    host(OrderRecord, order=(2, 1)),
    neighbour(ApprovePage, group=2),
    host(ReadFirst, nouns=("comment",)),
    host(MendWords, anchor="note-1", was="※Said", text="※Sung"),
    host(MendWords, anchor="headline-1", was="※Swifts※need※holes", text="※Holes"),
    attendee(AnswerCorrection, correction=2, text="※Said."),
)


def held() -> Story:
    """It stays a draft when the night closes; a group of Ada's, one of two, has left nothing."""
    story = Story(everything.at(everything.full(), "talk"))
    return story.given(attendee(JoinGroup, group=3), host(MovePhase, to="share"), host(HoldRecord, held=True))


def draft() -> Story:
    """The host has written and mended; an answer waits to be read; one page is approved."""
    return held().given(*WORKED_ON)


def nights() -> Iterator[Night]:
    yield held().night
    story = draft()
    yield copied(story.night)
    story.given(host(ShowCorrectionAnswer, correction=2), attendee(ApprovePage, group=1))
    known = msgspec.structs.replace(story.night.announcement, next_time="※Bring ※bread.")
    story.given(host(WriteAnnouncement, announcement=known), host(PublishRecord))
    story.given(host(ListInCommons, place="※Hall", point="51.455, -2.588"), *posted.posted(story.night))
    yield copied(story.night)
    story.given(host(StopPosts))
    story.given(host(HideCorrectionAnswer, correction=2), host(WithdrawRecord))
    story.given(attendee(ChooseByline, byline="participant"))
    yield story.night

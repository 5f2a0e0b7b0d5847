"""What is said under a note is pushed to the page where it stands; who thanks whom, to nobody."""

from typing import Any

from opennight.live.audiences import BOARD, DESK, HELPER, OFFERS, OWN, PHONE, REMOTE, Audience
from opennight.night.gratitude import AgreeToThanks, ReportThanks
from opennight.night.groups import JoinGroup
from opennight.night.inquiries import LeaveMeOut, PointTo
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import RemovePerson
from opennight.night.notes import EditNote, HideNote, WriteNote
from opennight.night.offers import MakeOffer
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.replies import AcceptAnswer, HideReply, ShowReply, WriteReply
from opennight.night.room_questions import AskRoom
from opennight.night.standup import EndStandUp, StandUpNext
from opennight.night.stars import StarNote
from opennight.night.thanks import GiveThanks
from opennight.night.threads import Like
from tests.cast import attendee, host, latecomer, neighbour, take_back
from tests.live.inside import CODE, Inside, Screen, heard, listening

WHERE = "note:1"
ANSWER = neighbour(WriteReply, about=WHERE, kind="answer", text="At our plots")
SCREENS = {
    "page": (Audience("group", 1), 3),
    "other page": (Audience("group", 2), 2),
    "phone": (PHONE, 1),
    "board": (BOARD, 0),
    "desk": (DESK, 0),
    "remote": (REMOTE, 0),
    "helper": (HELPER, 0),
    "Ada's own": (OWN, 1),
    "Cleo's own": (OWN, 3),
}


async def sharing(made: Inside, *acts: Command) -> dict[str, Screen]:
    """Two groups share; the first one has asked something. All screens there are, with nothing heard yet."""
    await made.start("Ada", "Ben", "Cleo")
    for act in (
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")),
        *(host(PlacePitch, pitch=no, slot=1, room=no) for no in (1, 2)),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=2),
        attendee(WriteNote, group=1, kind="question", text="Where is land?"),
        host(MovePhase, to="share"),
        *acts,
    ):
        await made.writers.send(CODE, act)
    return await listening(made, SCREENS)


def with_words(said: dict[str, str], words: str) -> set[str]:
    return {name for name, text in said.items() if words in text}


async def test_it_is_followed_on_the_page_where_it_stands() -> None:
    async with Inside() as made:
        screens = await sharing(made)
        said = await heard(made, screens, ANSWER)
        assert with_words(said, "At our plots") == {"page"}
        assert "wrote-1" in said["desk"], "which loads the words where they are opened"
        said = await heard(made, screens, neighbour(Like, about=WHERE))
        assert with_words(said, "liked-note-1") == {"page"}
        assert "At our plots" not in said["page"], "a heart brings no words along"
        said = await heard(made, screens, attendee(AcceptAnswer, reply=1, accepted=True))
        assert "answered" in said["page"]
        assert "This answers it" in said["page"]
        said = await heard(made, screens, host(HideReply, reply=1))
        assert "answered" not in said["page"]
        assert not with_words(said, "At our plots")
        assert "Show again" in await made.written(1)


async def test_what_waits_is_the_desks_alone() -> None:
    async with Inside() as made:
        screens = await sharing(made, host(ReadFirst, nouns=("comment",)))
        assert with_words(await heard(made, screens, ANSWER), "At our plots") == {"desk"}
        said = await heard(made, screens, host(ShowReply, reply=1))
        assert with_words(said, "At our plots") == {"page"}


async def test_who_is_named_for_an_ask_is_told_at_once_and_nobody_else() -> None:
    async with Inside() as made:
        screens = await sharing(made, attendee(MakeOffer, wants=True, kind="space", text="Land"))
        screens["Cleo's phone"] = await made.listen(PHONE, 3)
        screens["Cleo's phone"].take()
        said = await heard(made, screens, neighbour(PointTo, offer=1, to=3))
        assert with_words(said, '"named"') == {"Cleo's own", "Cleo's phone", "page"}, "all three are Cleo's"
        assert said["Ada's own"], "she is told whom to ask once her page has loaded"
        assert not said["desk"]
        said = await heard(made, screens, latecomer(LeaveMeOut, offer=1))
        assert said["Cleo's phone"]
        assert with_words(said, '"named"') == set()


async def test_while_asks_are_read_out_the_way_there_is_at_the_top_of_every_phone() -> None:
    async with Inside() as made:
        screens = await sharing(
            made, attendee(MakeOffer, wants=True, kind="space", text="Land"), host(MovePhase, to="vote")
        )
        said = await heard(made, screens, host(StandUpNext))
        assert with_words(said, "Who can?") >= {"phone", "page", "other page"}
        said = await heard(made, screens, host(EndStandUp))
        assert "Who can?" not in said["phone"]


async def test_nobody_is_told_who_thanks_whom() -> None:
    """Not even those two: their pages load anew. The desk reads what it is asked to look at."""
    async with Inside() as made:
        screens = await sharing(made)
        said = await heard(made, screens, latecomer(GiveThanks, whom=1, words="the hedge"))
        assert with_words(said, "the hedge") == set()
        assert with_words(said, "thanked:1:0") == {"Cleo's own", "page"}, "both are Cleo's screens"
        assert said["Ada's own"], "her page is to load anew"
        assert not said["other page"]
        assert not said["board"]
        said = await heard(made, screens, attendee(AgreeToThanks, thanks=1, agreed=True))
        assert with_words(said, "the hedge") == set()
        said = await heard(made, screens, attendee(ReportThanks, thanks=1))
        assert with_words(said, "the hedge") == {"desk"}


async def test_under_an_offer_the_wall_follows_and_whoever_takes_part_loads_their_page() -> None:
    """Nobody else's own page is told of it."""
    async with Inside() as made:
        screens = await sharing(
            made, attendee(MakeOffer, wants=True, kind="space", text="Land"), host(AskRoom, text="Why?")
        )
        screens["wall"] = await made.listen(OFFERS, 2)
        said = await heard(made, screens, neighbour(WriteReply, about="offer:1", kind="answer", text="Plots"))
        assert with_words(said, "Plots") == {"wall", "desk"}
        assert said["Ada's own"], "it is her ask"
        assert not said["Cleo's own"]
        said = await heard(made, screens, neighbour(Like, about="offer:1"))
        assert with_words(said, "liked-offer-1") == {"wall"}
        said = await heard(made, screens, neighbour(WriteReply, about="asked:1", text="Why not"))
        assert with_words(said, "Why not") == set()
        said = await heard(made, screens, latecomer(WriteReply, about="asked:1", text="Indeed"))
        assert said["Cleo's own"]
        assert not said["Ada's own"]


async def test_a_reply_that_waits_follows_what_it_is_about() -> None:
    """At the desk, which reads it: the note may have other words by then, or none."""
    async with Inside() as made:
        screens = await sharing(made, host(ReadFirst, nouns=("comment",)), ANSWER)
        said = await heard(made, screens, host(EditNote, note=1, text="We need a field"))
        assert "under “We need a field”" in said["desk"]
        assert '"unread-reply-1"' in (await heard(made, screens, host(HideNote, note=1)))["desk"]


async def test_whoever_is_removed_takes_all_of_it_off_the_page() -> None:
    """What they answered and said there, their hearts and their stars; let back in, it is there again."""
    async with Inside() as made:
        concern = attendee(WriteNote, group=1, kind="concern", text="No land")
        answer = neighbour(WriteNote, group=1, kind="answer", about=2, text="There is some")
        marks = (neighbour(StarNote, note=1), neighbour(Like, about=WHERE))
        back = (host(MovePhase, to="talk"), neighbour(JoinGroup, group=1))
        screens = await sharing(made, *back, concern, answer, ANSWER, *marks)
        page = screens["page"].page = await made.load(*SCREENS["page"])
        for act in (host(RemovePerson, person=2, wrote=True), take_back):
            await heard_by_page(made, screens["page"], act)
            fresh = await made.load(*SCREENS["page"])
            assert page.look("notes") == fresh.look("notes")
            assert ("At our plots" in page.look("notes")) == ("There is some" in page.look("notes"))
        assert "There is some" in page.look("notes")


async def heard_by_page(made: Inside, screen: Screen, act: Any) -> None:
    """The page applies what it is told of it."""
    night = await made.writers.night(CODE)
    await made.writers.send(CODE, act if isinstance(act, Command) else act(night))
    made.tick()
    for frame in screen.take():
        screen.page.receive(frame)

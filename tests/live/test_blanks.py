"""A page is drawn once for the whole room, and each reader gets what is theirs."""

import asyncio
import re

from opennight.live.audiences import PHONE
from opennight.live.blanks import EDGE, NOBODY, Drawn, Reader, blank
from opennight.live.channel import View
from opennight.live.protocol import Mine
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import Vote
from tests.cast import attendee, host, neighbour
from tests.live.inside import CODE, Inside, Screen

ADA: Mine = {"marks": ["vote:3"], "text": {"name": "Ada <b>"}, "gone": False}
OWN = f"<b>{blank('=name|You')}</b>{blank('command')}"
CARD = f"<p{blank('+vote:3')}>Yours</p><p{blank('-vote:3')}>Give</p>{OWN}"


def test_each_reader_gets_what_is_theirs() -> None:
    drawn = Drawn.of(CARD)
    assert drawn.filled(NOBODY) == "<p hidden>Yours</p><p>Give</p><b>You</b>"
    assert drawn.filled(Reader(ADA, iter(["id-1"]))) == (
        '<p>Yours</p><p hidden>Give</p><b>Ada &lt;b&gt;</b><input type="hidden" name="command" value="id-1">'
    )


def test_a_text_that_only_some_have_is_empty_for_the_others() -> None:
    """A line for some, such as a plea for a seat, is on the page of all, and hidden there."""
    line = Drawn.of(f"<p{blank('+plea')}>{blank('=plea-title|')}</p>")
    assert line.filled(Reader(ADA)) == "<p hidden></p>"


def test_regions_inside_bring_their_own_blanks() -> None:
    drawn = Drawn.of(f"<ul>{blank('*pitch')}</ul>{blank('@timer')}.")
    inside = {"*pitch": [Drawn.of(CARD), Drawn.of("<li>")], "@timer": []}
    whole = drawn.whole(lambda what: inside[what])
    assert whole.filled(NOBODY) == "<ul><p hidden>Yours</p><p>Give</p><b>You</b><li></ul>."
    assert Drawn.of(CARD).whole(lambda what: inside[what]).filled(NOBODY) == Drawn.of(CARD).filled(NOBODY)


def test_marks_cannot_end_their_script() -> None:
    mine: Mine = {"marks": [], "text": {"name": "</script><script>alert(1)</script>"}, "gone": False}
    html = Drawn.of(blank("marks")).filled(Reader(mine))
    assert html.count("</script>") == 1
    assert html.count("<script") == 1


async def wall(inside: Inside) -> None:
    await inside.start("Ada", "Ben")
    await inside.writers.send(CODE, host(MovePhase, to="pitch"))
    for no in range(3):
        await inside.writers.send(CODE, neighbour(MakePitch, title=f"Pitch {no}"))
    await inside.writers.send(CODE, host(MovePhase, to="vote"))


async def test_what_a_person_has_done_is_on_nobody_elses_page() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, attendee(Vote, pitch=2))
        mine, theirs, mine_again = [(await inside.load(PHONE, no)).html for no in (1, 2, 1)]
    given = re.compile(r'data-mine="vote:(\d)">')
    assert (given.findall(mine), given.findall(theirs)) == (["2"], [])
    assert ("Ada" in mine, "Ada" in theirs, "Ben" in mine.partition("<main")[0]) == (True, False, False)
    assert mine == mine_again


async def test_every_page_has_ids_of_its_own() -> None:
    async with Inside() as inside:
        await wall(inside)
        answers = [
            await inside.client.get(f"/n/{CODE}", headers={"Cookie": await inside.cookie(no)})
            for no in (1, 1, 2)
        ]
    ids = [set(re.findall(r'name="command" value="([^"]+)"', answer.text)) for answer in answers]
    assert len(ids[0]) > 6
    assert not ids[0] & ids[1] | ids[1] & ids[2] | ids[0] & ids[2]
    assert EDGE not in "".join(answer.text for answer in answers)


async def test_what_was_refused_is_on_the_page_of_its_sender_alone() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.load(PHONE, 1)
        typed = {"title": "What nobody else may read", "more": "x" * 601, "back": f"/n/{CODE}"}
        sent = {"Cookie": await inside.cookie(1), "Sec-Fetch-Site": "same-origin"}
        refused = await inside.client.post(f"/n/{CODE}/pitches", data=typed, headers=sent)
        assert refused.status_code == 422
        assert typed["title"] in refused.text
        assert "Pitch 2" in refused.text, "with the wall that was on it"
        for no in (1, 2):
            assert typed["title"] not in (await inside.load(PHONE, no)).html


async def test_what_is_inside_changes_with_what_is_around_it() -> None:
    """Given a waiting list and counts drawn a moment ago, when a pitch goes or is merged, then no phone is
    sent what was kept of them.
    """
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, neighbour(Vote, pitch=3))
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        phone = await inside.listen(PHONE, 1, await inside.load(PHONE, 1))
        await inside.writers.send(CODE, host(MergePitch, pitch=3, into=1))
        hear(phone)
        assert (await inside.load(PHONE, 1)).html.count('data-count="2"') == 1
        assert "data-count=2" in phone.page.look("pitch-1")
        await inside.writers.send(CODE, host(MovePhase, to="groups"))
        hear(phone)
        assert "Pitch 1" in phone.page.look("waiting")
        await inside.writers.send(CODE, host(HidePitch, pitch=2))
        hear(phone)
        assert "Pitch 1" not in phone.page.look("waiting")
        assert "Pitch 1" not in (await inside.load(PHONE, 1)).look("waiting")


def hear(screen: Screen) -> None:
    """Put what was pushed onto the screen's page."""
    for frame in screen.take():
        screen.page.receive(frame)


async def test_only_what_has_changed_is_drawn_again() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.load(PHONE, 1)
        drawn: list[str] = []
        render = inside.hub.renderer.render

        def noted(night: Night, partial: str, view: View, values: dict[str, object]) -> str:
            drawn.append(partial)
            return render(night, partial, view, values)

        inside.hub.renderer.render = noted
        for vote in (1, 2):
            await inside.writers.send(CODE, attendee(Vote, pitch=vote))
            await asyncio.gather(*(inside.load(PHONE, no) for no in (1, 2, 1, 2)))
    assert drawn == ["votes/_tally.html"] * 2

"""Hearts, comments and answers under notes, over HTTP: on the group's page, for others, at the desk."""

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def talking(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada sits with the bees, who ask for land; Ben sits with the books."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    neighbour.act("pitches", title="Books", hosted="1")
    for no in ("1", "2"):
        host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move("talk")
    attendee.act("groups/1/join")
    neighbour.act("groups/2/join")
    attendee.act("groups/1/notes", kind="question", text="Where is land?")


def thread(device: Device) -> str:
    """The thread as this device's page of the group has it."""
    return device.get("groups/1").text.partition('id="thread-note-1"')[2].partition('class="say"')[0]


def test_from_the_question_to_the_record(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    assert refused(neighbour.act("threads/note/1/replies", kind="answer", text="x"), 409, "Walk over")
    night.move("share")
    assert (
        neighbour.submit(
            "threads/note/1/replies", "groups/1", kind="answer", text="At <our> plots", as_group="1"
        )
        .headers["location"]
        .endswith("/groups/1")
    )
    assert "At &lt;our&gt; plots" in thread(attendee)
    assert "Ben, for “Books”" in thread(attendee)
    assert attendee.act("replies/1/accept", accepted="1").status_code == 200
    assert "Question · answered" in attendee.get("groups/1").text
    night.move("closed")
    record = host.get("record/g/1").text
    assert "Question · answered" in record
    assert "This answers it · Ben, for “Books”" in record
    assert "  - At \\<our\\> plots — This answers it · Ben, for “Books”" in host.get("record.md").text
    assert refused(neighbour.act("threads/note/1/replies", text="x"), 409, "closed")


def test_a_refused_reply_is_shown_with_what_was_typed(night: Evening, neighbour: Device) -> None:
    night.move("share")
    page = neighbour.submit("threads/note/1/replies", "groups/1", kind="answer", text="x" * 301)
    assert page.status_code == 422
    assert "Too long by 1" in page.text.partition('id="say-note-1"')[2]
    assert "x" * 301 in page.text


def test_a_long_thread_stays_short(night: Evening, attendee: Device, neighbour: Device) -> None:
    """With a way to a page that has all of it."""
    night.move("share")
    for no in range(5):
        neighbour.act("threads/note/1/replies", kind="answer", text=f"Said {no}")
    attendee.act("replies/1/accept", accepted="1")
    page = thread(neighbour)
    assert [no for no in range(5) if f"Said {no}" in page] == [0, 3, 4]
    assert 'threads/note/1">5 comments in all</a>' in page
    whole = neighbour.get("threads/note/1").text
    assert [no for no in range(5) if f"Said {no}" in whole] == [0, 1, 2, 3, 4]
    assert "It answers our question" in whole
    assert neighbour.get("threads/note/9").status_code == 404


def test_from_a_reply_it_is_one_tap_to_where_the_host_is_asked_to_look(
    night: Evening, attendee: Device, neighbour: Device
) -> None:
    """Beside each one on the group's page, but for one's own; on the wall for all that was said."""
    night.move("share")
    for text in ("Plots", "A roof"):
        neighbour.act("threads/note/1/replies", text=text)
    attendee.act("offers", wants="1", kind="space", text="Land")
    neighbour.act("threads/offer/1/replies", kind="answer", text="Plots")
    way = f'href="/n/{night.code}/threads/note/1#reply-2"'
    hidden = ["hidden" in thread(one).partition(way)[2].partition(">")[0] for one in (attendee, neighbour)]
    assert hidden == [False, True]
    assert way in thread(attendee)
    page = attendee.get("threads/note/1").text
    assert 'id="reply-2"' in page
    assert "/reports/reply/2" in page
    assert f'href="/n/{night.code}/threads/offer/1"' in attendee.get("offers").text


def test_helpers_speak_for_others_and_tidy(night: Evening, helper: Device, host: Device) -> None:
    helper.act("people", name="Nora")
    helper.act("groups/1/join", for_="3")
    assert "Answer it" in helper.get("helper?for=3").text
    assert helper.act("threads/note/1/like", for_="3").status_code == 200
    assert helper.act("threads/note/1/replies", for_="3", kind="answer", text="Ask me").status_code == 200
    assert night.actors("ReplyWritten") == ["helper:481516"]
    assert night.events("ReplyWritten")[0]["person"] == 3
    assert helper.act("threads/note/1/replies", text="As myself").status_code == 200
    assert night.events("ReplyWritten")[1]["person"] == 0, "the desk's own"
    assert "2 comments" in host.get("desk").text.partition('id="gathering-1"')[2]
    assert "Ask me" in host.get("desk?part=written&group=1").text
    assert host.act("replies/1/hide", why="Said already").status_code == 200
    assert "Ask me" not in thread(host)


def test_not_there(night: Evening, attendee: Device, host: Device) -> None:
    for path in ("threads/note/9", "threads/pitch/1", "threads/nothing/1"):
        assert refused(attendee.act(f"{path}/like"), 404, "nothing like that")
        assert refused(attendee.act(f"{path}/replies", text="x"), 404, "nothing like that")
    assert refused(attendee.act("replies/9/accept", accepted="1"), 404, "no such comment")
    assert refused(host.act("replies/9/hide"), 404, "no such comment")


def test_who_appreciates_it_is_told_to_nobody_else(attendee: Device, neighbour: Device) -> None:
    attendee.act("threads/note/1/like")
    assert "liked:note:1" in attendee.get("groups/1").text.partition('id="mine"')[2]
    assert "liked:note:1" not in neighbour.get("groups/1").text.partition('id="mine"')[2]


def test_they_stand_under_offers_asks_and_questions_to_everybody(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    """On the page of each, in a night whose groups have long sat down; the wall has the last word of each."""
    attendee.act("offers", wants="1", text="Land", kind="space")
    host.act("asked", text="What's your metaphor?")
    answer = neighbour.submit("threads/offer/1/replies", "offers/1", kind="answer", text="At <our> plots")
    assert answer.headers["location"].endswith("/offers/1")
    assert "At &lt;our&gt; plots" in attendee.get("offers").text
    page = attendee.get("offers/1").text
    assert "At &lt;our&gt; plots" in page
    assert "It answers what I asked" in page
    assert attendee.act("replies/1/accept", accepted="1").status_code == 200
    assert "This answers it" in neighbour.get("offers").text
    assert neighbour.act("threads/offer/1/like").status_code == 200
    assert "liked:offer:1" in neighbour.get("offers").text.partition('id="mine"')[2]
    refused_one = neighbour.submit("threads/asked/1/replies", "asked", text="x" * 301)
    assert refused_one.status_code == 422
    assert "Too long by 1" in refused_one.text
    assert neighbour.act("threads/asked/1/replies", text="Good one").status_code == 200
    assert "Good one" in attendee.get("asked").text
    assert "Good one" in host.get("asked/all").text
    assert "At &lt;our&gt; plots" in host.get("desk").text
    assert host.act("replies/1/hide").status_code == 200
    assert "our&gt; plots" not in attendee.get("offers").text + attendee.get("offers/1").text
    night.move("closed")
    assert (
        'action="/n/'
        not in attendee.get("offers/1").text.partition('id="said"')[2].partition("</section>")[0]
    )


def test_a_helper_says_it_under_an_offer_for_somebody(
    night: Evening, helper: Device, attendee: Device
) -> None:
    helper.act("people", name="Nora")
    attendee.act("offers", wants="1", text="Somebody who bakes", kind="skills")
    assert "Answer it: Somebody who bakes" in helper.get("helper?for=3").text
    assert helper.act("threads/offer/1/like", for_="3").status_code == 200
    assert helper.act("threads/offer/1/replies", for_="3", kind="answer", text="Ask Uma").status_code == 200
    assert "Nora" in attendee.get("offers/1").text.partition('id="said"')[2]

"""A question to everybody over HTTP: lines come in, wait to be read, and are put together by their words."""

import pytest

from tests.server import Server
from tests.web.cast import Evening, refused
from tests.web.test_nothing_secret import pushed

LINES = ("A beehive", "The beehives in my garden", "A river", "Jazz")


@pytest.fixture
def asked(shared_server: Server) -> Evening:
    night = Evening(shared_server)
    night.enter("Ada")
    night.enter("Ben")
    assert night.host.act("asked", text="What's your metaphor?", each="5").status_code == 200
    return night


def test_lines_are_put_together_by_their_words_and_taken_apart(asked: Evening) -> None:
    for text in LINES:
        assert asked.known(1).act("asked/1/lines", text=text).status_code == 200
    assert asked.host.act("asked/1/piles", together="1").status_code == 200
    (piled,) = asked.events("LinesPiled")
    assert piled["piles"] == [{"name": "beehive", "lines": [1, 2]}]
    board = asked.host.get("board").text
    places = [board.index(words) for words in ("beehive", "A beehive", "And also", "A river")]
    assert places == sorted(places)
    asked.host.act("asked/1/piles")
    assert asked.events("LinesPiled")[-1]["piles"] == []


async def test_a_line_that_waits_is_seen_by_its_author_and_the_desk_alone(asked: Evening) -> None:
    asked.host.act("reading", nouns="comment")
    ada, ben = asked.known(1), asked.known(2)
    ada.act("asked/1/lines", text="wordsofline")
    assert "wordsofline" in ada.get("asked").text
    assert "wordsofline" in asked.host.get("asked/all").text
    assert "1 line to read" in asked.host.get("desk").text
    others = [ben.get(page).text for page in ("", "asked", "board", "record", "record.json")]
    others += [word async for word in pushed(ben, "board")] + [word async for word in pushed(ada, "phone")]
    assert not [text for text in others if "wordsofline" in text]
    asked.host.act("lines/let-in", lines="1")
    assert "wordsofline" in ben.get("board").text


def test_who_hides_a_line_and_who_may_not(asked: Evening) -> None:
    ada, ben = asked.known(1), asked.known(2)
    ada.act("asked/1/lines", text="A beehive")
    assert refused(ben.act("lines/1/hide"), 403, "Only the person")
    assert asked.host.act("lines/1/hide", why="Said already").status_code == 200
    assert "Said already" in ada.get("me").text
    assert "A beehive" not in asked.host.get("board").text


def test_a_helper_writes_for_somebody_without_a_phone(asked: Evening) -> None:
    helper = asked.helper()
    helper.act("people", name="Nora")
    assert "What&#39;s your metaphor?" in helper.get("helper?for=3").text
    assert helper.act("asked/1/lines", text="A loom", for_="3").status_code == 200
    asked.move("closed")
    [question] = asked.device().get("record.json").json()["questions"]
    assert question["piles"] == [
        {"name": "", "lines": [{"id": "line-1", "no": 1, "text": "A loom", "by": "Nora"}]}
    ]


def test_the_page_has_no_place_for_a_question_that_is_closed(asked: Evening) -> None:
    asked.host.act("asked/1/open", open="0")
    assert "The host is not asking anything at the moment." in asked.known(1).get("asked").text
    assert refused(asked.known(1).act("asked/1/lines", text="Late"), 409, "no more lines")

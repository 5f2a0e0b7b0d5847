"""Who reads the record: as a draft, published and withdrawn; and what becomes of mended words."""

import re

import pytest

from tests.server import Server
from tests.web.cast import refused
from tests.web.stage import Stage

PAGES = ("record", "record/g/1", "record/quote/note-1", "record/to/note-1")
FILES = ("record.md", "record.html", "record.csv", "record.json", "record.ics")
SAID = "We like bees."


@pytest.fixture(scope="module")
def shared(shared_server: Server) -> Stage:
    return Stage(shared_server, "share")


@pytest.fixture
def stage(shared: Stage) -> Stage:
    return shared.again()


def closed(stage: Stage, *, held: bool) -> None:
    if held:
        stage.cast["host"].act("record/hold", held="1")
    stage.night.move("closed")


def test_a_draft_is_for_the_host_helpers_and_each_group_its_page(stage: Stage) -> None:
    closed(stage, held=True)
    cast = stage.cast
    for page in (*PAGES, *FILES):
        for who in ("outsider", "neighbour"):
            assert cast[who].get(page).status_code == 409, f"{who} {page}"
        for who in ("host", "helper"):
            assert cast[who].get(page).status_code in (200, 303), f"{who} {page}"
    assert "The host is still working on the record." in cast["outsider"].get("record").text
    assert SAID in cast["attendee"].get("record/g/1").text, "she sat in it"
    assert cast["attendee"].get("record").status_code == 409
    assert cast["attendee"].get("record/own").headers["location"].endswith("/record/g/1")
    assert "Approve this page" in cast["attendee"].get("record/g/1").text
    cast["attendee"].act("record/g/1/approve", approved="1")
    assert "Its group has read and approved this page." in cast["host"].get("record/g/1").text
    cast["host"].act("record/publish")
    assert all(cast["outsider"].get(page).status_code in (200, 303) for page in (*PAGES, *FILES))


def test_at_its_address_a_withdrawn_record_says_so_and_nothing_else(stage: Stage) -> None:
    closed(stage, held=False)
    cast = stage.cast
    assert SAID in cast["outsider"].get("record/g/1").text
    cast["host"].act("record/withdraw")
    for who in ("outsider", "neighbour", "attendee"):
        for page in (*PAGES, *FILES):
            answer = cast[who].get(page)
            assert answer.status_code == 410, f"{who} {page}"
            for words in (SAID, "Bees", "So do I.", "Ada"):
                assert words not in answer.text, f"{who} {page}"
    assert "This record was withdrawn" in cast["outsider"].get("record").text
    assert SAID in cast["host"].get("record/g/1").text
    assert cast["attendee"].get("evening").status_code == 200, "that is theirs"
    cast["host"].act("record/publish")
    assert SAID in cast["outsider"].get("record/g/1").text


def test_an_old_link_still_leads_to_what_it_named(stage: Stage) -> None:
    closed(stage, held=False)
    outsider = stage.cast["outsider"]
    answer = outsider.client.get(f"/n/{stage.night.code}/record/to/note-1", follow_redirects=False)
    assert answer.headers["location"] == f"/n/{stage.night.code}/record/g/1#note-1"
    assert outsider.get("record/to/nothing").status_code == 404
    assert outsider.get("record/g/99").status_code == 404
    assert outsider.get("record/quote/note-99").status_code == 404
    assert outsider.get("record/actions/1.ics").status_code == 404


def test_a_quote_comes_with_its_source(stage: Stage) -> None:
    closed(stage, held=False)
    text = stage.cast["outsider"].get("record/quote/note-1").text
    [whole] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text)
    assert whole.startswith("“We like bees.” — Ada, “Bees”, ")
    assert f"/n/{stage.night.code}/record/g/1#note-1 (" in whole


def test_mended_words_stand_beside_what_they_were_and_their_author_answers(stage: Stage) -> None:
    closed(stage, held=False)
    cast = stage.cast
    assert cast["neighbour"].get("record/mend/note-1").status_code == 403
    answer = cast["helper"].submit("record/mend/note-1", "record/mend/note-1", was=SAID, text="We love bees.")
    assert answer.status_code == 303
    page = cast["outsider"].get("record/g/1").text
    assert "<s hx-ignore>We like bees.</s>" in page
    assert "We love bees.</blockquote>" in page
    assert "your words in the record" in cast["attendee"].get("me").text
    assert "What do you say to that?" in cast["attendee"].get("record/mend/note-1").text
    assert refused(cast["neighbour"].act("corrections/1/answer", text="x"), 403, "whose words")
    assert refused(cast["attendee"].act("corrections/1/answer", text="x" * 301), 422, "Too long", "text")
    assert cast["attendee"].act("corrections/1/answer", text="Like is enough.").status_code == 200
    assert refused(cast["attendee"].act("corrections/1/answer", text="Again"), 409, "been answered")
    assert "Like is enough." in cast["outsider"].get("record/g/1").text
    cast["host"].act("corrections/1/hide", why="Rude")
    assert "Like is enough." not in cast["outsider"].get("record/g/1").text


def test_an_answer_that_waits_to_be_read_is_counted_at_the_desk(stage: Stage) -> None:
    cast = stage.cast
    assert cast["host"].act("reading", nouns="comment").status_code == 200
    closed(stage, held=False)
    cast["host"].act("record/mend/note-1", was=SAID, text="We love bees.")
    assert "in the record to read" not in cast["host"].get("desk").text
    cast["attendee"].act("corrections/1/answer", text="Like is enough.")
    assert "Like is enough." not in cast["outsider"].get("record/g/1").text
    assert "1 answer in the record to read" in cast["host"].get("desk").text
    assert "Like is enough." in cast["host"].get("record/draft").text
    cast["host"].act("corrections/1/show")
    assert "in the record to read" not in cast["host"].get("desk").text


def test_the_host_orders_the_groups_and_writes_above_them(
    stage: Stage,
) -> None:
    closed(stage, held=False)
    cast = stage.cast
    before = re.findall(r'record/g/(\d)">\w', cast["host"].get("record").text)
    cast["helper"].act("record/g/1/move", up="0")
    cast["helper"].act("record/story", text="We met <b>and</b> it rained.")
    page = cast["outsider"].get("record").text
    assert "We met &lt;b&gt;and&lt;/b&gt; it rained." in page
    assert [group["no"] for group in cast["host"].get("record.json").json()["groups"]] == [2, 1], before
    assert refused(cast["helper"].act("record/g/99/move", up="0"), 404, "no such group")
    assert refused(cast["helper"].act("record/story", text="x" * 2001), 422, "Too long", "text")
    assert refused(cast["helper"].act("record/hold", held="1"), 403)

"""The wall of offers and asks on its pages, without scripts; what helpers do; the board that reads it out."""

import re

import pytest

from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.test_introductions import did


@pytest.fixture
def night(shared_server: Server) -> Evening:
    return Evening(shared_server)


@pytest.fixture
def ada(night: Evening) -> Device:
    return night.enter("Ada")


@pytest.fixture
def ben(night: Evening) -> Device:
    return night.enter("Ben")


def test_one_short_form_without_scripts(night: Evening, ada: Device, ben: Device) -> None:
    answer = ada.submit("offers", "offers", wants="1", text="Land <b>here</b>", kind="space")
    assert answer.status_code == 303
    page = ben.get("offers").text
    assert "Land &lt;b&gt;here&lt;/b&gt;" in page
    assert f'href="/n/{night.code}/offers/1"' in page
    answer = ada.submit("offers", "offers", wants="1", text="x" * 201, kind="space")
    assert answer.status_code == 422
    assert "Too long by 1" in answer.text
    assert "x" * 201 in answer.text


def test_the_way_there_is_on_every_phone_page_but_the_vote_s(night: Evening, ada: Device) -> None:
    """That one has sixty pitches to carry; one's own page has the way, too."""
    link = f'href="/n/{night.code}/offers"'
    for phase in ("pitch", "vote", "groups", "talk", "share", "closed"):
        night.move(phase)
        assert (link in ada.get().text) == (phase != "vote"), phase
        assert f"{link[:-1]}/mine" in ada.get("me").text


def test_what_others_may_not_see_has_no_page(night: Evening, ada: Device, ben: Device) -> None:
    did(ada.act("offers", wants="1", text="Land", kind="space"))
    assert ben.get("offers/1").status_code == 200
    did(night.host.act("offers/1/hide"))
    assert ben.get("offers/1").status_code == 404
    assert ada.get("offers/1").status_code == 200, "it is hers"
    assert ben.get("offers/9").status_code == 404
    assert night.device().get("offers").status_code == 403


def test_what_waits_is_with_its_author_and_let_in_with_one_press(
    night: Evening, ada: Device, ben: Device
) -> None:
    """The wall says so to Ada, or she would write it again; desk and helpers let in all that they saw."""
    told = '<p class="hint" data-mine="unread-offer">'
    did(night.host.act("reading", nouns="offer"))
    assert told not in ada.get("offers").text
    for text in ("Land", "Seeds"):
        answer = ada.act("offers", wants="1", text=text)
        assert "unread-offer" in answer.json()["mine"]["marks"]
    assert told in ada.get("offers").text
    assert told not in ben.get("offers").text
    for page in (night.host.get("desk").text, night.host.get("waiting").text):
        assert 'name="offers" value="1,2"' in page
        assert "noted out" not in page, "who reads it would read it struck out"
    did(night.host.act("reading/let-in", offers="1,2"))
    assert "Seeds" in ben.get("offers").text
    assert told not in ada.get("offers").text


def test_everybody_is_told_on_their_own_page_in_a_break(night: Evening, ada: Device, ben: Device) -> None:
    did(ada.act("offers", wants="1", text="Land for a garden", kind="space", where="Leeds"))
    did(ben.act("offers", wants="0", text="A garden plot", kind="space", where="Leeds"))
    night.move("pitch")
    for device in (ada, ben):
        assert "Both mention" not in device.get("offers/mine").text
    night.move("groups")
    for device, other in ((ada, "Ben offers: A garden plot"), (ben, "Ada asks: Land for a garden")):
        page = device.get("offers/mine").text
        assert other in page
        assert "Both mention: garden." in page
        assert "Both are here: Leeds." in page
    assert "Both mention" not in night.enter("Cleo").get("offers/mine").text


def test_at_the_end_the_evening_leads_there(night: Evening, ada: Device, ben: Device) -> None:
    did(ada.act("offers", wants="1", text="Land for a garden", kind="space"))
    did(ben.act("offers/1/introduce", contact="ben@example.org"))
    night.move("closed")
    for page in ("", "evening"):
        assert "See who said yes, and what matches yours" in ada.get(page).text
        assert "One waits for your answer." in ada.get(page).text
        assert "One waits for your answer." not in ben.get(page).text
    assert "See who said yes" not in night.known(2).get("board").text
    did(ada.act("introductions/1/agree", contact="ada@example.org"))
    assert "waits for your answer" not in ada.get("evening").text


def test_who_is_named_sees_it_and_can_be_left_out(night: Evening, ada: Device, ben: Device) -> None:
    uma = night.enter("Uma")
    did(ada.act("offers", wants="1", text="Land for a garden", kind="space"))
    did(ben.act("offers/1/point", to="3"))
    assert "Suggested by: Ben" in uma.get("offers/mine").text
    assert "Others suggest: Uma" in ada.get("offers/mine").text
    assert "Uma" not in ben.get("offers").text, "that is between them"
    calls, hidden = "Somebody suggested you", r'announced"[^>]* hidden><a href="[^"]*/offers/mine'
    for device, seen in ((uma, True), (ben, False), (ada, False)):
        assert calls in device.get().text
        assert bool(re.search(hidden, device.get().text)) != seen
    assert "Somebody suggested you for one." in uma.get("me").text
    night.move("vote")
    assert calls not in uma.get().text, "nobody is called away from the wall"
    did(uma.act("offers/1/leave-out"))
    night.move("share")
    assert re.search(hidden, uma.get().text)
    assert "Suggested by" not in uma.get("offers/mine").text


def test_a_helper_does_it_for_somebody_without_a_phone(night: Evening, ada: Device) -> None:
    helper = night.helper()
    did(helper.act("people", name="Nora"))
    did(ada.act("offers", wants="1", text="Somebody who bakes", kind="skills"))
    did(helper.act("offers", wants="0", text="Bread", kind="skills", **{"for": "2"}))
    assert night.events("OfferMade")[1]["person"] == 2
    did(night.host.act("standup/next"))
    page = helper.get("helper?for=2").text
    assert "They can: put their hand up" in page
    did(helper.act("offers/1/hand", **{"for": "2"}))
    did(helper.act("offers/1/introduce", contact="landline 0113", hours="2", **{"for": "2"}))
    assert "landline 0113" not in helper.get("helper?for=2").text
    assert "Nora can" in ada.get("offers/mine").text
    did(ada.act("introductions/1/agree", contact="ada@example.org"))
    page = helper.get("helper?for=2").text
    assert "Both have said yes." in page
    assert "ada@example.org" not in page, "the other one gets in touch"
    assert "landline 0113" in ada.get("offers/mine").text


def test_a_helper_changes_it_takes_it_off_and_puts_it_back_for_them(night: Evening, ada: Device) -> None:
    helper = night.helper()
    did(helper.act("people", name="Nora"))
    did(helper.act("offers", wants="0", text="Bread", kind="skills", much="a loaf", **{"for": "2"}))
    did(ada.act("offers", wants="1", text="Land", kind="space"))
    nora = {"for": "2"}
    answer = helper.submit("offers/1/edit", "helper?for=2", text="Rolls", kind="skills", **nora)
    assert answer.headers["location"].startswith(f"/n/{night.code}/helper?for=2")
    assert "Rolls" in ada.get("offers").text
    answer = helper.submit("offers/1/edit", "helper?for=2", text="x" * 201, kind="skills", **nora)
    assert "Too long by 1" in answer.text
    assert "x" * 201 in answer.text
    did(helper.act("offers/1/close", closed="1", **nora))
    assert "Rolls" not in ada.get("offers").text
    assert "Put it back on the wall" in helper.get("helper?for=2").text
    did(helper.act("offers/1/close", closed="0", **nora))
    assert "Rolls" in ada.get("offers").text
    for path, more in (("edit", {"text": "Mine", "kind": ""}), ("close", {"closed": "1"}), ("renew", {})):
        assert refused(helper.act(f"offers/2/{path}", **nora, **more), 403, "who wrote this"), path
        assert refused(ada.act(f"offers/1/{path}", **nora, **more), 403, "who wrote this"), path
    assert "Nora" not in night.host.get("moderated").text, "it is done for them, and not to them"


def test_it_is_read_out_from_the_desk_and_by_a_helper_who_may(
    night: Evening, ada: Device, ben: Device
) -> None:
    helper = night.helper()
    did(ada.act("offers", wants="1", text="Land for a garden", kind="space"))
    did(night.enter("Cleo").act("offers", wants="0", text="A garden plot", kind="space"))
    assert refused(helper.act("standup/next"), 403, "has not let helpers")
    did(night.host.act("remote/helpers", controls="next"))
    assert "Start with the first ask" in helper.get("remote").text
    did(helper.act("standup/next"))
    board = ben.get("board").text
    assert 'data-scene="standup"' in board
    assert "Land for a garden" in board
    assert "Cleo offers: A garden plot" in board, "the host can say it, too"
    did(ben.act("offers/1/hand"))
    did(helper.act("standup/1/hands", hands="3"))
    did(helper.act("standup/1/table", table="Table 5"))
    board = ben.get("board").text
    assert "<b>4</b> hands" in board
    assert "Go and find each other: Table 5" in board
    assert "Ben" not in board, "a hand is counted, and not named"
    did(helper.act("standup/next"))
    assert "Now find each other" in ben.get("board").text
    did(helper.act("standup/end"))
    assert 'data-scene="welcome"' in ben.get("board").text


def test_a_reader_shows_the_host_what_somebody_wrote(night: Evening, ada: Device, ben: Device) -> None:
    """Each page has the button for what others wrote, and none for one's own."""
    host, hidden = night.host, r'{}"[^>]* hidden'
    did(ada.act("offers", wants="1", text="Land for a garden", kind="space"))
    did(ada.act("threads/offer/1/replies", text="Soon"))
    did(host.act("asked", text="What's your metaphor?"))
    did(ada.act("asked/1/lines", text="A beehive"))
    did(host.act("propositions", text="Bees first."))
    did(host.act("propositions/open"))
    for page, path in (
        ("offers/1", "reports/offer/1"),
        ("threads/offer/1", "reports/reply/1"),
        ("asked", "reports/line/1"),
        ("propositions", "reports/sentence/1"),
    ):
        form = f'action="/n/{night.code}/{path}'
        assert form in ben.get(page).text, path
        assert re.search(hidden.format(form), ben.get(page).text) is None
        assert page == "propositions" or form not in re.sub(
            r"<(span|div)[^>]*hidden>.*?</\1>", "", ada.get(page).text, flags=re.S
        )
        assert ben.submit(path, page).headers["location"].startswith(f"/n/{night.code}")
        assert re.search(hidden.format(form), ben.get(page).text)
        assert "The host was asked to look at it." in ben.get(page).text
    desk = host.get("desk").text
    assert "4 things to look at" in desk
    assert desk.count("1 reader asks you to look at it") == 4
    did(host.act("remote/helpers", controls="approve"))
    assert night.helper().get("waiting").text.count("1 reader asks you to look at it") == 2
    did(host.act("watch/1/clear", what="offer"))
    assert "3 things to look at" in host.get("desk").text
    assert "reported" not in ada.get("offers/1").text.partition('id="mine"')[2]


def test_what_waits_is_read_at_the_desk_and_on_the_page_of_a_helper(night: Evening, ada: Device) -> None:
    did(night.host.act("reading", nouns="offer"))
    did(ada.act("offers", wants="1", text="Land for a garden", kind="space"))
    assert "1 offer to read" in night.host.get("desk").text
    assert "Land for a garden" not in night.enter("Ben").get("offers").text
    did(night.host.act("remote/helpers", controls="approve"))
    helper = night.helper()
    assert "Land for a garden" in helper.get("waiting").text
    did(helper.act("offers/1/show"))
    assert "Land for a garden" in night.enter("Cleo").get("offers").text


def test_a_hand_for_an_ask_is_no_seat_in_the_group_with_its_number(
    night: Evening, ada: Device, ben: Device
) -> None:
    """Given ask 1 read out and Ada in group 1, then Ada's hand is down; Ben's goes up; he may not write."""
    night.talk_about_bees(ada)
    cleo = night.enter("Cleo")
    cleo.act("offers", wants="1", text="Land", kind="space")
    assert night.host.act("standup/next").status_code == 200
    hidden = re.compile(r'action="[^"]*/offers/1/(unhand|hand)"[^>]* hidden')
    assert hidden.findall(ada.get("offers").text) == ["unhand"]
    assert ben.act("offers/1/hand").status_code == 200
    assert hidden.findall(ben.get("offers").text) == ["hand"]
    assert re.search(r'class="paper writing"[^>]* hidden', ben.get("groups/1").text)

"""Tables over HTTP: the codes to print for them, and opening one for somebody without a phone."""

import pathlib

import pytest

from opennight.web.core.links import qr
from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.test_local_addresses import AT_HOME, PUBLIC, at

OPEN: dict[str, str | list[str]] = {
    "seating": "open",
    "room_id": ["1", "2", "7"],
    "room_name": ["Table 1", "Oak", "Ash"],
    "room_seats": ["4", "4", "4"],
}


@pytest.fixture
def night(shared_server: Server) -> Evening:
    return Evening(shared_server, **OPEN)


@pytest.fixture
def walking(night: Evening, host: Device) -> Evening:
    """Nora (person 1) has no phone and a topic; somebody should run the other one. People walk to tables."""
    host.act("people", name="Nora")
    night.move("pitch")
    host.act("pitches", title="Bees", hosted="1", for_="1")
    host.act("pitches", title="Books", hosted="0")
    night.move("groups")
    return night


class TestPrinted:
    def test_a_code_for_each_table(self, tmp_path: pathlib.Path) -> None:
        """Its address is absolute, as phones reach it, and is there to be typed."""
        with at(tmp_path, PUBLIC) as other:
            night = Evening(other.server, **OPEN)
            page = night.host.get("tables/print").text
            for no in (1, 2, 7):
                address = f"{PUBLIC}/n/{night.code}/tables/{no}"
                assert str(qr(address)) in page
                assert address.partition("://")[2] in page.replace("<wbr>", "")
            assert page.count('class="table-sign"') == 3
            assert "Wi-Fi" not in page

    def test_its_number_unless_the_name_is_one(self, night: Evening, host: Device) -> None:
        """It is the one in the address; a table that is called by another number has no second one."""
        page = host.get("tables/print").text
        assert [no for no in ("1", "2", "7") if f'<p class="table-number">{no}</p>' in page] == ["2", "7"]

    def test_an_address_of_the_local_network_says_so(self, tmp_path: pathlib.Path) -> None:
        with at(tmp_path, AT_HOME) as night:
            page = night.host.get("tables/print").text
            assert "on this Wi-Fi" in page
            assert "OPENNIGHT_URL" in page

    def test_in_the_organisers_language(self, host: Device) -> None:
        assert '<html lang="en"' in host.get("tables/print", **{"Accept-Language": "en"}).text

    def test_a_night_without_tables(self, shared_server: Server) -> None:
        night = Evening(shared_server, room_id="", room_name="", room_seats="")
        page = night.host.get("tables/print").text
        assert "This night has no tables yet" in page
        assert f'href="/n/{night.code}/setup"' in page

    def test_only_the_host_prints_them(
        self, night: Evening, host: Device, helper: Device, attendee: Device, outsider: Device
    ) -> None:
        for device in (helper, attendee, outsider):
            assert device.get("tables/print").status_code == 403
        assert f'href="/n/{night.code}/tables/print"' in host.get("links").text


class TestForSomebody:
    def test_a_helper_opens_their_table(self, walking: Evening, helper: Device) -> None:
        """The helper's page offers it, with their own topic first, and shows where they sit then."""
        page = helper.get("helper?for=1").text
        assert "Open the table" in page
        assert page.index(">Bees</option>") < page.index(">Books</option>")
        answer = helper.submit("tables", "helper", for_="1", pitch="1", room="7")
        assert answer.headers["location"] == f"/n/{walking.code}/helper?for=1"
        assert walking.events("TableOpened") == [{"group": 1, "pitch": 1, "slot": 1, "room": 7}]
        assert walking.events("GroupJoined") == [{"person": 1, "group": 1}]
        assert walking.actors("TableOpened") == ["helper:481516"]
        page = helper.get("helper?for=1").text
        assert ">Bees</option>" not in page, "it has its table"
        assert ">Ash</option>" not in page, "it is taken"

    def test_a_taken_table_is_refused_where_it_was_asked_for(self, walking: Evening, helper: Device) -> None:
        helper.act("tables", for_="1", pitch="1", room="1")
        form, back = f"/n/{walking.code}/tables", f"/n/{walking.code}/helper?for=1"
        answer = helper.submit("tables", for_="1", pitch="2", room="1", form=form, back=back)
        assert answer.status_code == 409
        assert "For Nora" in answer.text
        assert "Table 1 is taken. Oak is free." in answer.text
        assert '<option value="2" selected>Books</option>' in answer.text

    def test_the_host_opens_one_for_nobody(self, walking: Evening, host: Device) -> None:
        assert host.act("tables", pitch="2", room="2").status_code == 200
        assert walking.events("GroupJoined") == []

    def test_nobody_else_opens_one_for_another(
        self, walking: Evening, attendee: Device, outsider: Device
    ) -> None:
        for device in (attendee, outsider):
            assert refused(device.act("tables", for_="1", pitch="1", room="1"), 403)
        assert walking.events("TableOpened") == []

    @pytest.mark.parametrize("phase", ["pitch", "share", "closed"])
    def test_it_is_offered_while_people_walk(self, walking: Evening, helper: Device, phase: str) -> None:
        walking.move(phase)
        assert "Open the table" not in helper.get("helper?for=1").text

    def test_where_the_host_makes_a_line_up_it_is_not(self, shared_server: Server) -> None:
        night = Evening(shared_server)
        night.host.act("people", name="Nora")
        night.move("pitch")
        night.host.act("pitches", title="Bees", hosted="1", for_="1")
        night.move("groups")
        assert "Open the table" not in night.helper().get("helper?for=1").text


class TestWithoutAVote:
    """An open night has neither vote nor line-up, and no page speaks of them."""

    def test_phones_are_promised_none(self, night: Evening, shared_server: Server) -> None:
        welcome = night.enter("Ada").get().text
        assert "Vote.</b>" not in welcome
        assert "Tables open" in welcome
        assert "Vote.</b>" in Evening(shared_server).enter("Ada").get().text

    def test_the_desk_counts_no_choices(self, walking: Evening, host: Device, helper: Device) -> None:
        """A table is nobody's choice that could be met or missed, and nobody is the hardest hit."""
        helper.act("tables", for_="1", pitch="1", room="1")
        host.act("lineup/2/place", cell="1-2")
        host.act("people", name="Karl")
        desk = host.get("desk").text
        for said in (
            "choices met",
            "choice met",
            "hardest hit",
            "left with nothing",
            "What would change it?",
        ):
            assert said not in desk
        assert "/lineup/adjust" not in desk
        assert "Clear it" in desk

    def test_a_line_up_all_the_same(self, walking: Evening, host: Device) -> None:
        """Whoever makes one by a press is told how good it is."""
        assert host.act("lineup/make").status_code == 200
        desk = host.get("desk").text
        assert "/lineup/adjust" in desk
        assert "What would change it?" in desk

    def test_the_board_says_whom_to_look_for(self, walking: Evening, host: Device, helper: Device) -> None:
        """Until a topic has its table, whoever wants to talk about it finds its people by name."""
        board = host.get("board").text.partition('<section class="message"')[2].partition("</section>")[0]
        assert "Bees (Nora)" in board
        assert "Books (Who will run this?)" in board
        helper.act("tables", for_="1", pitch="1", room="1")
        strip = '<section class="next-round" id="no-table-yet"'
        board = host.get("board").text.partition(strip)[2].partition("</section>")[0]
        assert "Bees" not in board
        assert "Books" in board
        host.act("tables", pitch="2", room="2")
        assert strip not in host.get("board").text

    def test_the_board_announces_no_round_without_a_table(self, shared_server: Server) -> None:
        two = {"slot_id": ["1", "2"], "slot_start": ["19:30", "20:15"], "slot_end": ["20:00", "20:45"]}
        night = Evening(shared_server, **OPEN | two)
        night.move("pitch")
        night.host.act("pitches", title="Bees", hosted="0")
        night.move("groups")
        night.host.act("tables", pitch="1", room="1")
        assert 'id="next-round"' not in night.host.get("board").text

    def test_nobody_is_seated_before_there_is_a_table(self, walking: Evening, host: Device) -> None:
        """The desk says how somebody without a phone gets one."""
        desk = host.get("desk").text
        assert "press “Bring in” below" in desk
        assert '<div id="desk-groups" data-none>' in desk
        host.act("lineup/1/place", cell="1-1")
        assert '<div id="desk-groups">' in host.get("desk").text

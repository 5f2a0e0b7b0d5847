"""The run sheet's page: what it begins with, what it saves, and what is refused beside its field."""

import re

import pytest

from tests.server import Server
from tests.web.cast import Evening, Fields, refused

SHEET: dict[str, Fields] = {
    "starts": "18:30",
    "part_slot": ["", "", "1", "", "", "", ""],
    "part_phase": ["welcome", "groups", "talk", "groups", "talk", "share", ""],
    "part_name": ["", "", "", "Soup", "", "", ""],
    "part_minutes": ["15", "5", "30", "20", "30", "20", ""],
    "script-talk": "“Talk, and eat.”",
}


@pytest.fixture
def night(shared_server: Server) -> Evening:
    return Evening(shared_server)


def minutes(page: str) -> list[str]:
    """The minutes of the rows on the page."""
    return re.findall(r'name="part_minutes"[^>]* value="(\d*)"', page)


def test_it_begins_with_the_rounds_that_there_are(night: Evening) -> None:
    page = night.host.get("runsheet").text
    assert minutes(page) == ["15", "25", "10", "5", "45", "20", ""]
    assert 'value="18:35"' in page, "so that the round starts at 19:30, as it was to"


@pytest.mark.parametrize(
    ("plan", "starts", "rows"),
    [("1-evening", "18:40", 6), ("2-open-night", "18:45", 8), ("3-day", "18:10", 10)],
)
def test_it_begins_with_a_plan_of_the_hosts_choice(night: Evening, plan: str, starts: str, rows: int) -> None:
    page = night.host.get(f"runsheet?plan={plan}").text
    assert len(minutes(page)) == rows + 1, "and an empty one"
    assert f'value="{starts}"' in page
    assert night.events("SetupChanged") == [], "nothing is saved yet"


def test_nobody_votes_in_the_plan_of_an_open_night(shared_server: Server) -> None:
    night = Evening(shared_server, seating="open")
    page = night.host.get("runsheet?plan=3-day").text
    assert 'value="vote"' not in page
    assert 'value="pitch" selected' in page


def test_the_saved_sheet_gives_the_rounds_their_times(night: Evening) -> None:
    assert night.host.act("runsheet", **SHEET).json()["go"] == f"/n/{night.code}/desk?part=runsheet"
    [changed] = night.events("SetupChanged")
    assert [(slot["id"], slot["start"], slot["end"]) for slot in changed["setup"]["slots"]] == [
        (1, "18:50", "19:20"),
        (2, "19:40", "20:10"),
    ]
    assert changed["setup"]["title"] == "Bees and books"
    desk = night.host.get("desk").text
    assert "Soup" in desk
    assert "18:50" in desk
    night.move("groups")
    night.host.act("script", step="groups", text="“Sit down, please.”")
    assert "“Sit down, please.”" in night.host.get("desk").text
    assert minutes(night.host.get("runsheet").text) == ["15", "5", "30", "20", "30", "20", ""]


def test_the_setup_keeps_the_sheet_that_it_does_not_show(night: Evening) -> None:
    night.host.act("runsheet", **SHEET)
    page = night.host.get("setup").text
    assert "The rounds follow from the run sheet, which starts at 18:30." in page
    assert 'name="slot_start"' not in page
    night.host.act("setup", title="Wasps", zone="Europe/London", date="2026-11-22", room_id="1",
                   room_name="Hall", room_seats="2")  # fmt: skip
    setup = night.events("SetupChanged")[-1]["setup"]
    assert (setup["title"], setup["starts"], len(setup["sheet"])) == ("Wasps", "18:30", 6)
    assert setup["script"] == {"talk": "“Talk, and eat.”"}
    assert len(setup["slots"]) == 2


def test_a_new_night_from_this_one_has_its_sheet_and_words(night: Evening) -> None:
    night.host.act("runsheet", **SHEET)
    page = night.host.get(f"/start?from={night.code}").text
    form = page[page.index('action="/nights"') :]
    kept: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        if name.startswith(("part_", "script-", "starts")):
            kept.setdefault(name, []).append(value)
    none: list[str] = []
    typed: dict[str, Fields] = {"slot_id": none, "slot_start": none, "slot_end": none, **kept}
    again = Evening(night.server, **typed)
    setup = again.events("NightStarted")[0]["setup"]
    assert (setup["starts"], [part["minutes"] for part in setup["sheet"]]) == (
        "18:30",
        [15, 5, 30, 20, 30, 20],
    )
    assert setup["script"] == {"talk": "“Talk, and eat.”"}
    assert again.events("NightStarted")[0]["setup"]["slots"][1]["start"] == "19:40"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"starts": "soon"}, "starts", "Write a time as hours and minutes, like 19:30."),
        ({"part_minutes": ["x"] * 7}, "sheet", "Enter a whole number here."),
        ({"part_minutes": [""] * 7}, "sheet", "Enter a whole number here."),
        ({"part_phase": ["dance"] * 7}, "sheet", "Pick what happens in each part."),
        (
            {"part_phase": ["share"] * 7, "part_minutes": ["5"] * 7},
            "sheet",
            "A night can have between 1 and 20 rounds.",
        ),
        ({"part_name": []}, "", "Something is wrong with this form. Reload the page."),
        ({"script-talk": "x" * 601}, "script", "Too long by 1: the limit is 600 characters."),
    ],
)
def test_a_broken_sheet_is_refused_and_nothing_is_lost(
    night: Evening, changes: dict[str, Fields], field: str, sentence: str
) -> None:
    answer = night.host.act("runsheet", **(SHEET | changes))
    assert refused(answer, 422)
    assert (answer.json()["refused"], answer.json()["field"]) == (sentence, field)
    assert night.events("SetupChanged") == []
    plain = night.host.submit("runsheet", "runsheet", **(SHEET | changes)).text
    assert sentence in plain
    assert "Soup" in plain or "part_name" in changes


def test_a_row_with_an_endless_number_is_a_new_one(night: Evening) -> None:
    assert night.host.act("runsheet", **(SHEET | {"part_slot": ["9" * 5000] * 7})).status_code == 200
    slots = night.events("SetupChanged")[0]["setup"]["slots"]
    assert [slot["id"] for slot in slots] == [1, 2]


def test_an_empty_sheet_is_refused(night: Evening) -> None:
    answer = night.host.act("runsheet", starts="19:00")
    assert refused(answer, 422)
    assert answer.json()["refused"] == "Put at least one round on the run sheet."


def test_the_page_is_the_hosts_alone(night: Evening) -> None:
    for device in (night.helper(), night.enter("Ada"), night.device()):
        assert device.get("runsheet").status_code == 403

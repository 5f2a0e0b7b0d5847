"""The host presses once: the choice is closed, and the rule of the line-up says what is put."""

import pytest

from opennight.night import rollcall
from opennight.night.messages import Refused
from opennight.planning import Planner
from tests.cast import a_night
from tests.server import Server
from tests.web.cast import Device, Evening, refused


@pytest.fixture
def choosing(shared_server: Server) -> tuple[Evening, list[Device]]:
    """Three asks, of which Ada and Ben want the first two, Cleo and Dan the third; two can be put."""
    night = Evening(shared_server)
    people = [night.enter(name) for name in ("Ada", "Ben", "Cleo", "Dan")]
    night.move("share")
    for text in ("Beds", "A gate", "Soup"):
        night.host.act("asks", text=text)
    night.host.act("manifesto/open", places="2", dots="2")
    return night, people


def give(people: list[Device]) -> None:
    for person, those in zip(people, ((1, 2), (1, 2), (3,), (3,)), strict=True):
        for no in those:
            assert person.act(f"asks/{no}/dot").status_code == 200


def test_one_press_closes_it_and_settles_it_once(choosing: tuple[Evening, list[Device]]) -> None:
    night, people = choosing
    give(people)
    answers = [night.host.act("manifesto/settle", command="the-same-id") for _again in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({answer.json()["version"] for answer in answers}) == 1
    closed, settled = night.events("ManifestoSet")[1:]
    assert (closed["open"], closed["chosen"]) == (False, [])
    assert settled["chosen"] == [1, 3], "the third speaks for two who have nothing else"
    assert refused(people[0].act("asks/2/undot"), 409, "has not opened the choice")


def test_without_a_dot_it_stays_open(choosing: tuple[Evening, list[Device]]) -> None:
    night, people = choosing
    assert refused(night.host.act("manifesto/settle"), 409, "Nobody has chosen anything yet")
    give(people)
    assert night.host.act("manifesto/settle").status_code == 200


def test_without_javascript_a_refusal_stands_at_its_form(choosing: tuple[Evening, list[Device]]) -> None:
    night, people = choosing
    answer = night.host.submit("guests", "assembly/desk", name="x" * 61, stands_for="Council")
    assert answer.status_code == 422
    assert "Too long by 1" in answer.text
    assert 'value="Council"' in answer.text
    answer = people[0].submit("organisations/say", "assembly", name="Scouts")
    assert "The host is not asking for this now" in answer.text
    night.host.act("organisations/ask", open="1")
    answer = people[0].submit("organisations/say", "assembly", name="x" * 81)
    assert "Too long by 1" in answer.text
    assert people[0].submit("organisations/say", "assembly", name="Scouts").status_code == 303
    assert "You are from:" in people[0].get("assembly").text


def test_pages_are_for_those_who_may(choosing: tuple[Evening, list[Device]]) -> None:
    night, people = choosing
    assert people[0].get("assembly/desk").status_code == 403
    assert night.helper().get("assembly/desk").status_code == 403
    assert "Count who stands" in night.helper().get("assembly").text
    assert "Count who stands" not in people[0].get("assembly").text
    assert night.device().get("assembly").status_code == 403


def test_a_long_list_of_who_is_here_has_a_page_of_its_own(choosing: tuple[Evening, list[Device]]) -> None:
    """A short one stands with the assembly, and so does the record's."""
    night, people = choosing
    night.host.act("organisations", names="\n".join(f"Club {no}" for no in range(1, rollcall.SHORT + 2)))
    for no in range(1, rollcall.SHORT + 1):
        night.host.act("organisations/call", organisation=str(no))
        people[no % 4].act(f"organisations/{no}/rise")
    night.host.act("organisations/call", organisation="0")
    page = people[0].get("assembly").text
    assert "Club 30" in page
    assert "See who is here" not in page
    night.host.act("organisations/call", organisation=str(rollcall.SHORT + 1))
    people[0].act(f"organisations/{rollcall.SHORT + 1}/rise")
    night.host.act("organisations/call", organisation="0")
    page = people[0].get("assembly").text
    assert "Club 30" not in page
    assert "31 organisations are here," in page
    assert "See who is here" in page
    for whoever in (people[0], night.host, night.helper()):
        assert whoever.get("assembly/roll").text.count("Club ") == rollcall.SHORT + 1
    assert night.device().get("assembly/roll").status_code == 403


def test_once_it_is_over_there_is_only_to_say_what_was_kept(choosing: tuple[Evening, list[Device]]) -> None:
    night, people = choosing
    night.host.act("manifesto/all")
    night.host.act("asks/1/answer", verdict="yes", ours="We dig")
    assert "Before the room" in night.host.get("assembly/desk").text
    night.move("closed")
    page = night.host.get("assembly/desk").text
    assert [words in page for words in ("Before the room", "Name of a guest", "Not kept")] == [
        False,
        False,
        True,
    ]
    assert night.host.act("asks/1/keep", ours="1", kept="kept").status_code == 200
    assert people[0].act("promises/ours/1/in").status_code == 200
    assert "1 person is in:" in people[1].get("assembly").text


async def test_a_rule_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(module: str, problem: bytes, *what: str) -> bytes:
        raise OSError

    monkeypatch.setattr("opennight.planning.think", fails)

    with pytest.raises(Refused, match="could not be worked out"):
        await Planner().line(a_night().night)


def test_a_helper_who_may_go_on_steers_it_from_their_remote(choosing: tuple[Evening, list[Device]]) -> None:
    night, _people = choosing
    helper, next_up = night.helper(), {"ask": "1", "stage": "ask"}
    night.host.act("manifesto/all")
    night.host.act("organisations", names="Choir")
    assert refused(helper.act("asks/front", **next_up), 403, "has not let helpers")
    assert refused(helper.act("organisations/call", organisation="1"), 403, "has not let helpers")
    night.host.act("remote/helpers", controls="next")
    page = helper.get("remote").text
    assert "Read out: Beds" in page
    assert "Read out: Choir" in page
    assert helper.act("asks/front", **next_up).status_code == 200
    assert helper.act("organisations/call", organisation="1").status_code == 200
    assert "How many stand?" in helper.get("remote").text
    assert helper.act("organisations/1/count", count="7").status_code == 200
    assert night.events("RisenCounted") == [{"organisation": 1, "count": 7}]
    assert refused(helper.act("asks", text="Mine"), 403, "Only the host"), "what is asked stays the host's"
    night.move("closed")
    assert "Read out: Beds" not in helper.get("remote").text

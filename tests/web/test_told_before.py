"""What people are told of the evening before it begins is what will happen in it."""

import pytest

from tests.server import Server
from tests.web.cast import Evening, Fields

DINNER: dict[str, Fields] = {
    "starts": "19:00",
    "part_slot": ["", "1", ""],
    "part_phase": ["welcome", "talk", "share"],
    "part_name": ["", "", ""],
    "part_minutes": ["10", "60", "10"],
}


def told(night: Evening) -> tuple[str, str]:
    """By a phone that has just come in, and by the public page."""
    return night.enter("Zoe").get().text, night.device().get("about").text


@pytest.mark.parametrize("seating", ["open", "wishes"])
def test_a_vote_is_named_where_there_is_one(shared_server: Server, seating: str) -> None:
    """On an open night people walk from the pitches to the tables."""
    phone, public = told(Evening(shared_server, seating=seating))
    votes = seating != "open"
    assert ("Give your 2 dots" in phone, "others walk over" in phone) == (votes, not votes)
    assert ("Dots on the wall" in public, "others walk over" in public) == (votes, not votes)
    assert ("pitches, votes and talks" in public) == votes


@pytest.mark.parametrize("seating", ["open", "wishes"])
def test_what_people_voted_is_asked_for_only_where_they_vote(shared_server: Server, seating: str) -> None:
    """On their own page: whether their dots may be among ballots for researchers."""
    own = Evening(shared_server, seating=seating).enter("Zoe").get("me").text
    assert ("For researchers" in own) == (seating != "open")


def test_no_dots_where_people_say_how_much_they_want_it(shared_server: Server) -> None:
    for page in told(Evening(shared_server, ballot="strengths")):
        assert "love it, like it" in page
        assert "Dots on the wall" not in page


def test_a_dinner_with_cards_has_neither_pitches_nor_a_vote(shared_server: Server) -> None:
    night = Evening(shared_server, seating="open")
    assert night.host.act("runsheet", **DINNER).status_code == 200
    assert night.host.act("deck", shelf="1-neighbourhood").status_code == 200
    for page in told(night):
        assert "A situation, who to involve, and what you want." in page
        assert "itch" not in page.partition("How it works")[2].partition("</ol>")[0]
        assert "pitches, " not in page

"""How it was, over HTTP: who is asked, what is refused at its form, and where an answer shows.

What nobody can find out is in test_anonymous.py.
"""

import pytest

from tests.web.cast import Device, Evening, refused

KEEP, CHANGE = "The soup", "Shorter talks"
ANSWER = {"scale": "4", "words-0": KEEP, "words-1": CHANGE}
SIGNED = ANSWER | {"signed": "1"}


@pytest.fixture(autouse=True)
def closed(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada was in the group about bees; Ben was in none. The night is closed."""
    night.talk_about_bees(attendee)
    night.move("closed")


def test_people_are_asked_once_they_come_back_and_not_in_the_moment_of_the_close(
    attendee: Device, neighbour: Device
) -> None:
    """A page that is loaded has it first; what comes to a phone at the close has it last."""
    for page in (attendee.get().text, attendee.get("evening").text):
        assert page.index("Say how it was") < page.index("Your group")
    pushed = attendee.get("evening", **{"HX-Request": "true"}).text
    assert pushed.index("Say how it was") > pushed.index("Tell others")
    assert "Your group: Bees" in attendee.get("feedback").text
    assert "Your group" not in neighbour.get("feedback").text
    for path in ("feedback", "groups/1/feedback"):
        assert attendee.submit(path, "feedback", **ANSWER).status_code == 303
    assert "Say how it was" not in attendee.get("evening").text
    assert attendee.get("feedback").text.count("You have answered.") == 2


def test_what_is_wrong_is_said_at_its_form(
    attendee: Device, neighbour: Device, outsider: Device, helper: Device
) -> None:
    empty = attendee.submit("feedback", "feedback", scale="", form="/none")
    assert empty.status_code == 422
    assert refused(attendee.act("feedback", scale="6"), 422, "Pick one of these", "scale")
    assert refused(attendee.act("feedback", scale="two"), 422, "whole number", "scale")
    assert refused(
        attendee.act("feedback", **ANSWER | {"words-1": "x" * 401}), 422, "Too long by 1", "words-1"
    )
    assert refused(neighbour.act("groups/1/feedback", **ANSWER), 403, "not in this group")
    assert refused(outsider.act("feedback", **ANSWER), 403, "Join the night first")
    assert refused(helper.act("feedback", **ANSWER, for_="1"), 403, "They answer this themselves")
    assert attendee.act("feedback", **ANSWER).status_code == 200
    assert refused(attendee.act("feedback", **ANSWER), 409, "Each person answers once")


def test_a_refused_answer_is_still_in_its_form(attendee: Device) -> None:
    """Without JavaScript: the words, the step, and that the name is put to it."""
    path = f"/n/{attendee.code}/feedback"
    long = SIGNED | {"words-1": "x" * 401, "form": path}
    page = attendee.submit("feedback", "feedback", **long)
    assert page.status_code == 422
    assert "Too long by 1" in page.text
    assert KEEP in page.text
    assert 'value="4" checked' in page.text
    assert 'name="signed" value="1" checked' in page.text


def test_a_name_is_in_the_record_as_its_owner_chose_and_only_if_the_host_ticks(
    night: Evening, attendee: Device, host: Device, outsider: Device
) -> None:
    attendee.act("feedback", **SIGNED)
    assert KEEP in host.get("desk").text
    attendee.act("me/byline", byline="participant")
    for ending in ("", ".md", ".csv", ".json", ".html"):
        assert KEEP not in outsider.get(f"record{ending}").text
    host.act("feedback/publish", published="1")
    host.act("feedback/answers/2/hide")
    for ending in ("", ".md", ".csv", ".json", ".html"):
        record = outsider.get(f"record{ending}")
        assert record.status_code == 200
        assert KEEP in record.text, ending
        assert CHANGE not in record.text, ending
        assert "Ada" not in record.text, ending
    assert attendee.act("feedback/answers/1/hide").status_code == 200
    assert KEEP not in outsider.get("record").text


def test_the_host_asks_in_other_words(host: Device, attendee: Device, neighbour: Device) -> None:
    steps = "Awful\nPoor\nFair\nGood\nGreat 100%"
    fields = {"scale": "And the <food>?", "steps": steps, "questions": "Any wishes?"}
    assert host.submit("feedback/questions", "feedback/questions", **fields).status_code == 303
    page = attendee.get("feedback").text
    for words in ("And the &lt;food&gt;?", "Great 100%", "Any wishes?"):
        assert words in page
    assert "One thing to keep" not in page
    assert attendee.get("feedback/questions").status_code == 403
    attendee.act("feedback", **ANSWER)
    assert refused(
        host.act("feedback/questions", **fields | {"scale": "New?"}), 409, "the questions cannot change"
    )


def test_the_end(host: Device, attendee: Device, neighbour: Device) -> None:
    attendee.act("feedback", **ANSWER)
    host.act("feedback/end", ended="1")
    assert refused(neighbour.act("feedback", **ANSWER), 409, "has ended the feedback")
    assert "Say how it was" not in neighbour.get("evening").text
    assert KEEP not in host.get("desk").text, "one alone is not told"
    assert host.act("feedback/end").status_code == 200
    assert neighbour.act("feedback", **ANSWER).status_code == 200

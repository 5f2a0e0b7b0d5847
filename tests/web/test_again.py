"""A form refused without JavaScript: the page that it was on is drawn again, for people who may see it."""

import pytest

from tests.web.cast import Device

TOO_LONG = {"title": "x" * 81, "hosted": "0"}


@pytest.fixture(autouse=True)
def pitching(host: Device) -> None:
    host.act("phase", to="pitch")


def test_what_was_typed_is_still_there(attendee: Device) -> None:
    answer = attendee.submit("pitches", "", **TOO_LONG)
    assert answer.status_code == 422
    assert f'value="{TOO_LONG["title"]}"' in answer.text
    assert 'id="pitches"' in answer.text


def test_somebody_elses_page_is_not_drawn(attendee: Device, host: Device) -> None:
    """Even if the form claims to come from the desk."""
    at_the_desk = host.get("desk").text
    answer = attendee.submit("pitches", "desk", **TOO_LONG)
    assert answer.status_code == 422
    assert "desk-now" in at_the_desk
    assert "desk-now" not in answer.text
    assert "80" in answer.text, "they are told why"


@pytest.mark.parametrize("page", ["nowhere", "timer/start", "pitches/99/edit", "record", "record.md", "live"])
def test_where_there_is_no_page_with_forms_they_are_told_why(attendee: Device, page: str) -> None:
    answer = attendee.submit("pitches", page, **TOO_LONG)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "80" in answer.text


def test_the_page_is_asked_for_without_what_the_form_was_asked_with(host: Device) -> None:
    answer = host.submit("timer/start?key=of-another-night", "desk", minutes="0")
    assert answer.status_code == 422
    assert "desk-now" in answer.text

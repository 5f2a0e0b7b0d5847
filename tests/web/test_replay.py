"""Who may watch a night again, and when."""

import pytest

from tests.web.cast import Device, Evening

PAGE, STAGE = "record/replay", "record/replay/stage"


@pytest.fixture
def closed(night: Evening, host: Device, attendee: Device) -> Evening:
    night.move("pitch")
    attendee.act("pitches", title="Bees <b>& bats</b>")
    night.move("closed")
    return night


def test_everybody_watches_it_once_the_record_is_open(closed: Evening, outsider: Device) -> None:
    page = outsider.get(PAGE).text
    assert "Bees &lt;b&gt;&amp; bats&lt;/b&gt;" in page
    assert page.count("data-to=") >= 3, "a way to each part"
    assert outsider.get("record").text.count('/record/replay"') == 1
    assert "Ada" not in page, "people are numbers"


def test_before_that_and_after_it_was_withdrawn_nobody_does(
    night: Evening, host: Device, outsider: Device
) -> None:
    night.move("pitch")
    for page in (PAGE, STAGE):
        answer = outsider.get(page)
        assert (answer.status_code, "when the host closes the night" in answer.text) == (409, True)
    night.move("closed")
    host.act("record/withdraw")
    assert [outsider.get(page).status_code for page in (PAGE, STAGE)] == [410, 410]


def test_the_boards_stage_is_there_while_the_board_shows_it(
    night: Evening, host: Device, outsider: Device
) -> None:
    night.move("pitch")
    assert host.act("scene", scene="replay").status_code == 200
    assert f'data-replay-from="/n/{night.code}/{STAGE}"' in outsider.get("board").text
    assert outsider.get(STAGE).status_code == 200
    assert outsider.get(PAGE).status_code == 409
    host.act("scene", scene="")
    assert outsider.get(STAGE).status_code == 409


@pytest.mark.parametrize("at", ["-1", "x", "9999999999999999", "²", "601", ""])
def test_no_such_moment_is_the_end(closed: Evening, outsider: Device, at: str) -> None:
    assert 'max="600" value="600"' in outsider.get(f"{PAGE}?at={at}").text


def test_a_moment_is_shown_without_a_script(closed: Evening, outsider: Device) -> None:
    begins = outsider.get(f"{PAGE}?at=0").text
    ends = outsider.get(PAGE).text
    assert ('data-there="pitch-1" hidden' in begins, 'data-there="pitch-1" hidden' in ends) == (True, False)

"""See it live: a rehearsal night with its crowd."""

from concurrent.futures import ThreadPoolExecutor

from tests.server import Server
from tests.web.cast import Device, refused


def test_a_crowd_comes_once_and_not_too_many(server: Server) -> None:
    host = Device(server.url)
    host.carry("start", f"start {server.start_key}")
    with ThreadPoolExecutor() as hands:
        twins = [host.copy() for _hand in range(3)]
        answers = list(hands.map(lambda twin: twin.act("/rehearsals", command="rehearse-0001"), twins))
    assert len({answer.json()["go"] for answer in answers}) == 1
    host.client.cookies.update(twins[0].client.cookies)
    assert host.get(answers[0].json()["go"]).status_code == 200
    second = host.submit("/rehearsals", "/", command="rehearse-0002")
    assert second.status_code == 303
    assert second.headers["location"].endswith("/overview")
    assert refused(host.act("/rehearsals", command="rehearse-0003"), 409, "Two rehearsals are running")
    page = host.submit("/rehearsals", "/", command="rehearse-0003")
    assert page.status_code == 409
    assert "Two rehearsals are running" in page.text
    assert host.get("/").text.count("/overview") <= 2, "no night was started for what was refused"

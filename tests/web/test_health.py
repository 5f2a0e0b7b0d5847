"""What an operator's probe sees, and static files."""

import re

from tests.web.cast import Device


def test_up_and_ready(outsider: Device) -> None:
    assert outsider.get("/healthz").text == "ok\n"
    assert outsider.get("/readyz").text == "ready\n"


def test_figures_for_the_operator(host: Device, attendee: Device) -> None:
    def figures() -> dict[str, float]:
        lines = attendee.get("/metrics").text.splitlines()
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[0] != "#"}

    before = figures()
    host.act("announcement", text="A word", command="a-word-once")
    host.act("announcement", text="A word", command="a-word-once")
    attendee.act("pitches/1/vote")
    host.client.request("PROPFIND", "/")
    more = {name: value - before.get(name, 0) for name, value in figures().items()}
    assert more['opennight_commands_total{outcome="done"}'] == 1
    assert more['opennight_commands_total{outcome="repeated"}'] == 1
    assert more["opennight_commit_seconds_count"] == 1
    assert (
        more['opennight_refusals_total{kind="late"}'] + more['opennight_commands_total{outcome="refused"}']
        == 2
    )
    assert more['opennight_request_seconds_count{method="other",status="405"}'] == 1
    assert host.code not in attendee.get("/metrics").text, "it tells of no night"


def test_static_files_are_kept_for_ever_under_their_hash(outsider: Device) -> None:
    found = re.search(r'href="(/static/\w+/icon\.svg)"', outsider.get("/").text)
    assert found
    icon, sheet = outsider.get(found[1]), outsider.get(found[1].replace("icon.svg", "sheets/phone.css"))
    for answer in (icon, sheet):
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in icon.headers, "which can be opened as a page"
    assert "content-security-policy" not in sheet.headers, "which weighs on every phone"
    assert outsider.get("/static/outdated/icon.svg").headers["cache-control"] == "no-cache"
    for path in ("/static/", "/static/x", "/static/x/../../pyproject.toml", "/static/x/%2e%2e/README.md"):
        assert outsider.get(path).status_code == 404, path


def test_addresses_that_are_not_there(outsider: Device) -> None:
    answer = outsider.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert outsider.get("/nowhere", accept="application/json").json()["refused"]
    assert outsider.client.put("/nights").status_code == 405

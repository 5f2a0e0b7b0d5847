"""What an operator's probe sees, and static files."""

import re

from tests.web.cast import Device


def test_up_and_ready(outsider: Device) -> None:
    assert outsider.get("/healthz").text == "ok\n"
    assert outsider.get("/readyz").text == "ready\n"


def test_static_files_are_kept_for_ever_under_their_hash(outsider: Device) -> None:
    found = re.search(r'href="(/static/\w+/icon\.svg)"', outsider.get("/").text)
    assert found
    assert "immutable" in outsider.get(found[1]).headers["cache-control"]
    assert outsider.get("/static/outdated/icon.svg").headers["cache-control"] == "no-cache"
    for path in ("/static/", "/static/x", "/static/x/../../pyproject.toml", "/static/x/%2e%2e/README.md"):
        assert outsider.get(path).status_code == 404, path


def test_addresses_that_are_not_there(outsider: Device) -> None:
    answer = outsider.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert outsider.get("/nowhere", accept="application/json").json()["refused"]
    assert outsider.client.put("/nights").status_code == 405

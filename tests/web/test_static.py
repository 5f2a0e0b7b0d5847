"""Static files: compressed, cached for ever under their hash, still served to pages from before an update."""

import re

from opennight.places import STATIC
from opennight.web.core import bundles, static
from tests.web.cast import Device


def addresses(device: Device) -> list[str]:
    """What the home page loads."""
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', device.get("/").text)
    assert found
    return found


def test_each_page_loads_one_style_sheet_and_one_script_beside_htmx(outsider: Device) -> None:
    names = [address.split("/", 3)[3] for address in addresses(outsider)]
    assert names == ["icon.svg", "sheets/home.css", "vendor/htmx/htmx.min.js", "scripts/live.js"]


def test_a_script_is_its_modules_each_before_those_that_import_it() -> None:
    script = static.files()["scripts/board.js"].body.decode()
    order = re.findall(r'^modules\["([\w/-]+)"\] = ', script, re.MULTILINE)
    assert len(order) == len(set(order))
    assert {"acts", "lamp", "live", "outbox", "board/fit", "board"} <= set(order)
    for module in order:
        own = script[script.index(f'modules["{module}"] = ') :].partition("\n})();\n")[0]
        used = re.findall(r'^const \{ [^}]+ \} = modules\["([^"]+)"\];', own, re.MULTILINE)
        assert all(order.index(its) < order.index(module) for its in used), module
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)


def test_a_script_comes_without_comments_and_indents_and_with_all_its_strings() -> None:
    for path in sorted((STATIC / "js").rglob("*.js")):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"""(["'`])[^"'`\n]* // [^"'`\n]*\1""", source), (
            f"a string like a comment: {path}"
        )
        shipped = static.files()[path.relative_to(STATIC).as_posix()].body.decode()
        assert not re.search(r"(^|\s)(//|/\*)", shipped), path
        assert not re.search(r"^\s", shipped, re.MULTILINE), path
        assert all(line.count("`") % 2 == 0 for line in source.splitlines()), f"a text over two lines: {path}"


def test_every_module_is_in_a_script() -> None:
    names = {name.removeprefix("js/")[:-3] for name in static.files() if name.startswith("js/")}
    scripts = [static.files()[f"scripts/{name}.js"].body.decode() for name in bundles.SCRIPTS]
    assert {
        its for script in scripts for its in re.findall(r'^modules\["([\w/-]+)"\] = ', script, re.MULTILINE)
    } == names


def test_they_come_packed_and_are_kept_for_ever(outsider: Device) -> None:
    for address in addresses(outsider):
        answer = outsider.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers.get("content-encoding") == ("gzip" if len(answer.content) > 200 else None)
        assert answer.headers["vary"] == "Accept-Encoding"


def test_whoever_takes_nothing_packed_gets_the_same(outsider: Device) -> None:
    address = static.address("sheets/phone.css")
    plain = outsider.client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == outsider.get(address).content == static.files()["sheets/phone.css"].body


def test_a_page_from_before_an_update_gets_what_there_is_now(outsider: Device) -> None:
    answer = outsider.get("/static/outdated/sheets/phone.css")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    asked = {"If-None-Match": answer.headers["etag"]}
    again = outsider.client.get("/static/outdated/sheets/phone.css", headers=asked)
    assert (again.status_code, again.content) == (304, b"")


def test_a_sheet_is_its_parts_in_order_without_their_comments() -> None:
    sheet = static.files()["sheets/phone.css"].body.decode()
    assert sheet.startswith("@layer reset, base, components, pages;")
    assert "/*" not in sheet
    assert not re.search(r"^\s", sheet, re.MULTILINE)
    places = [sheet.index(words) for words in (":root {", "@layer base {", ".door-sign {")]
    assert places == sorted(places)


def test_every_part_is_in_a_sheet() -> None:
    parts = {f"css/{part}.css" for parts in bundles.SHEETS.values() for part in parts.split()}
    assert parts == {name for name in static.files() if name.startswith("css/")}

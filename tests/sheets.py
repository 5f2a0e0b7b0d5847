"""Contact sheets: every picture of one kind of page in one size, as a grid of states and shots."""

import html
import pathlib

from playwright.sync_api import Browser

from tests.evenings import EVENINGS
from tests.shots import SHOTS

WIDTHS = {"390x844": 180, "820x1180": 200, "1024x768": 260, "1280x720": 300, "1920x1080": 340}
"""Width of a picture on the sheet, by the picture's own size."""

MOST_BYTES = 700_000
STYLE = """
body { margin: 0; background: #fff; font: 14px sans-serif; width: max-content }
td, th { padding: 2px; vertical-align: top; text-align: left }
img { display: block; object-fit: cover; object-position: top; border: 1px solid #999 }
"""


def file_name(kind: str, size: str, state: str, name: str) -> str:
    return f"{kind}-{size}-{state}-{name.replace(' ', '-')}.jpg"


def cell(folder: pathlib.Path, file: str, size: str) -> str:
    """A picture from its top, at most one and a half screens high: enough to spot faults, not to read."""
    if not (folder / file).exists():
        return "<td></td>"
    wide, high = map(int, size.split("x"))
    width = WIDTHS[size]
    most = 3 * width * high // wide // 2
    return f'<td><img src="{file}" style="width: {width}px; max-height: {most}px"></td>'


def page_of(folder: pathlib.Path, kind: str, size: str) -> str:
    names = [shot.name for shot in SHOTS if shot.kind == kind]
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    rows = "".join(
        f"<tr><th>{state}</th>"
        + "".join(cell(folder, file_name(kind, size, state, name), size) for name in names)
        + "</tr>"
        for state in EVENINGS
    )
    return f"<!doctype html><style>{STYLE}</style><table><tr><th></th>{head}</tr>{rows}</table>"


def make(
    browser: Browser, pictures: pathlib.Path, target: pathlib.Path, kind: str, size: str
) -> pathlib.Path:
    """Draw the sheet, in the best quality that fits into MOST_BYTES."""
    source = pictures / "sheet.html"
    source.write_text(page_of(pictures, kind, size), encoding="utf-8")
    page = browser.new_page()
    page.goto(source.as_uri())
    path = target / f"{kind}-{size}.jpg"
    for quality in (75, 60, 45, 30, 20):
        page.locator("table").screenshot(path=path, type="jpeg", quality=quality)
        if path.stat().st_size <= MOST_BYTES:
            break
    page.close()
    source.unlink()
    return path

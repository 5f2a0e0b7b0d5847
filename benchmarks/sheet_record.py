"""The sheet of pictures for docs/design.md: what people read of a night, on a phone, a laptop and paper."""

import pathlib
from collections.abc import Sequence

from playwright.sync_api import Browser

STYLE = """
body { display: grid; gap: 8px; box-sizing: border-box; width: 1400px; margin: 0; padding: 8px }
body { background: #888 }
div { display: grid; gap: 8px; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr) }
img { display: block; width: 100% }
"""
NAME = "record.jpg"


def sheet(browser: Browser, pictures: pathlib.Path, people: Sequence[int]) -> None:
    """Puts the pictures in this folder together: a line of phones, one of laptops, one of paper."""
    few, some, many = people
    phones = [
        f"before-{few}",
        f"now-{some}",
        *(f"cover-{all}" for all in people),
        f"group-{many}",
        f"evening-{some}",
    ]
    laptops = [f"before-{some}", f"cover-{some}", f"cover-{many}", f"evening-{many}"]
    papers = [
        f"before-{some}",
        f"now-{many}",
        *(f"cover-{all}" for all in people),
        f"group-{some}",
        f"evening-{many}",
    ]
    lines = (("phone", phones), ("laptop", laptops), ("paper", papers))
    drawn = "".join(
        "<div>" + "".join(f'<img src="{name}-{screen}.png">' for name in names) + "</div>"
        for screen, names in lines
    )
    source = pictures / "sheet.html"
    source.write_text(f"<!doctype html><style>{STYLE}</style>{drawn}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(source.as_uri())
    page.screenshot(path=pictures / NAME, type="jpeg", quality=75, full_page=True)
    page.close()

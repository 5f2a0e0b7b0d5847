"""Pages as they stand in a folder."""

import pytest

from opennight.record.files.relative import in_css, relative

NAMES = {"/r": "index.html", "/r/g/2": "g/2.html", "/c/1": "clips/1.jpg", "/s.css": "static/s.css"}


def find(link: str) -> str | None:
    path, hash, anchor = link.partition("#")
    if "://" in link or ":" in link:
        return link
    return NAMES[path] + hash + anchor if path in NAMES else None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<a href="/r#note-1">A &amp; b</a>', '<a href="../index.html#note-1">A &amp; b</a>'),
        ('<a href="/r/g/2">2</a>', '<a href="2.html">2</a>'),
        ('<a href="#note-1">#</a>', '<a href="#note-1">#</a>'),
        ('<a href="https://e.example/?a=1&amp;b">x</a>', '<a href="https://e.example/?a=1&amp;b">x</a>'),
        ('<a class="x" href="/desk">Desk</a>', '<span class="x">Desk</span>'),
        ('<img src="/c/1" alt="&quot;Bees&quot;">', '<img src="../clips/1.jpg" alt="&quot;Bees&quot;">'),
        ('<img src="https://e.example/x.png" alt="x">', ""),
        ('<video src="/c/2" controls><track src="/c/2.vtt"></video>after', "after"),
        ("<ul><li data-online><ul><li>a</li></ul>b</li><li>c</li></ul>", "<ul><li>c</li></ul>"),
        ('<p>a<script src="/x.js"></script>b</p>', "<p>ab</p>"),
        ('<form action="/n"><p>a</p><button>b</button></form><p>c</p>', "<p>c</p>"),
        ('<template id="x"><p>a</p></template>c', "c"),
        ('<link rel="stylesheet" href="/s.css">', '<link rel="stylesheet" href="../static/s.css">'),
        ('<link rel="alternate" href="/feed">', ""),
        (
            '<link rel="canonical" href="https://e.example/r">',
            '<link rel="canonical" href="https://e.example/r">',
        ),
        ("<!doctype html><!-- x -->", "<!doctype html><!-- x -->"),
        ("<style>a > b { color: red }</style>", "<style>a > b { color: red }</style>"),
        ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<svg viewbox="0 0 1 1"><path d="M0 0"/></svg>'),
    ],
)
def test_it_leads_where_it_led_and_asks_nobody(given: str, kept: str) -> None:
    assert relative("g/1.html", given, find) == kept


def test_what_a_style_sheet_loads() -> None:
    assert in_css("a { src: url(\"../f.woff2\") format('woff2') } b { background: url(x.svg) }") == [
        "../f.woff2",
        "x.svg",
    ]

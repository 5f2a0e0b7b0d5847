"""What a board must be on any screen: all in sight, nothing cut off, legible from the back of the room."""

from typing import TypedDict

LEAST = 2.5
"""Minimum text height, in hundredths of the screen's height."""


class Cut(TypedDict):
    """A text that leaves the screen or the element that clips it."""

    text: str
    by: str


class Small(TypedDict):
    text: str
    size: float
    """Hundredths of the screen's height."""


# Every text that is drawn, as [element, its lines' rectangles, text]; without what only screen readers see,
# and without the lines that a line clamp replaces by an ellipsis.
SEEN = """
const seen = () => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, element = node.parentElement;
    if (!node.data.trim() || element.closest("script, .unseen")) continue;
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const end = getComputedStyle(element).webkitLineClamp === "none"
      ? Infinity : element.getBoundingClientRect().bottom;
    const drawn = r => r.width && r.height && (r.top + r.bottom) / 2 < end;
    const lines = [...range.getClientRects()].filter(drawn);
    found.push([element, lines, node.data.trim().slice(0, 60)]);
  }
  return found;
};
"""

SMALL = (
    "(least) => {"
    + SEEN
    + """
  const size = element => parseFloat(getComputedStyle(element).fontSize) / innerHeight * 100;
  const texts = seen().map(([element, , text]) => ({text, size: size(element)}));
  return texts.filter(({size}) => size < least - 0.01);
}"""
)

# The rectangle of a line is taller than its letters: a quarter of the font size may stick out.
# A QR code that is not entirely on the screen counts as cut, too.
CUT = (
    "() => {"
    + SEEN
    + """
  const cut = [];
  for (const [element, rectangles, text] of seen()) {
    const over = parseFloat(getComputedStyle(element).fontSize) / 4;
    for (let box = element; box; box = box.parentElement) {
      if (box !== document.documentElement && getComputedStyle(box).overflow === "visible") continue;
      const edge = box === document.documentElement
        ? {left: 0, top: 0, right: innerWidth, bottom: innerHeight} : box.getBoundingClientRect();
      if (rectangles.some(r => r.left < edge.left - 1 || r.right > edge.right + 1
          || r.top < edge.top - over || r.bottom > edge.bottom + over)) {
        cut.push({text, by: box.id || box.className || box.localName});
        break;
      }
    }
  }
  for (const code of document.querySelectorAll(".qr svg")) {
    const r = code.getBoundingClientRect(), scene = code.closest(".scene").getBoundingClientRect();
    if (r.width && (r.left < scene.left - 1 || r.top < scene.top - 1
        || r.right > Math.min(scene.right, innerWidth) + 1
        || r.bottom > Math.min(scene.bottom, innerHeight) + 1))
      cut.push({text: "QR code", by: "the screen"});
  }
  return cut;
}"""
)

SCROLLS = """() => [...document.querySelectorAll("html, body, main, main *")]
  .filter(e => ["auto", "scroll"].includes(getComputedStyle(e).overflowY)
    && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
    || e === document.documentElement && (e.scrollHeight > innerHeight || e.scrollWidth > innerWidth))
  .map(e => e.id || e.className || e.localName)"""

# Texts of two elements, neither inside the other, whose lines overlap by more than the gap between lines.
CROSSED = (
    "() => {"
    + SEEN
    + """
  const all = seen(), crossed = [];
  for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
    const [a, ones, text] = all[i], [b, others, other] = all[j];
    if (a.contains(b) || b.contains(a)) continue;
    const air = Math.min(...[a, b].map(e => parseFloat(getComputedStyle(e).fontSize))) / 3;
    if (ones.some(r => others.some(s => Math.min(r.right, s.right) - Math.max(r.left, s.left) > 1
        && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > air))) crossed.push([text, other]);
  }
  return crossed;
}"""
)


CHECK = (
    f"(least) => ({{small: ({SMALL})(least), cut: ({CUT})(), "
    f"scrolls: ({SCROLLS})(), crossed: ({CROSSED})()}})"
)
"""Evaluate this on the board's page with LEAST or another minimum; `faults` describes what it finds."""


class Found(TypedDict):
    """What CHECK finds: texts too small or not entirely in sight, things that scroll, overlapping texts."""

    small: list[Small]
    cut: list[Cut]
    scrolls: list[str]
    crossed: list[list[str]]


def faults(found: Found) -> list[str]:
    """Descriptions of all that is wrong with the board as drawn; empty if nothing is."""
    return [
        *(f"too small ({small['size']:.1f}): {small['text']}" for small in found["small"]),
        *(f"cut by {cut['by']}: {cut['text']}" for cut in found["cut"]),
        *(f"can be scrolled: {name}" for name in found["scrolls"]),
        *(f"on each other: {one} / {other}" for one, other in found["crossed"]),
    ]

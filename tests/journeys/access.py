"""What axe finds wrong with a page. Each test process looks at each shape once: cards alike are one card.

A shape is what axe judges by: tags, roles, classes, states, which of the other attributes there are, and
where there is text; within the same ancestors, in a window as wide, in the same colours.
"""

import asyncio
import contextlib
from typing import Any

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

AXE: str = Axe().axe_script
SETTLED = """async () => {
  const moves = (one) => one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity;
  for (let moving; (moving = document.getAnimations().filter(moves)).length;)
    await Promise.allSettled(moving.map((one) => one.finished));
}"""
"""Resolves once colours have stopped changing: each element hands them on to those inside."""
PATIENCE = 5
"""Seconds to wait for that. A page may keep something moving for ever; axe then looks at it as it is."""
LOOK = """async ([within, options, known]) => {
  const SMALL = 3;  // so few elements are looked at with what they are in
  const FREE = /^(id|name|for|href|action|formaction|value|title|alt|src|content|placeholder|d|viewBox)$/;
  const NAMED = /^(data-|aria-(label|labelledby|describedby|controls|valuenow|valuetext)$)/;
  const seen = new Set(known.split(" ")), fresh = [], exclude = [], shapes = new Map(), sizes = new Map();

  const hashed = (text) => {
    let [one, other] = [5381, 52711];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      one = Math.imul(one, 33) ^ code;
      other = Math.imul(other, 31) ^ code;
    }
    return (one >>> 0).toString(36) + (other >>> 0).toString(36);
  };
  const head = (element, whole) => {
    const free = (name) => !whole && (FREE.test(name) || NAMED.test(name));
    const said = ({ name, value }) =>
      name + "=" + (free(name) ? !!value.trim() : value.replace(/\\d+/g, "0"));
    return element.localName + "[" + [...element.attributes].map(said).join() + "]";
  };
  const shape = (element) => {
    let [all, size] = [head(element, false), 1];
    for (const child of element.childNodes)
      if (child.nodeType === Node.ELEMENT_NODE) {
        all += "," + shape(child);
        size += sizes.get(child);
      } else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) all += ",text";
    all = hashed(all);
    shapes.set(element, all);
    sizes.set(element, size);
    return all;
  };
  const walk = (element, around) => {
    const key = hashed(around + shapes.get(element));
    if (seen.has(key)) return exclude.push(element);
    seen.add(key);
    fresh.push(key);
    const inside = around + head(element, true);
    for (const child of element.children) if (sizes.get(child) >= SMALL) walk(child, inside);
  };

  const top = document.querySelector(within);
  const media = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "print"];
  let around = [innerWidth, ...media.map((one) => matchMedia(one).matches), JSON.stringify(options)].join();
  for (let one = top.parentElement; one; one = one.parentElement) around += head(one, true);
  shape(top);
  walk(top, around);
  if (!fresh.length) return { violations: [], fresh: "" };
  if (!window.axe) return null;
  const { violations } = await axe.run({ include: [top], exclude }, options);
  return { violations, fresh: fresh.join(" ") };
}"""
"""With what is known already, gives what is wrong and what is known now; or null if axe has to come first."""

known: set[str] = set()


async def axe(page: Page, within: str, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds wrong within this part of the page. Its half a megabyte is loaded once into each page,
    and not into frames: so it need not wait for answers from there.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await page.evaluate(SETTLED)
    options = {"resultTypes": ["violations"], "iframes": False, **options}
    asked = [within, options, " ".join(known)]
    found = await page.evaluate(LOOK, asked)
    if found is None:
        await page.evaluate(AXE)
        found = await page.evaluate(LOOK, asked)
    if not found["violations"]:
        known.update(found["fresh"].split())
    return list(found["violations"])

"""Browser contexts that are used again: to begin one costs as much as to show a phone's page.

Between two people everything that a page can leave behind is taken out. In each stays a page that nobody
sees: it keeps the process alive which has loaded the scripts and styles, and axe.
"""

from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

TURNED = "'__pwClock' in window"
"""Whether somebody has turned the clock, which Playwright does for good in all pages of a context."""

FORGET = """async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
}"""

NO_SMALL_BOARD = """const hidden = new CSSStyleSheet();
hidden.replaceSync(".thumbnail-frame iframe { display: none }");
document.adoptedStyleSheets = [hidden];"""
"""The desk in a window this wide has the board in a frame: a second page, which costs as much again."""
WIDE = 800


class Windows:
    """The contexts of one Chromium, by what they were made with."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.url = ""
        self.free: dict[str, list[BrowserContext]] = {}
        self.used: dict[BrowserContext, str] = {}
        self.small_board = False  # but for journeys that look at it

    async def open(self, url: str, size: dict[str, int], **options: Any) -> Page:
        """An empty page of this size, for somebody who will mostly be at this address."""
        if url != self.url:
            await self.forget()
            self.url = url
        options["viewport"] = {"width": size["width"], "height": size["height"]}
        key = repr(sorted(options.items()))
        free = self.free.setdefault(key, [])
        context = free.pop() if free else await self.begin(options)
        self.used[context] = key
        page = await context.new_page()
        if size["width"] >= WIDE and not self.small_board:
            await page.add_init_script(NO_SMALL_BOARD)
        return page

    async def begin(self, options: dict[str, Any]) -> BrowserContext:
        context = await self.chromium.new_context(accept_downloads=True, **options)
        context.set_default_timeout(30_000)  # a busy machine takes its time
        await (await context.new_page()).goto(f"{self.url}/healthz")
        return context

    async def close(self, context: BrowserContext) -> None:
        """Nobody needs it any more: keep it for the next one, if it can be made as new."""
        key = self.used.pop(context)
        first, *others = context.pages
        for page in others:
            await page.close()
        if await first.evaluate(TURNED):
            await context.close()
            return
        await context.set_offline(False)
        await context.clear_cookies()
        await context.clear_permissions()
        await context.unroute_all()
        await first.evaluate(FORGET)
        self.free[key].append(context)

    async def forget(self) -> None:
        """Another server has another storage."""
        for context in [context for free in self.free.values() for context in free]:
            await context.close()
        self.free.clear()

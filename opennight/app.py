"""Wiring: puts the parts together. Nothing is decided here."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from weakref import WeakValueDictionary

from starlette.applications import Starlette
from starlette.datastructures import State

from opennight import reels
from opennight.backlinks import Backlinks
from opennight.bounding import Bounder
from opennight.commons.keeper import Keeper
from opennight.commons.likeness import Likeness
from opennight.config import Settings
from opennight.contacts import Contacts
from opennight.crowds import Crowds
from opennight.errands import Errands, Shared
from opennight.follower import Follower
from opennight.inbox import Inbox
from opennight.joining import Joining
from opennight.later import Later
from opennight.live.hub import Hub
from opennight.mail import Mail
from opennight.matching import Matcher
from opennight.meaning import Meaning
from opennight.media.opening import media_store
from opennight.media.pictures import Darkroom
from opennight.media.sheets import Sheets
from opennight.media.studio import Studio
from opennight.media.uploads import Uploads
from opennight.media.withdrawn import clearing
from opennight.night.messages import Recorded
from opennight.night.state import Night
from opennight.picturing import Pictures
from opennight.planning import Planner
from opennight.preparing import Preparing
from opennight.reminders import Reminders
from opennight.routes import ROUTES
from opennight.scribe import Scribe
from opennight.shelf import Shelf
from opennight.store.bus import Bus
from opennight.store.log import CheckedLog
from opennight.store.opening import between_beside, catalogue_beside, open_bus, open_log
from opennight.web import api
from opennight.web.core import compiling, mine, pages, public_pages
from opennight.web.core.access_log import AccessLog
from opennight.web.core.door import Door
from opennight.web.core.guard import Guard
from opennight.web.core.keys import Keys
from opennight.web.core.languages import translate
from opennight.web.core.limits import Limits
from opennight.web.core.ready import Ready
from opennight.web.core.remembered import Remembered
from opennight.web.core.server_address import ServerAddress
from opennight.web.core.table import Table
from opennight.web.core.whence import Whence
from opennight.web.core.written import Written
from opennight.web.preview import Previews
from opennight.web.site import Site
from opennight.writer import Publish
from opennight.writers import Writers

logger = logging.getLogger("opennight")


def in_turn(*followers: Publish) -> Publish:
    """Call all of these, one after another: a bug in one keeps nothing from the others."""

    def publish(night: Night, rows: Sequence[Recorded]) -> None:
        for follower in followers:
            try:
                follower(night, rows)
            except Exception:
                logger.exception("not passed on")

    return publish


class Parts:
    """What a running server is made of. Requests find each part in `app.state`, under the same name."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.leaving = False
        self.keys = keys = Keys(settings.secret_key, settings.start_key)
        self.access_log = AccessLog()
        self.limits = Limits(settings.allowances)
        self.door = Door()
        self.whence = Whence()
        self.server_address = ServerAddress(settings)
        self.hub = Hub(pages.render, mine.of, keys.mark)
        self.shelf = Shelf(settings.setups)
        self.crowds = Crowds(settings.port)
        self.later = Later()
        self.errands = Errands()
        self.keep_pages()
        self.keep_media()
        self.meaning = Meaning(settings.meaning)
        self.joining = Joining(self.meaning)
        self.likeness = Likeness(self.meaning)
        self.matcher = Matcher(self.meaning)
        self.backlinks = Backlinks()
        self.keeper = Keeper(settings.database)
        self.mail = Mail(settings.smtp)
        self.contacts = Contacts(keys.digest("contacts"))
        self.inbox = Inbox(keys.digest("inbox"))
        self.reminders = Reminders(keys.digest("reminders"), self.mail, settings.url, translate)

    def keep_pages(self) -> None:
        """What is rendered once for many readers."""
        self.drawing: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self.written = Written[Ready]()
        self.telling = Shared()
        self.public_pages = Written[public_pages.Shown](public_pages.MOST)
        self.sites = Written[Site]()
        self.api = Remembered[bytes](api.KEPT)
        self.pictures = Pictures()
        self.previews = Previews()

    def keep_media(self) -> None:
        """What people upload, and the processes that make something of it."""
        self.media = media = media_store(self.settings)
        shared = self.settings.media is not None
        self.uploads = Uploads(media, self.settings.most_upload, shared=shared) if media else None
        self.darkroom = Darkroom()
        self.sheets = Sheets(self.darkroom)
        self.studio = Studio()
        self.preparing = Preparing(self.uploads, self.studio) if self.uploads else None
        self.scribe = Scribe(media, self.settings.captions)

    def to_followers(self) -> Publish:
        """Passes what happens in nights on to all that follow it, the screens first."""
        followers: list[Publish] = [
            self.meaning.told,
            self.joining.told,
            self.contacts.told,
            self.reminders.told,
        ]
        followers += [self.inbox.told, self.backlinks.told, self.keeper.told]
        if self.media and self.preparing:
            followers += [clearing(self.media), self.preparing.told, self.scribe.told]
        return in_turn(self.hub.publish, *followers)

    @contextlib.asynccontextmanager
    async def run(self, _app: Starlette) -> AsyncIterator[None]:
        """From the first request to the last."""
        log, bus = await open_log(self.settings.database), open_bus(self.settings.database)
        self.open(log, bus)
        try:
            yield
        finally:
            async with contextlib.AsyncExitStack() as last:  # all of it, although something fails
                last.callback(self.access_log.flush)
                last.push_async_callback(log.close)
                last.push_async_callback(bus.close)
                await self.end()

    def open(self, log: CheckedLog, bus: Bus) -> None:
        """Start everything that needs the log, and what runs beside the requests."""
        self.writers = writers = Writers(
            log, self.to_followers(), self.hub.let_go, self.hub.has_subscribers, bus, self.hub.folded
        )
        self.scribe.writers = self.joining.writers = self.backlinks.writers = writers
        self.hub.certain = writers.certain
        self.catalogue = catalogue_beside(log)
        self.commons = self.keeper.open(log)
        self.contacts.open(between_beside(log), writers.certain)
        self.reminders.open(between_beside(log), writers)
        self.inbox.open(between_beside(log), writers.certain)
        self.follower = Follower(writers, bus, self.hub, self.catalogue)
        self.planner, self.bounder = Planner(), Bounder()
        self.crowds.open(log, self.catalogue, writers, self.hub)
        if self.preparing:
            self.preparing.open(writers)
        for errand in (self.hub.watch_clock(), reels.watch(writers), compiling.beside()):
            self.errands.begin(errand)

    async def end(self) -> None:
        """Stop everything: first what writes, then what it writes to."""
        clips = [self.preparing.end] if self.preparing else []
        ends: list[Callable[[], Awaitable[None]]] = [
            *(self.errands.end, self.crowds.end, *clips, self.scribe.end),
            *(self.joining.end, self.likeness.end, self.meaning.end),
            *(self.contacts.end, self.reminders.end, self.inbox.end, self.backlinks.end, self.mail.end),
            *(self.later.end, self.keeper.end, self.writers.end, self.follower.end),
        ]
        async with contextlib.AsyncExitStack() as last:  # it begins with what comes last
            for end in reversed(ends):
                last.push_async_callback(end)


def make_app(settings: Settings) -> Starlette:
    """The application, ready to be served."""
    parts = Parts(settings)
    app = Starlette()
    app.state = State(vars(parts))
    app.router = Table(ROUTES, parts.run)
    # Replaces the layers that Starlette would put around each request.
    app.middleware_stack = Guard(app.router, parts.access_log)
    return app

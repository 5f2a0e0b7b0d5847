"""Wiring: puts the parts together. Nothing is decided here."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from starlette.applications import Starlette

from opennight import reels
from opennight.backlinks import Backlinks
from opennight.bounding import Bounder
from opennight.commons.keeper import Keeper
from opennight.commons.likeness import Likeness
from opennight.config import Settings
from opennight.contacts import Contacts
from opennight.crowds import Crowds
from opennight.follower import Follower
from opennight.inbox import Inbox
from opennight.joining import Joining
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
from opennight.store.opening import between_beside, catalogue_beside, open_bus, open_log
from opennight.web import api
from opennight.web.core import compiling, mine, pages, public_pages
from opennight.web.core.access_log import AccessLog
from opennight.web.core.door import Door
from opennight.web.core.guard import Guard
from opennight.web.core.keys import Keys
from opennight.web.core.languages import translate
from opennight.web.core.limits import Limits
from opennight.web.core.names import Names
from opennight.web.core.remembered import Remembered
from opennight.web.core.table import Table
from opennight.web.core.written import Written
from opennight.web.preview import Previews
from opennight.writer import Publish
from opennight.writers import Writers


def each(*told: Publish) -> Publish:
    """Tell all of these, one after another."""

    def tell(night: Night, rows: Sequence[Recorded]) -> None:
        for one in told:
            one(night, rows)

    return tell


def make_app(settings: Settings) -> Starlette:
    """The application, ready to be served."""
    keys = Keys(settings.secret_key, settings.start_key)
    hub = Hub(pages.render, mine.of, keys.mark)
    access_log = AccessLog()
    crowds = Crowds(settings.port)
    media = media_store(settings)
    shared = settings.media is not None
    uploads = Uploads(media, settings.most_upload, shared=shared) if media else None
    studio = Studio()
    preparing = Preparing(uploads, studio) if uploads else None
    scribe = Scribe(media, settings.captions)
    keeper = Keeper(settings.database)
    contacts, inbox = Contacts(keys.digest("contacts")), Inbox(keys.digest("inbox"))
    mail = Mail(settings.smtp)
    reminders = Reminders(keys.digest("reminders"), mail, settings.url, translate)
    heed = [clearing(media), preparing.told, scribe.told] if media and preparing else []
    meaning = Meaning(settings.meaning)
    joining, likeness = Joining(meaning), Likeness(meaning)
    backlinks = Backlinks()
    beside = (contacts.told, reminders.told, inbox.told, backlinks.told, keeper.told)
    tell = each(hub.publish, meaning.told, joining.told, *beside, *heed)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        log, bus = await open_log(settings.database), open_bus(settings.database)
        app.state.writers = writers = Writers(log, tell, hub.let_go, hub.has_subscribers, bus)
        scribe.writers = joining.writers = backlinks.writers = writers
        app.state.catalogue = catalogue = catalogue_beside(log)
        app.state.commons = keeper.open(log)
        contacts.open(between_beside(log), writers.certain)
        reminders.open(between_beside(log), writers)
        inbox.open(between_beside(log), writers.certain)
        app.state.follower = follower = Follower(writers, bus, hub, catalogue)
        hub.certain = writers.certain
        hub_clock = asyncio.create_task(hub.watch_clock())
        reels_watch = asyncio.create_task(reels.watch(writers))
        compiled = asyncio.create_task(compiling.beside())
        app.state.planner, app.state.bounder = Planner(), Bounder()
        crowds.open(log, catalogue, writers, hub)
        if preparing:
            preparing.open(writers)
        try:
            yield
        finally:
            hub_clock.cancel()
            reels_watch.cancel()
            compiled.cancel()
            await crowds.end()
            if preparing:
                await preparing.end()
            await scribe.end()
            await joining.end()
            await likeness.end()
            await meaning.end()
            await contacts.end()
            await reminders.end()
            await inbox.end()
            await backlinks.end()
            await keeper.end()
            await writers.end()
            await follower.end()
            await bus.close()
            await log.close()
            access_log.flush()

    app = Starlette()
    app.router = Table(ROUTES, lifespan)
    # In place of the layers that Starlette would put around each request.
    app.middleware_stack = Guard(app.router, access_log)
    app.state.settings = settings
    app.state.keys = keys
    app.state.limits = Limits(settings.allowances)
    app.state.door = Door()
    app.state.names = Names(settings)
    app.state.api = Remembered[bytes](api.KEPT)
    app.state.shelf = Shelf(settings.setups)
    app.state.hub = hub
    app.state.contacts = contacts
    app.state.mail = mail
    app.state.reminders = reminders
    app.state.inbox = inbox
    app.state.matcher = Matcher(meaning)
    app.state.pictures = Pictures()
    app.state.previews = Previews()
    app.state.crowds = crowds
    app.state.uploads = uploads
    app.state.darkroom = darkroom = Darkroom()
    app.state.sheets = Sheets(darkroom)
    app.state.studio = studio
    app.state.scribe = scribe
    app.state.meaning = meaning
    app.state.likeness = likeness
    app.state.joining = joining
    app.state.written = Written()
    app.state.public_pages = Written(public_pages.MOST)
    app.state.sites = Written()
    app.state.leaving = False
    return app

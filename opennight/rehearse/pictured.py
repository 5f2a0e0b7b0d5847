"""What a stranger sees of the evening in pictures when it is over, and a few people of their own."""

from opennight.rehearse.phone import Phone
from opennight.rehearse.wire import Wire

PNG = b"\x89PNG"


async def look(wire: Wire, code: str, phones: list[Phone]) -> str:
    """What was there, in a line. What is not as it should be fails the rehearsal."""
    pictures = await wire.get(f"/n/{code}/record/pictures", {})
    preview = await wire.send("GET", f"/n/{code}/preview.png", {}, {})
    own = [await phone.page("/evening") for phone in phones]
    wrong = {
        "there are no pictures of the evening": "<svg" not in pictures.page,
        "there is no preview of the night": not preview.content.startswith(PNG),
        "an evening does not say how to come back to it": any("/j/" not in page for page in own),
    }
    wire.seen.errors.update({what: 1 for what, is_so in wrong.items() if is_so})
    size = f"{len(preview.content) / 1000:.0f} kB"
    return f"{pictures.page.count('<svg')} pictures of the evening, a preview of {size}"

"""Making the words of letters known, behind everything else that waits: nobody's reading is held up by it."""

from uuid import UUID

from backend.kit.queue import job
from backend.kit.transaction import transaction
from backend.rooms.documents import recognising, words, words_queries
from media.ocr import Tesseract
from media.storage import Damaged, Missing, StorageError

TRIES = 5
AT_ONCE = 500
"""Letters that wait for it at most: what people send meanwhile comes before them all the same."""


@job("documents.read_words", queue="media", retries=4, own_transactions=True)
async def read_words(file_id: str) -> None:
    try:
        more = await recognising.read_words(UUID(file_id))
    except (Missing, Damaged):
        raise
    except (OSError, StorageError):
        await words_queries.not_its_fault(UUID(file_id))  # the machine's: tried again until it is over
        raise
    if more:
        await later(UUID(file_id))


async def later(file_id: UUID) -> None:
    await read_words.defer(lock=f"words {file_id}", behind=True, file_id=str(file_id))


@job("documents.sweep_words", cron="*/10 * * * *", retries=0, own_transactions=True)
async def sweep_words(timestamp: int) -> None:
    """Letters of before today's rules, those of before Tesseract was installed, and those whose making ended badly: begun again, a few times."""
    recognise = isinstance(await recognising.reader(), Tesseract)
    async with transaction():
        await words_queries.give_up(rules=words.RULES, tries=TRIES)
        room = max(0, AT_ONCE - await words_queries.waiting())
        for id in await words_queries.wordless(
            rules=words.RULES, recognise=recognise, tries=TRIES, most=room
        ):
            await later(id)

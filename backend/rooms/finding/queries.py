"""The one question of finding to the database that is nobody's: what was typed, as items keep their words."""

from backend.kit.database import fetch_one


async def words_of(typed: str) -> str:
    row = await fetch_one("SELECT find_words($1::text) AS words", typed)
    return str(row["words"]) if row else ""

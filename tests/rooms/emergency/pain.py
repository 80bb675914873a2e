"""A pain passport with words and a film, as a family has one."""

import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.family import Family
from tests.media.films import film
from tests.rooms.captures.conftest import add


@cache
def _film() -> bytes:
    """Half a second, made once."""
    with tempfile.TemporaryDirectory() as folder:
        return film(Path(folder) / "film.mp4", seconds=0.5, size="160x120", rate=10).read_bytes()


async def ready_film(family: Family, who: Any = None) -> str:
    who = who or family.mother
    id = await add(who.client, family.carnet_id, _film(), kind="video", filename="film.mp4")
    await family.mailbox.run_jobs()
    return id


async def put(
    family: Family, place: str, content: Any, *, who: Any = None, bases: tuple[str, ...] = ()
) -> Any:
    body = {"id": str(uuid4()), "content": content, "bases": list(bases)}
    url = f"/api/carnets/{family.carnet_id}/sheets/pain_passport/{place}"
    return await (who or family.mother).client.put(url, json=body)


async def say(family: Family, place: str, text: str, **more: Any) -> Any:
    answer = await put(
        family,
        place,
        {"kind": "pain_sign" if place.startswith("sign") else "pain_words", "text": text},
        **more,
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def choose_film(family: Family, place: str, film_id: str, **more: Any) -> Any:
    return await put(family, place, {"kind": "pain_film", "film": film_id}, **more)


def switch_url(family: Family) -> str:
    return f"/api/carnets/{family.carnet_id}/emergency/pain-passport"


async def show(family: Family, shown: bool = True, who: Any = None) -> Any:
    return await (who or family.mother).client.put(switch_url(family), json={"shown": shown})


async def shown_passport(family: Family, film_id: str) -> None:
    await say(family, "sign_1", "Se raidit")
    assert (await choose_film(family, "film_pain", film_id)).status_code == 200
    assert (await show(family)).status_code == 200

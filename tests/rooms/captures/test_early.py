"""A film whose copies are not ready yet: who may have its original watches that one, who may not its cleaned copy."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from backend.kit.database import DB, fetch
from backend.rooms.captures import preparing
from backend.rooms.uploads import service as uploads
from tests.family import Family
from tests.media.films import film
from tests.rooms.captures.conftest import add, jpeg


async def test_a_film_is_watched_before_its_copies_are_ready(
    family: Family, run_jobs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Any] = []
    stored = uploads.original

    def looked(*given: Any) -> AsyncIterator[bytes]:
        held.append(DB.current_transaction.get())
        return stored(*given)

    monkeypatch.setattr(uploads, "original", looked)
    content = film(tmp_path / "film.mp4").read_bytes()
    id = await add(family.mother.client, family.carnet_id, content, kind="video", category="gait")
    at = f"/api/carnets/{family.carnet_id}/captures/{id}"
    original, clean = f"{at}/files/original", f"{at}/files/clean"
    assert (await family.doctor.get(original)).status_code == 401
    assert (await family.stranger.client.get(original)).status_code == 404
    for who, code in ((family.physio, "original_for_representatives"), (family.father, "original_kept")):
        refused = await who.client.get(original)
        assert (refused.status_code, refused.json()["code"]) == (403, code)
    told = (await family.mother.client.get(at)).json()
    assert (told["state"], told["original"], told["renditions"]) == ("preparing", True, [])

    some = await family.mother.client.get(original, headers={"Range": "bytes=10-99"})
    assert (some.status_code, some.headers["content-type"]) == (206, "video/mp4")
    assert some.content == content[10:100]
    assert held == [None, None]  # no connection waits for the storage: for the first bytes, nor for the rest
    assert (await family.physio.client.get(clean)).status_code == 202
    await preparing.clean(UUID(id))
    cleaned = await family.physio.client.get(clean)
    assert (cleaned.status_code, cleaned.headers["content-type"]) == (200, "video/mp4")
    assert (await family.physio.client.get(at)).json()["state"] == "preparing"

    # What is found bad after all stays with who may have originals.
    await fetch("UPDATE capture SET state = 'refused', reason = 'unreadable' WHERE id = $1", id)
    assert (await family.physio.client.get(clean)).status_code == 404
    assert (await family.mother.client.get(original)).content == content


async def test_what_was_found_to_be_a_photo_meanwhile_is_not_called_uncleanable(
    family: Family, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cleaning it as the film that it was said to be ends after its preparing."""
    id = await add(family.mother.client, family.carnet_id, jpeg(), kind="video", category="gait")
    clean_video = preparing.clean_video

    async def late(source: Path, made: Path) -> Path:
        await preparing.prepare(UUID(id))
        return await clean_video(source, made)

    monkeypatch.setattr(preparing, "clean_video", late)
    await preparing.clean(UUID(id))
    (row,) = await fetch("SELECT kind, state, clean_reason FROM capture")
    assert (row["kind"], row["state"], row["clean_reason"]) == ("photo", "ready", None)


async def test_what_is_no_film_is_not_given_before_it_was_looked_at(family: Family, run_jobs: Any) -> None:
    as_film = await add(family.mother.client, family.carnet_id, jpeg(), kind="video", category="gait")
    as_photo = await add(family.mother.client, family.carnet_id, jpeg("#8a5200"))
    base = f"/api/carnets/{family.carnet_id}/captures"
    for id in (as_film, as_photo):
        assert (await family.mother.client.get(f"{base}/{id}/files/original")).status_code == 404
    assert (await family.physio.client.get(f"{base}/{as_photo}/files/clean")).status_code == 404
    # Asked for as a film, it could not be cleaned; once it is known to be a photo, it can.
    assert (await family.physio.client.get(f"{base}/{as_film}/files/clean")).status_code == 202
    await preparing.clean(UUID(as_film))
    await run_jobs()
    assert (await family.physio.client.get(f"{base}/{as_film}/files/clean")).status_code in (200, 202)

"""A letter from the hospital: filed by a mother, read by the physiotherapist, thrown away by mistake, told in « Qui a vu »."""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.journeys.test_film import TUS
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import metadata
from tests.servers.cs3 import Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path)
    server.start()
    yield server
    server.stop()


def _ready(client: httpx.Client, url: str) -> dict[str, object]:
    ends = time.monotonic() + 100
    while (found := client.get(url).json())["state"] != "ready":
        assert found["state"] in {"preparing", "receiving"}, found
        assert time.monotonic() < ends, found
        time.sleep(0.5)
    return found  # type: ignore[no-any-return]


@pytest.mark.timeout(240)
def test_a_letter_is_filed_read_binned_and_taken_back(served: Served) -> None:
    anne, karim, id = served.sign_in(0), served.sign_in(2), str(uuid4())
    carnet = f"/api/carnets/{served.demo['carnets'][0]['id']}"
    content = letter(["Chirurgie orthopédique", "Contrôle dans trois mois."], pages=2)
    said = metadata(
        carnet_id=carnet.rpartition("/")[2],
        kind="document",
        category="documents.medical",
        filename="courrier.pdf",
        capture_id=id,
        title="Contrôle après l’été",
        written_by="Dr Astier",
    )
    begun = anne.post(
        "/api/uploads",
        content=content[:500],
        headers={
            **TUS,
            "Content-Type": "application/offset+octet-stream",
            "Upload-Length": str(len(content)),
            "Upload-Metadata": said,
        },
    )
    assert (begun.status_code, begun.headers["upload-offset"]) == (201, "500"), begun.text
    served.kill()
    served.start()
    sent = anne.patch(
        f"/api/uploads/{id}",
        content=content[500:],
        headers={**TUS, "Upload-Offset": "500", "Content-Type": "application/offset+octet-stream"},
    )
    assert sent.status_code == 204, sent.text
    url = f"{carnet}/documents/{id}"
    assert _ready(anne, url)["pages"] == 2

    news = karim.get(f"{carnet}/home").json()["news"]
    assert any(one["item_id"] == id and one["sentence"].endswith("a ajouté un document.") for one in news)
    assert karim.get(f"{url}/pages/2").headers["content-type"].startswith("image/")
    assert "trois mois" in karim.get(f"{url}/words").json()["pages"][0]
    copy = karim.get(f"{url}/files/copy")
    assert copy.content.startswith(b"%PDF-")
    assert karim.get(f"{url}/files/original").status_code == 403
    assert anne.get(f"{url}/files/original").content == content

    assert anne.delete(url).status_code == 204
    assert karim.get(f"{url}/pages/1").status_code == 404
    assert [one["id"] for one in anne.get(f"{carnet}/documents/bin").json()] == [id]
    assert anne.post(f"{url}/restore").status_code == 200
    assert karim.get(f"{url}/pages/1").status_code == 200
    seen = [one["sentence"] for one in anne.get(f"{carnet}/traces").json()["traces"]]
    assert {"Karim Saïdi a lu un document.", "Karim Saïdi a téléchargé la copie d’un document."} <= set(seen)

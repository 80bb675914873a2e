"""A paper to sign, as it is printed, and what is sent once it was signed."""

import re
from typing import Any

import pypdfium2

from tests.family import Family, Member


async def number_of(
    family: Family, habilitation_id: str, by: Member | None = None, language: str = "fr"
) -> str:
    """What stands at the foot of the paper."""
    url = f"/api/carnets/{family.carnet_id}/habilitations/{habilitation_id}/paper"
    answer = await (by or family.mother).client.get(url, params={"language": language})
    assert answer.status_code == 200, answer.text
    (found,) = set(re.findall(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", words(answer.content)))
    return found


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def signed(number: str, document_id: str, **parts: Any) -> dict[str, Any]:
    return {
        "number": number, "document_id": document_id, "signed_on": "2026-11-20", "signed_by": "Anne Moreau et Karim Saïdi", **parts
    }  # fmt: skip

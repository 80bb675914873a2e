"""A carer with a code, on a phone of their own; and a family with a document for emergencies."""

from typing import Any

from tests.family import Family
from tests.rooms.documents.conftest import file_letter
from tests.rooms.emergency.test_carer_form import WHOLE


async def marked(family: Family, run_jobs: Any, **more: Any) -> str:
    """A letter that is ready, marked by the mother."""
    id = await file_letter(family, **more)
    await run_jobs()
    answer = await family.mother.client.put(f"{family.sheet}/documents/{id}", json={"marked": True})
    assert answer.status_code == 204, answer.text
    return id


async def code(family: Family, **more: Any) -> tuple[str, str]:
    """Its number, and the path of its page."""
    made = await family.link(**more)
    return made["link"]["id"], "/" + made["code"]["url"].split("/", 3)[3]


async def enter(family: Family, path: str, **more: str) -> Any:
    return await family.doctor.post(f"{path}/soignant", data={**WHOLE, **more})

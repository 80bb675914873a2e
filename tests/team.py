"""A structure whose referent is the family's physiotherapist, and people of its team."""

from dataclasses import dataclass
from typing import Any

from tests.family import Family, Member


@dataclass
class Team:
    id: str
    referent: Member

    @classmethod
    async def founded(cls, by: Member, name: str = "SESSAD Les Tilleuls") -> "Team":
        made = await by.client.post(
            "/api/teams", json={"name": name, "kind": "sessad", "model": "physiotherapist"}
        )
        assert made.status_code == 201, made.text
        return cls(made.json()["id"], by)

    async def takes(self, client: Any, name: str, model: str = "speech_therapist") -> str:
        """Somebody joins with the code shown to them; the number of their place."""
        await self.referent.prove()
        asked = await self.referent.client.post(
            f"/api/teams/{self.id}/invitations", json={"name": name, "model": model}
        )
        assert asked.status_code == 201, asked.text
        token = asked.json()["url"].partition("#")[2]
        joined = await client.post("/api/team-invitations/accept", json={"token": token})
        assert joined.status_code == 200, joined.text
        return next(one["id"] for one in joined.json()["members"] if one["me"])

    async def ends(self, member_id: str) -> None:
        gone = await self.referent.client.delete(f"/api/teams/{self.id}/members/{member_id}")
        assert gone.status_code == 204, gone.text

    async def token(self) -> str:
        return (await self.referent.client.post(f"/api/teams/{self.id}/link")).json()["url"].partition("#")[2]

    async def opened_by(self, family: Family, professions: dict[str, Any], **more: Any) -> str:
        """The number of the opening."""
        await family.mother.prove()
        made = await family.mother.client.post(
            f"/api/carnets/{family.carnet_id}/teams",
            json={"token": await self.token(), "professions": professions, **more},
        )
        assert made.status_code == 201, made.text
        return made.json()["opening_id"]

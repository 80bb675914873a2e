"""Is the process alive; is it ready to serve (database and storage answer)."""

import asyncio

from litestar import Controller, Response, get

from backend.kit import runtime
from backend.kit.database import fetch


class HealthController(Controller):
    path = "/health"
    tags = ["health"]
    opt = {"no_transaction": True}

    @get("/live", operation_id="healthLive")
    async def live(self) -> dict[str, str]:
        """The process answers."""
        return {"status": "live"}

    @get("/ready", operation_id="healthReady")
    async def ready(self) -> Response[dict[str, str]]:
        """The database and the storage answer within 3 s each; 503 names the one that does not."""
        parts = {"database": fetch("SELECT 1"), "storage": runtime.get().storage.check()}
        state: dict[str, str] = {}
        for name, part in parts.items():
            try:
                async with asyncio.timeout(3):
                    await part
                state[name] = "ready"
            except Exception:
                state[name] = "away"
        whole = all(value == "ready" for value in state.values())
        return Response(
            {"status": "ready" if whole else "not ready", **state}, status_code=200 if whole else 503
        )

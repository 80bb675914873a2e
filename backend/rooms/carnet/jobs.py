"""Keeping the storage as the notebook says it is."""

from backend.kit import runtime
from backend.kit.queue import job


@job("carnet.forget_portrait", retries=9, own_transactions=True)
async def forget_portrait(name: str) -> None:
    await runtime.get().storage.delete(name)

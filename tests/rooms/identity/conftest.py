import pytest

from backend.settings import Settings
from tests.rooms.identity.people import Mailbox


@pytest.fixture
def mailbox(settings: Settings, run_jobs) -> Mailbox:
    return Mailbox(folder=settings.outbox, run_jobs=run_jobs)

"""What a killed process held goes back to the queue, each job for itself."""

from typing import Any

from litestar import Litestar

from backend.worker.app import hand_back, queue_app

HELD = """
INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args, status)
VALUES ('mail', 'identity.push_waiting', 'push', '{}', $1::procrastinate_job_status) RETURNING id
"""


async def test_one_that_cannot_go_back_yet_keeps_none_of_the_others(
    app: Litestar, database: str, query: Any
) -> None:
    """Of those that may wait only once, one was held by the dead, and another waits already."""
    await query(HELD, "doing")
    await query(HELD, "todo")
    (other,) = await query(HELD.replace("'push', '{}'", "NULL, '{}'"), "doing")
    queue = queue_app(database)
    async with queue.open_async():
        await hand_back(queue)
        rows = await query("SELECT id, status::text FROM procrastinate_jobs ORDER BY id")
        assert [row["status"] for row in rows] == ["doing", "todo", "todo"]
        assert rows[-1]["id"] == other["id"]
        await query("DELETE FROM procrastinate_jobs WHERE queueing_lock = 'push' AND status = 'todo'")
        await hand_back(queue)
        rows = await query("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        assert [row["status"] for row in rows] == ["todo", "todo"]

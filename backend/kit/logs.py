"""Structured logs on standard error: one JSON object a line, without anything a person wrote."""

import json
import logging
import sys
from datetime import UTC, datetime
from traceback import format_tb
from typing import Any

FIELDS = ("request_id", "method", "operation", "status", "ms", "job", "job_id", "reason", "seconds", "count")


class JsonLines(logging.Formatter):
    """Only the named fields are written: what is not in FIELDS cannot leak into a log by accident."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "say": record.getMessage() if record.name.startswith("cs3") else record.msg,
        }
        line.update({name: record.__dict__[name] for name in FIELDS if name in record.__dict__})
        if record.exc_info and record.exc_info[2]:
            kind = record.exc_info[0]
            line["error"] = (
                str(record.exc_info[1])
                if kind and kind.__name__ == "_Silent"
                else getattr(kind, "__name__", "")
            )
            line["trace"] = [text.strip() for text in format_tb(record.exc_info[2])[-8:]]
        return json.dumps(line, ensure_ascii=False)


def set_up_logs(*, level: int = logging.INFO) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("cs3").setLevel(level)
    # The queue's own lines repeat the arguments of jobs; ours say which job, how long, and how it ended.
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)

"""Log records as JSON lines."""

import json
import logging

from common.context import current_request_id


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request id, exception."""

    def format(self, record):
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := current_request_id():
            line["request_id"] = request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

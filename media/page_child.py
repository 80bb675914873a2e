"""The child process of `media.picture_pages`: a copy that we made of a picture, drawn as a page of paper."""

import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from media.page_pictures import encode
from media.refused import Reason

LONGEST = 2000


def main(given: list[str]) -> None:
    source, target = map(Path, given)
    try:
        with Image.open(source, formats=("WEBP", "AVIF")) as opened:
            image = Image.new("RGB", opened.size, "#ffffff")
            seen = opened.convert("RGBA")
            image.paste(seen, mask=seen.getchannel("A"))
        image.thumbnail((LONGEST, LONGEST))
        encoded, media_type, grey = encode(image)
        target.write_bytes(encoded)
        outcome: dict[str, Any] = {"page": [media_type, image.width, image.height, grey]}
    except MemoryError:
        outcome = {"refused": Reason.TOO_HUNGRY}
    except (OSError, ValueError):
        outcome = {"refused": Reason.UNREADABLE}
    print(json.dumps(outcome))
    sys.stdout.flush()

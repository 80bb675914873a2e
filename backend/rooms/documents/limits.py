"""How many bytes a file of the library may have, by what it is."""

from backend.rooms.documents.schemas import Kind
from media.bounds import PDF_BYTES, PHOTO_BYTES, VIDEO_BYTES

OTHER_BYTES = 50_000_000
SOUND_BYTES = 200_000_000
MOST_BYTES: dict[Kind, int] = {
    "pdf": PDF_BYTES,
    "picture": PHOTO_BYTES,
    "film": VIDEO_BYTES,
    "sound": SOUND_BYTES,
    "other": OTHER_BYTES,
}

"""Zip archives of any size, made piece by piece and read by ranges: neither side ever holds one whole.

Format: APPNOTE.TXT 6.3.10 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).

plan = Plan([Entry("carnet.json", size=812, crc32=0x1C291CA3, mtime=at), ...])
plan.length, list(plan.pieces(0, plan.length))  # bytes, or Slice(index, start, stop) of an entry's own bytes
archive = await Archive.open(read, size)  # read(start, stop) → the bytes of that range
async for chunk in archive.chunks(archive.members["carnet.json"]): ...
"""

from media.archives.planned import Entry, Plan, Slice
from media.archives.reading import Archive, Limits, Member
from media.archives.refusals import Fault, NotTaken

__all__ = ["Archive", "Entry", "Fault", "Limits", "Member", "NotTaken", "Plan", "Slice"]

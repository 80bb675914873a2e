"""Why an archive is not taken. The value of a Fault is stable: it is stored, sent, and translated."""

from enum import StrEnum


class Fault(StrEnum):
    NOT_A_ZIP = "not_a_zip"
    TRUNCATED = "truncated"
    """The end is missing, or what the archive counts on lies beyond it."""
    PREPENDED = "prepended"
    """Something stands before the first entry, or between two, or before the directory: bytes that no entry owns."""
    MALFORMED = "malformed"
    """A header that says two things, or nothing that can be read."""
    SPLIT = "split"
    """A part of an archive on several disks."""
    TOO_MANY = "too_many_entries"
    TOO_LARGE = "too_large"
    """More bytes, once opened, than are taken; or a directory longer than that of an archive of ours."""
    BOMB = "bomb"
    """An entry that grows beyond measure when opened."""
    ENCRYPTED = "encrypted"
    METHOD = "compression_method"
    """Neither stored nor deflated."""
    NOT_A_FILE = "not_a_file"
    """A link, a device, a folder that holds bytes."""
    BAD_NAME = "bad_name"
    """A name that leads elsewhere, or hides what it is."""
    SAME_NAME = "same_name"
    """Two entries of one name, capitals and accents' forms set aside."""
    OVERLAP = "overlap"
    """Two entries share bytes."""
    WRONG_SIZE = "wrong_size"
    WRONG_CHECKSUM = "wrong_checksum"


class NotTaken(Exception):
    """`entry`: the name of the entry at fault, as far as it could be read safely; empty for the archive itself."""

    def __init__(self, fault: Fault, entry: str = "") -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.entry = entry

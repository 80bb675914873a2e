"""Why a file is not taken. The value of a Reason is stable: it is stored, sent, and translated."""

from enum import StrEnum


class Reason(StrEnum):
    EMPTY = "empty"
    """No byte."""
    UNKNOWN_TYPE = "unknown_type"
    """The bytes are nothing that is taken here, whatever the name says."""
    TRUNCATED = "truncated"
    """The end is missing."""
    UNREADABLE = "unreadable"
    """The right kind of file, but it does not decode."""
    TOO_LARGE = "too_large"
    """More bytes than a file of this kind may have."""
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LONG = "too_long"
    """A video of more than 20 minutes, a sound of more than 3 hours."""
    NO_IMAGES = "no_images"
    """A video without one image: sound only, or nothing."""
    ENCRYPTED = "encrypted"
    """A video locked by a shop or a streaming service; a PDF that asks for a password."""
    INFECTED = "infected"
    """A virus scanner knows it."""
    TOO_MANY_PAGES = "too_many_pages"
    MACROS = "macros"
    """An office file that carries a program."""
    OLD_OFFICE = "old_office"
    """An office file of before 2007, or one locked by a password, which looks the same: whether it carries a program cannot be told without opening it."""
    TOO_SLOW = "too_slow"
    """Reading it took more time than is given."""
    TOO_HUNGRY = "too_hungry"
    """Reading it took more memory than is given."""
    TOO_MUCH_OUTPUT = "too_much_output"
    """Reading it wrote more than is given."""


class Refused(Exception):
    """A file that is not taken. Says why, and nothing of what the file holds."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason

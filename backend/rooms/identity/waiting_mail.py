import msgspec


class WaitingMail(msgspec.Struct):
    """A message as it waits, sealed, until it leaves."""

    to: str
    language: str
    subject: str
    text: str
    html: str

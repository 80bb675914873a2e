"""The person's language: their choice when they are known, else what their browser asks for. French first."""

LANGUAGES = ("fr", "en")


def best_language(accept: str) -> str:
    """The best of our languages for an Accept-Language header (RFC 9110 § 12.5.4)."""
    wanted: list[tuple[float, int, str]] = []
    for order, part in enumerate(accept.split(",")[:20]):
        tag, _, parameters = part.strip().partition(";")
        quality = 1.0
        name, _, value = parameters.strip().partition("=")
        if name == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0
        primary = tag.split("-")[0].lower()
        if primary in LANGUAGES and quality > 0:
            wanted.append((-quality, order, primary))
    return min(wanted)[2] if wanted else "fr"

"""A device in words ("Chrome sur Android"), from its User-Agent. Only the two words are kept."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def read(user_agent: str) -> tuple[str, str]:
    """(browser, system), each empty when unknown."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return browser, system


def label(*, browser: str, system: str, locale: str) -> str:
    if browser and system:
        return f"{browser} {'on' if locale == 'en' else 'sur'} {system}"
    unknown = "Unknown device" if locale == "en" else "Appareil inconnu"
    return browser or system or unknown

"""Machines that fetch a link before anyone opens it: they get a page without health data, and alert nobody."""

import re

# A person's browser must never match: Cubot makes phones, and in-app browsers carry their app's name.
_MACHINES = re.compile(
    r"(?<!cu)bot\b|crawler|spider|bingpreview|microsoftpreview|facebookexternalhit|facebot|meta-externalagent"
    r"|^whatsapp/|skypeuripreview|slack-imgproxy|embedly|iframely|vkshare|mastodon/|barracuda|proofpoint|mimecast",
    re.IGNORECASE,
)


def is_machine(user_agent: str) -> bool:
    """A messaging app's preview, a search engine, a mail scanner. In doubt it is a person, who gets the sheet."""
    return _MACHINES.search(user_agent) is not None


def is_prefetch(*, purpose: str, sec_purpose: str) -> bool:
    """A browser that loads ahead, before anyone has decided to look (header Sec-Purpose, and Purpose before it)."""
    return "prefetch" in sec_purpose.lower() or "prefetch" in purpose.lower()

"""Machines that fetch a link before anyone opens it: they get a page without health data, and alert nobody."""

import re
from collections.abc import Mapping
from typing import Literal

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


def nobody_reads(headers: Mapping[str, str]) -> Literal["link", "away"] | None:
    """Which page is answered in the sheet's place: to a machine, what the link is; to a browser that loads ahead a refusal, so that it asks
    again when the person really opens the page. None for a person. headers: by their names in small letters."""
    if is_machine(headers.get("user-agent", "")):
        return "link"
    ahead = is_prefetch(purpose=headers.get("purpose", ""), sec_purpose=headers.get("sec-purpose", ""))
    return "away" if ahead else None

"""Phones that lie ready: to make one costs more than a screen does, and to install the application on it ten times that."""

from typing import Any, NoReturn

from playwright.sync_api import Browser, BrowserContext, Error

MOST = 4
"""Of one kind: no story has more phones in hand at once."""
PLAIN = {
    "base_url", "viewport", "device_scale_factor", "is_mobile", "has_touch", "locale", "timezone_id", "color_scheme", "service_workers",
}  # fmt: skip
"""What a phone that lies in a drawer may have been made with. Any other is some story's own, and ends with it."""


class Drawer:
    def __init__(self) -> None:
        self._lying: dict[str, list[BrowserContext]] = {}
        self._kinds: dict[BrowserContext, str] = {}

    def take(self, browser: Browser, options: dict[str, Any]) -> BrowserContext | None:
        """One that was made with those, to be emptied by who takes it; None for what no other story could use."""
        if not set(options) <= PLAIN:
            return None
        kind = f"{id(browser)} {sorted(options.items())}"
        lying = self._lying.setdefault(kind, [])
        context = lying.pop() if lying else browser.new_context(**options)
        self._kinds[context] = kind
        context.add_init_script = _refuse
        return context

    def put(self, context: BrowserContext) -> bool:
        """Without its pages, its session and what held its line; whether it lies there now."""
        kind = self._kinds.pop(context, None)
        if kind is None or len(self._lying[kind]) >= MOST:
            return False
        try:
            for page in context.pages:
                page.close()
            context.unroute_all(behavior="ignoreErrors")
            context.set_offline(False)
            context.clear_permissions()
            context.clear_cookies()
        except Error:  # it went wrong with its story
            return False
        self._lying[kind].append(context)
        return True


def _refuse(*_given: Any, **_named: Any) -> NoReturn:
    raise AssertionError("page.add_init_script: what a context is told stays, and another story has it next")

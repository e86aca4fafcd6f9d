"""Opening the page as somebody with a screen, a language and a taste for light or dark."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page

SCREENS = Path(__file__).parents[2] / "build" / "screens"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


class Visitor:
    """Opens the page and remembers what the browser complained about."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    async def open(self, *, screen: dict[str, int] = DESKTOP, scheme: str = "light", locale: str = "zh-CN") -> Page:
        context = await self._browser.new_context(
            viewport=screen,
            color_scheme=scheme,
            locale=locale,
            has_touch=screen is PHONE,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        self._contexts.append(context)
        context.set_default_timeout(8000)
        page = await context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        await page.goto(self.address)
        await page.locator(".phone").first.wait_for()
        return page

    async def leave(self) -> None:
        for context in self._contexts:
            await context.close()

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")


@contextlib.asynccontextmanager
async def started(visitor: Visitor, **how) -> AsyncIterator[Page]:
    """A page whose first person has pressed Start and got the greeting."""
    page = await visitor.open(**how)
    await page.locator(".start").first.click()
    await page.get_by_role("button", name="建一个群").wait_for()
    yield page


async def write(page: Page, text: str) -> None:
    field = page.locator(".field").first
    await field.fill(text)
    await field.press("Enter")

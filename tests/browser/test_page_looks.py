"""How the page stands on a phone and on a desktop, in light and dark; the pictures go to build/screens/."""

from __future__ import annotations

import pytest
from checks import faults, sideways
from parrot import Parrot, picture
from playwright.async_api import Page, expect
from visiting import DESKTOP, PHONE, SCREENS, Visitor, started, write

# One browser, and so one event loop, serves all these tests.
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = {"phone": PHONE, "desktop": DESKTOP}


async def shoot(page: Page, name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=SCREENS / f"{name}.png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
async def test_every_view_is_legible_named_and_fits(visitor: Visitor, bot: Parrot, size: str, scheme: str) -> None:
    look = f"{size}-{scheme}"
    page = await visitor.open(screen=SIZES[size], scheme=scheme)
    await shoot(page, f"{look}-1-start")
    problems = await faults(page)
    await page.locator(".start").click()
    await page.get_by_role("button", name="建一个群").wait_for()
    await shoot(page, f"{look}-2-greeting")
    problems += await faults(page)
    await write(page, "/rules")
    await page.locator(".copyable.pre").wait_for()
    colours = [(200, 120, 60), (40, 140, 200), (90, 160, 90)]
    files = [
        {"name": f"{i}.png", "mimeType": "image/png", "buffer": picture(600, 400, one)} for i, one in enumerate(colours)
    ]
    await page.locator("input[type=file]").set_input_files(files)
    await page.locator(".tray canvas").nth(2).wait_for()
    await shoot(page, f"{look}-3-tray")
    problems += await faults(page)
    await write(page, "三张照片")
    await expect(page.locator(".theirs").last).to_contain_text("收到")
    await page.locator("input[type=file]").set_input_files(
        {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" * 9000}
    )
    await page.locator(".send").click()
    await page.locator(".mine a.file").wait_for()
    await shoot(page, f"{look}-4-files")
    problems += await faults(page)
    await page.get_by_role("button", name="菜单").click()
    await shoot(page, f"{look}-5-commands")
    problems += await faults(page)
    assert problems == []
    assert await sideways(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_phones_drawer_and_log_fit(visitor: Visitor, scheme: str) -> None:
    async with started(visitor, screen=PHONE, scheme=scheme) as page:
        await page.get_by_role("button", name="时钟、日志和语言").click()
        await shoot(page, f"phone-{scheme}-6-drawer")
        assert await faults(page) == []
        await page.get_by_role("button", name="日志", exact=True).click()
        await shoot(page, f"phone-{scheme}-7-log")
        assert await faults(page) == []
        assert await sideways(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_three_people_fit_beside_the_log(visitor: Visitor, scheme: str) -> None:
    async with started(visitor, scheme=scheme) as page:
        for name, language in (("Anna", "en"), ("阿强", "zh-hans")):
            await page.request.post(f"{visitor.address}/control/people", data={"name": name, "language": language})
            await page.get_by_role("navigation").get_by_role("button", name=name).click()
        anna = page.locator(".phone").nth(1)
        await anna.locator(".start").click()
        await anna.get_by_role("button", name="建一个群").click()
        await anna.get_by_role("button", name="微信").wait_for()
        await page.locator(".entry summary").last.click()
        await expect(page.locator(".phone")).to_have_count(3)
        await shoot(page, f"desktop-{scheme}-6-three")
        assert await faults(page) == []
        assert await sideways(page) <= 0


async def test_a_picture_fills_the_screen(visitor: Visitor) -> None:
    async with started(visitor, screen=PHONE) as page:
        await write(page, "/photo")
        await page.locator(".theirs .photo").click()
        await page.wait_for_function("document.querySelector('dialog.lightbox img').naturalWidth > 0")
        await shoot(page, "phone-light-8-lightbox")
        assert await faults(page) == []


async def test_the_narrowest_phone_still_fits(visitor: Visitor) -> None:
    async with started(visitor, screen={"width": 320, "height": 568}) as page:
        await write(page, "https://example.org/" + "sehrlang" * 30)
        await expect(page.locator(".theirs").last).to_contain_text("收到")
        assert await sideways(page) <= 0
        assert await page.evaluate("document.querySelector('.scroller').scrollWidth <= innerWidth")

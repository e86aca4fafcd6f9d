"""A simulator in this process, the parrot bot, and a headless Chromium that looks at the page."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from parrot import NAME, TOKEN, USERNAME, Parrot, parrot
from playwright.async_api import Browser, async_playwright
from visiting import Visitor

from assistant.simulator import Limits, World, serve

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest_asyncio.fixture(loop_scope="session")
async def simulator() -> AsyncIterator[str]:
    world = World(open_doors=True, limits=Limits(on=False))
    world.add_bot(TOKEN, USERNAME, NAME)
    running = await serve(world=world)
    yield running.url
    await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(simulator: str) -> AsyncIterator[Parrot]:
    async with parrot(simulator) as one:
        yield one


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("These tests need Chromium: apt-get install chromium (make browser does it).")
    async with async_playwright() as playwright:
        one = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield one
        await one.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, simulator: str, bot: Parrot) -> AsyncIterator[Visitor]:
    one = Visitor(browser, simulator)
    yield one
    await one.leave()
    assert one.complaints == [], "the browser complained"

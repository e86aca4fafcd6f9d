from collections.abc import AsyncIterator

import pytest
from simkit import Sim, simulator


@pytest.fixture
async def sim() -> AsyncIterator[Sim]:
    async with simulator() as made:
        yield made

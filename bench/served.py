"""The assistant as `yidan serve` starts it, but its slow work waits.

Papers are drawn by a process of their own, which is no part of a turn and would take the core that is measured.
"""

from __future__ import annotations

import asyncio
import sys

from assistant.app import Assistant
from assistant.settings import load

WAITS = (sys.executable, "-I", "-S", "-c", "import sys; sys.stdin.read()")


async def serve() -> None:
    assistant = Assistant(load(), WAITS)
    await assistant.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())

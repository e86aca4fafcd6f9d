"""The whole assistant in this process, as a house for transcripts.

Every house of a run throws the same dice, so that groups founded alike get the same papers: see `warm_worker`.
"""

import gc
import os
import random
import secrets

from assistant.app import Assistant
from assistant.settings import load
from assistant.transcript.house import environment, free_port
from tests.end_to_end import warm_worker

SEED = os.environ.get("YIDAN_TEST_SEED") or secrets.token_hex(4)


class InProcess:
    def __init__(self, simulator, folder):
        variables = environment(simulator, folder, free_port())
        self._settings = {name.removeprefix("YIDAN_").lower(): value for name, value in variables.items()}
        self._assistant = None
        dice = random.Random(SEED)
        self._fresh = lambda: dice.randbytes(8).hex()

    async def start(self):
        self._assistant = Assistant(load(**self._settings), warm_worker.command(), self._fresh)
        await self._assistant.start()

    async def stop(self):
        if self._assistant is not None:
            await self._assistant.stop()
            self._assistant = None
            gc.unfreeze()  # a server freezes what it was built of for its whole life; here many of them come and go

    async def kill(self):
        raise NotImplementedError("only a process of its own can be killed")

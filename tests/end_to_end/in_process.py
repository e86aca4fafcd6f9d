"""The whole assistant in this process, as a house for transcripts."""

import gc

from assistant.app import Assistant
from assistant.settings import load
from assistant.transcript.house import environment, free_port
from tests.end_to_end import warm_worker


class InProcess:
    def __init__(self, simulator, folder):
        variables = environment(simulator, folder, free_port())
        self._settings = {name.removeprefix("YIDAN_").lower(): value for name, value in variables.items()}
        self._assistant = None

    async def start(self):
        self._assistant = Assistant(load(**self._settings), warm_worker.command())
        await self._assistant.start()

    async def stop(self):
        if self._assistant is not None:
            await self._assistant.stop()
            self._assistant = None
            gc.unfreeze()  # a server freezes what it was built of for its whole life; here many of them come and go
            gc.collect()

    async def kill(self):
        raise NotImplementedError("only a process of its own can be killed")

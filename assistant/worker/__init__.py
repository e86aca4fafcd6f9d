"""Slow work in a process of its own: downloads, reading codes, drawing papers."""

from assistant.worker.blobs import place
from assistant.worker.failure import JobFailed
from assistant.worker.parent import WORKER, Worker

__all__ = ["WORKER", "JobFailed", "Worker", "place"]

"""A batch between its caller and the disk, as the embedded engine keeps it in its queue."""

import threading
from dataclasses import dataclass, field

from factually_app.store.engine import Decide


@dataclass(eq=False)
class WaitingBatch:
    """Its caller sleeps on `turn` until the batch is done or is to lead."""

    decide: Decide
    turn: threading.Event = field(default_factory=threading.Event)
    leads: bool = False
    is_done: bool = False
    error: Exception | None = None

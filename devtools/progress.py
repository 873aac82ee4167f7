"""Lines that say what is being done, so that nobody waits in the dark."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print the title, run what stands inside, and add how long it took."""
    print(f"{title} ...", end="" if sys.stdout.isatty() else "\n", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        if sys.stdout.isatty():
            print()
        raise
    if sys.stdout.isatty():
        print(f" {time.monotonic() - begun:.1f} s", flush=True)

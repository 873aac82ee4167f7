"""Doing something that the server of the browser tests has to see."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Given = TypeVar("Given")


def outside(act: Callable[[], Given]) -> Given:
    """What an act gives that is done outside of the test's transaction."""

    def run() -> Given:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()

"""Threads in which requests wait for the store; pages are read in others, which a stuck store leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

Given = ParamSpec("Given")
Result = TypeVar("Result")

_MOST = 40
_FREE = CapacityLimiter(_MOST)


async def in_store_thread(function: Callable[Given, Result], *args: Given.args, **named: Given.kwargs) -> Result:
    """What the function returns, run in such a thread as soon as one is free."""
    return await to_thread.run_sync(partial(function, *args, **named), limiter=_FREE)

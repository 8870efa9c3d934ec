"""A lock between processes that the operating system releases when its process ends, on Linux, macOS and Windows."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_PAUSE = 0.02
_PATIENCE = 10.0


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (created if need be) for the length of the block.

    Raises `TimeoutError` (an `OSError`) if another process has held it for ten seconds.
    """
    with path.open("a+b") as stream:
        _acquire(stream, path)
        try:
            yield
        finally:
            _release(stream)


def _acquire(stream: IO[bytes], path: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _try(stream):
        if time.monotonic() > deadline:
            raise TimeoutError(f"another program has held {path} for {_PATIENCE:.0f} seconds")
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _try(stream: IO[bytes]) -> bool:
        stream.seek(0)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import errno
    import fcntl

    # Some network file systems know no locks; there a lone learner's record is still written whole or not at all.
    _NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS}

    def _try(stream: IO[bytes]) -> bool:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno in _NO_LOCKS
        return True

    def _release(stream: IO[bytes]) -> None:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_UN)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise

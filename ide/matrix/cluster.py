"""Cells drawn by many computers through dask.distributed, an optional library (no Qt)."""

from __future__ import annotations

import importlib
import re
import socket
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from ide.exit_codes import CannotRunError
from ide.matrix import remote
from ide.matrix.archive import digest_of
from ide.matrix.crew import MOST_TRIES
from ide.matrix.plan import Cell, batches
from ide.matrix.record import Record, Shot, lost
from ide.matrix.store import Store
from ide.version import VERSION

CONNECT_S = 30.0
WORKER_S = 20.0
"""How long a scheduler without a worker is waited for."""

_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:[\w.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}")
_BATCHES_A_THREAD = 2
"""Few: each batch starts a worker of its own."""

_PIP = "pip install 'minideck[cluster]'"


class Cluster:
    """A scheduler that was reached; use it as a context manager."""

    def __init__(self, address: str, timeout_s: float = CONNECT_S) -> None:
        """Connect.

        Raises:
            CannotRunError: the address is none, the library is missing, nobody answers, or there
                is no worker.
        """
        if not _ADDRESS.fullmatch(address):
            raise CannotRunError(
                f"matrix: {address!r} is no address of a scheduler; it is like tcp://host:8786."
            )
        self.address = address
        self._distributed = _library()
        try:
            _look_up(address, timeout_s)
            with warnings.catch_warnings():
                # That versions of libraries differ is looked at with the first result.
                warnings.simplefilter("ignore")
                self._client = self._distributed.Client(
                    address, timeout=timeout_s, set_as_default=False
                )
        except (OSError, ValueError, TypeError, ImportError) as error:
            raise CannotRunError(
                f"matrix: no scheduler answers at {address}: "
                f"{str(error) or type(error).__name__}. Start one with `dask scheduler`, and "
                f"workers with `dask worker {address}`."
            ) from error
        self.threads = self._wait_for_worker()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster; what it was to draw is given up."""
        self._client.close()

    def run(
        self,
        archive: bytes,
        cells: Sequence[Cell],
        states: Mapping[str, Any],
        timeout_s: float,
        store: Store,
    ) -> Iterator[tuple[int, Shot]]:
        """Yield each cell's place in ``cells`` and what came of it; pictures go to the store.

        Raises:
            CannotRunError: the workers cannot do it.
        """
        places = {cell.key: place for place, cell in enumerate(cells)}
        digest = digest_of(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the archive is large
            source = self._client.submit(remote.hold, archive, key=f"minideck-{digest}")
        groups = batches(cells, self.threads, _BATCHES_A_THREAD)
        asked: dict[Any, list[Cell]] = {}
        for group in groups:
            used = {cell.scenario: states[cell.scenario] for cell in group}
            batch = remote.Batch(digest, VERSION, used, timeout_s, group)
            future = self._client.submit(
                remote.draw, source, batch, pure=False, retries=MOST_TRIES - 1
            )
            asked[future] = group
        for future in self._distributed.as_completed(list(asked), loop=self._client.loop):
            for number, shot in self._result(future, asked[future], store):
                yield places[asked[future][number].key], shot

    def _result(
        self, future: Any, group: Sequence[Cell], store: Store
    ) -> Iterator[tuple[int, Shot]]:
        error = future.exception()
        if error is None:
            result = future.result()
            self._check(result["pictures"])
            for name, content in result["pictures"].items():
                store.keep_picture(name, content)
            for place, record, ms, tries in result["cells"]:
                yield place, Shot(Record.from_json(record), ms, tries)
            future.release()
        elif isinstance(error, self._distributed.KilledWorker):
            for place, cell in enumerate(group):
                why = "the computer that drew it is gone"
                yield place, Shot(lost(cell.page.name, MOST_TRIES, why), 0.0, MOST_TRIES)
        else:
            raise CannotRunError(
                f"matrix: the workers of {self.address} cannot draw: {_why(error)}"
            )

    def _check(self, pictures: Mapping[str, bytes]) -> None:
        """Raise CannotRunError unless each name, which becomes a file's, is its content's."""
        for name, content in pictures.items():
            if digest_of(content) != name:
                raise CannotRunError(
                    f"matrix: a worker of {self.address} sent a picture as {name!r}, which is not "
                    "the SHA-256 of it. None of its batch was kept; ask only workers you trust."
                )

    def _wait_for_worker(self) -> int:
        try:
            self._client.wait_for_workers(1, timeout=WORKER_S)
        except (OSError, TimeoutError) as error:
            self.close()
            raise CannotRunError(
                f"matrix: the scheduler at {self.address} has no worker after {WORKER_S:g} s. "
                f"Start one with `dask worker {self.address}`."
            ) from error
        threads: Mapping[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))


def _look_up(address: str, timeout_s: float) -> None:
    """Raise OSError when nobody listens there: the library would try again and again."""
    place = urlsplit(address if "//" in address else f"tcp://{address}")
    socket.create_connection((place.hostname, place.port or 0), timeout_s).close()


def _library() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise CannotRunError(
            f"matrix: --scheduler needs dask.distributed, which is not installed: {_PIP}"
        ) from error


def _why(error: BaseException) -> str:
    if isinstance(error, ImportError):
        return f"they have no Minideck {VERSION} ({error}). Install it there: {_PIP}"
    return f"{error or type(error).__name__}"

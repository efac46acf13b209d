"""The scheme ``wxapp://``: registered once, its requests handed to the site of their instance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count

from PySide6.QtCore import QBuffer, QByteArray, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from renderer.host.address import SCHEME, Address, parse_path

_NAME = QByteArray(SCHEME.encode())
_READING = {b"GET", b"HEAD"}


def register_scheme(name: QByteArray = _NAME) -> None:
    """Make a scheme of ours known to the engine: a secure origin whose pages may fetch from it.

    Must come before the QApplication. May be repeated.
    """
    if QWebEngineUrlScheme.schemeByName(name).name() == name:
        return
    scheme = QWebEngineUrlScheme(name)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flags = QWebEngineUrlScheme.Flag
    scheme.setFlags(flags.SecureScheme | flags.CorsEnabled | flags.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


class Request:
    """One request under way. It is answered once, now or later, or dropped by the page."""

    def __init__(
        self,
        address: Address,
        headers: Mapping[bytes, bytes],
        job: QWebEngineUrlRequestJob,
    ) -> None:
        self.address = address
        self.headers = headers
        self._job: QWebEngineUrlRequestJob | None = job
        self._gone: list[Callable[[], None]] = []

    @property
    def open(self) -> bool:
        """Whether somebody still waits for the answer."""
        return self._job is not None

    def on_gone(self, callback: Callable[[], None]) -> None:
        """Call back when the page gives the request up before it is answered."""
        self._gone.append(callback)

    def send(self, content_type: str, body: bytes) -> None:
        """Answer with a body. Does nothing when the page has gone."""
        job = self._job
        if job is None:
            return
        self._job = None
        # The engine reads the buffer on its own thread until it destroys the job; byte ranges
        # are cut by the engine because a buffer can be sought.
        buffer = QBuffer()
        buffer.setData(body)
        buffer.setParent(job)
        job.reply(content_type.encode(), buffer)

    def refuse(self, *, found: bool = False) -> None:
        """Fail the request: not found, or found and denied."""
        job = self._job
        if job is None:
            return
        self._job = None
        errors = QWebEngineUrlRequestJob.Error
        job.fail(errors.RequestDenied if found else errors.UrlNotFound)

    def drop(self) -> None:
        """Forget a request whose page has gone."""
        if self._job is None:
            return
        self._job = None
        for callback in self._gone:
            callback()


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Hands the requests of one instance to ``serve``; refuses everybody else's."""

    def __init__(
        self, instance: str, serve: Callable[[Request], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._instance = instance
        self._serve = serve
        self._open: dict[int, Request] = {}
        self._numbers = count(1)

    def under_way(self) -> list[Address]:
        """Return the addresses whose content is not yet delivered to the last byte."""
        return [request.address for request in self._open.values()]

    def drop_all(self) -> None:
        """Forget every open request; the page that asked is being closed."""
        for request in list(self._open.values()):
            request.drop()
        self._open.clear()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802
        """Serve a request of our own page."""
        url = job.requestUrl()
        path = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
        address = parse_path(path) if self._is_ours(job, url) else None
        if address is None:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        headers = {
            bytes(name.data()).lower(): bytes(value.data())
            for name, value in job.requestHeaders().items()
        }
        request = Request(address, headers, job)
        number = next(self._numbers)
        self._open[number] = request
        job.destroyed.connect(partial(self._on_job_destroyed, number))
        self._serve(request)

    def _is_ours(self, job: QWebEngineUrlRequestJob, url: QUrl) -> bool:
        """Whether the host or a document of this instance asks, to read."""
        initiator = job.initiator()
        own = initiator.isEmpty() or (
            initiator.scheme() == SCHEME and initiator.host() == self._instance
        )
        return own and url.host() == self._instance and job.requestMethod().data() in _READING

    def _on_job_destroyed(self, number: int, _job: QObject | None = None) -> None:
        request = self._open.pop(number, None)
        if request is not None:
            request.drop()

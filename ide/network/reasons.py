"""Names failures of the network as the phone knows them (``apimock.transport``)."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})
OTHER = "reset"


def reason_of(error: BaseException) -> str:
    """Return what a failure means: ``dns``, ``tls``, ``refused``, ``timeout`` …"""
    for cause in _causes(error):
        reason = _reason(cause)
        if reason:
            return reason
    return OTHER


def _reason(error: BaseException) -> str:
    if isinstance(error, socket.gaierror):
        return "dns"
    if isinstance(error, ssl.SSLError):
        return "tls"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, OSError) and error.errno in _NO_ROUTE:
        return "offline"
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that led to it; libraries wrap what the system said."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
        waiting += [cause for cause in (each.__cause__, each.__context__) if cause is not None]

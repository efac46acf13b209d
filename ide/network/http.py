"""One HTTP exchange as a phone carries it out: no cookie jar, redirects followed, all streamed."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from apimock.transport import Request, RequestListener, Response
from ide.network.reasons import reason_of

USER_AGENT = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/122.0 Mobile Safari/537.36 MicroMessenger/8.0.49 MiniProgramEnv/android"
)
"""Servers tell mini-programs from browsers by it."""

MAX_REDIRECTS = 20
BLOCK = 64 * 1024

_logger = logging.getLogger("minideck.network")


def new_client() -> httpx.AsyncClient:
    """Return a client that keeps no cookies; proxies of the computer are used."""
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    try:
        return _client(no_cookies, trust_env=True)
    except (ImportError, ValueError) as error:
        # A proxy of a kind that is not supported; the direct way may still work.
        _logger.warning("the proxy of this computer is not used: %s", error)
        return _client(no_cookies, trust_env=False)


def _client(cookies: CookieJar, *, trust_env: bool) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        cookies=cookies,
        max_redirects=MAX_REDIRECTS,
        limits=httpx.Limits(max_connections=None),
        trust_env=trust_env,
    )


async def exchange(client: httpx.AsyncClient, request: Request, listener: RequestListener) -> None:
    """Send a request and tell ``listener`` all of it, its end as well."""
    try:
        await _carry_out(client, request, listener)
    except httpx.TimeoutException:
        listener.failed("timeout")
    except httpx.TooManyRedirects:
        listener.failed("redirects")
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        listener.failed("invalid url")
    except (httpx.HTTPError, OSError, ValueError) as error:
        # ValueError: a header with a line break or the like.
        listener.failed(reason_of(error))


async def _carry_out(
    client: httpx.AsyncClient, request: Request, listener: RequestListener
) -> None:
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    given = {name.lower() for name in request.headers}
    headers = {name: value for name, value in headers.items() if name.lower() not in given}
    content = _Body(request.body, listener) if request.body else None
    if content is not None:
        headers["Content-Length"] = str(len(request.body))
        given.discard("content-length")
    own = {name: value for name, value in request.headers.items() if name.lower() in given}
    encoded = [(name.encode(), value.encode()) for name, value in {**headers, **own}.items()]
    made = client.build_request(
        request.method,
        request.url,
        headers=encoded,
        content=content,
        timeout=request.timeout / 1000,
    )
    answer = await client.send(made, stream=True, follow_redirects=request.redirect != "manual")
    try:
        listener.head(_head(answer))
        async for data in answer.aiter_bytes():
            for start in range(0, len(data), BLOCK):
                listener.chunk(data[start : start + BLOCK])
    finally:
        await answer.aclose()
    listener.done()


def _head(answer: httpx.Response) -> Response:
    """Return the head; a header that comes more than once is joined with commas."""
    headers: dict[str, str] = {}
    known: dict[str, str] = {}
    for raw_name, raw_value in answer.headers.raw:
        name, value = raw_name.decode("latin-1"), raw_value.decode("utf-8", "replace")
        first = known.setdefault(name.lower(), name)
        headers[first] = f"{headers[first]},{value}" if first in headers else value
    cookies = tuple(answer.headers.get_list("set-cookie"))
    return Response(answer.status_code, headers, cookies)


class _Body(httpx.AsyncByteStream):
    """A body in blocks that tells how much of it is sent; a redirect sends it again."""

    def __init__(self, data: bytes, listener: RequestListener) -> None:
        self._data = data
        self._listener = listener

    async def __aiter__(self) -> AsyncIterator[bytes]:
        total = len(self._data)
        for start in range(0, total, BLOCK):
            yield self._data[start : start + BLOCK]
            self._listener.sent(min(start + BLOCK, total), total)

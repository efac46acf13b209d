"""What `redirect` of wx.request asks for reaches the network."""

from __future__ import annotations

from collections.abc import Callable

from apimock.calls import Call
from apimock.clock import ManualClock
from apimock.phone import Phone
from apimock.transport import OfflineTransport, Request, RequestListener


class Noted(OfflineTransport):
    """Notes the requests and fails them."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        self.requests.append(request)
        return super().request(request, listener)


def test_redirect_is_followed_unless_the_app_wants_to_see_it() -> None:
    clock, transport = ManualClock(), Noted()
    phone = Phone(clock, transport=transport)
    for number, more in enumerate(({}, {"redirect": "manual"})):
        params = {"url": "https://example.com/", **more}
        phone.call(Call("request", params, id=number + 1), lambda _reply: None)
    clock.advance(1)
    assert [request.redirect for request in transport.requests] == ["follow", "manual"]

"""How often the platform answers a person's app in a second, when a tester wants it to count."""

from __future__ import annotations

from apimock.context import Context
from apimock.wording import errno_text

LIMITED = frozenset(("checkSession", "getSetting", "getUserInfo", "getUserProfile", "login"))
PER_SECOND = 4
REFUSED = 1003
_KEPT = "frequency"


def refused(context: Context) -> bool:
    """Count a call; fails it and returns True when it is one too many."""
    if context.name not in LIMITED or not context.device.network.frequency_limit:
        return False
    now = context.clock.now()
    known = context.phone.running.get(_KEPT)
    times = known if isinstance(known, dict) else {}
    recent = [at for at in times.get(context.name, ()) if now - at < 1000]
    if len(recent) >= PER_SECOND:
        context.fail(errno_text(REFUSED), errno=REFUSED)
        return True
    context.phone.running[_KEPT] = {**times, context.name: [*recent, now]}
    return False

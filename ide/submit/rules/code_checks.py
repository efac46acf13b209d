"""Checks of what else scripts do: addresses, keys, code from text, traces of debugging (no Qt)."""

from __future__ import annotations

import ipaddress
import math
import re
from collections import Counter
from urllib.parse import urlsplit

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.survey import is_library

_PLAIN = ("http", "ws")
_SECURE = ("https", "wss")
_LEAST_ENTROPY = 3.0
"""Bits a character; words and rows of the same letter have fewer."""
_SHOWN = 80
_HOST = re.compile(r"localhost|([\w-]+\.)+[\w-]+|[0-9a-f:]+:[0-9a-f:.]*")


def addresses(facts: Facts) -> Flaws:
    """P14: servers that are called."""
    listed, kinds = facts.domains, sought()["network"]
    for use in facts.surveyed.uses:
        url = str(use.values.get("url") or "") if use.name in kinds and use.how == "called" else ""
        scheme, host = _parts(url)
        if not host:
            continue
        if scheme in _PLAIN:
            # Certain only where something comes to the call; functions may be left over.
            code = "call-plain-http" if facts.graph.ways(use) else "plain-http"
            yield Flaw(code, use.spot, {"found": url[:_SHOWN]})
        elif _refused(host):
            yield Flaw("host-refused", use.spot, {"host": host})
        elif scheme in _SECURE and listed.get(kinds[use.name]):
            origins = [_parts(origin)[1] for origin in listed[kinds[use.name]]]
            if host not in origins:
                values = {"host": host, "kind": kinds[use.name]}
                yield Flaw("host-unlisted", use.spot, values)


def plain_addresses(facts: Facts) -> Flaws:
    """P14: addresses without TLS that are written anywhere else."""
    called = {str(use.values.get("url") or "") for use in facts.surveyed.uses}
    for said in facts.surveyed.strings:
        scheme, host = _parts(said.text)
        named = host in sought()["hosts"]["names"]
        elsewhere = said.text not in called and not is_library(said.script)
        if scheme in _PLAIN and host and not named and elsewhere:
            yield Flaw("plain-http", said.spot, {"found": said.text[:_SHOWN]})


def _parts(url: str) -> tuple[str, str]:
    """Return scheme and host of an address; '' for both when it names no whole host."""
    try:
        split = urlsplit(url)
    except ValueError:
        return "", ""
    host = (split.hostname or "").lower()
    return (split.scheme.lower(), host) if _HOST.fullmatch(host) else ("", "")


def _refused(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host in sought()["hosts"]["refused"]
    return True


def debugging(facts: Facts) -> Flaws:
    """P15: nothing is left from debugging."""
    for use in facts.surveyed.uses:
        if use.name == "setEnableDebug" and use.values.get("enableDebug") is True:
            yield Flaw("debug-on", use.spot)
    for spot in facts.surveyed.debuggers:
        yield Flaw("debugger", spot)
    logged = re.compile(sought()["secrets"]["logged"])
    for names, spot in facts.surveyed.logs:
        secret = next((name for name in names if logged.search(name)), None)
        if secret is not None:
            yield Flaw("secret-logged", spot, {"name": secret})


def secrets(facts: Facts) -> Flaws:
    """P16: keys that belong on the server."""
    look = sought()["secrets"]
    holders, key = re.compile(look["holders"]), re.compile(look["key"])
    shapes = [re.compile(shape) for shape in look["shapes"]]
    for said in facts.surveyed.strings:
        held = holders.search(said.name) and key.fullmatch(said.text)
        if any(shape.search(said.text) for shape in shapes) or (
            held and _entropy(said.text) >= _LEAST_ENTROPY
        ):
            yield Flaw("secret-in-code", said.spot, {"name": said.name or "–"})


def _entropy(text: str) -> float:
    counts = Counter(text).values()
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts)


def evaluated(facts: Facts) -> Flaws:
    """P18: no code is made from text."""
    harmless = [re.compile(pattern) for pattern in sought()["evaluated"]["harmless"]]
    for found in facts.surveyed.evaluated:
        known = any(pattern.search(found.text) for pattern in harmless)
        if known and found.by == "Function":
            continue
        code = "eval-in-package" if is_library(found.script) else "eval"
        yield Flaw(code, found.spot, {"found": f"{found.by} {found.text}".strip()[:_SHOWN]})

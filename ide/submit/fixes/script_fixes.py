"""Fixes in scripts: traces of debugging, addresses without TLS, outdated functions (no Qt)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from ide.fix import Fix
from ide.submit.fixes.sources import Source, closing, source_of, without_statement
from ide.submit.rules.flaws import Facts, Flaw
from ide.submit.rules.known import apis, sought

_DEBUGGER = "debugger"
_CALL = re.compile(r"wx\s*\.\s*(\w+)\s*\(")
_SWITCHED_ON = re.compile(r"\benableDebug\s*:\s*(true|!0)\b")
_TAKEN_APART = re.compile(r"(?:const|let|var)\s*\{([\w\s,:$]*)\}\s*=\s*\Z")
_MEMBER = re.compile(r"\s*\.\s*([A-Za-z_$][\w$]*)(?!\s*[=(](?!=))")


def without_debugger(facts: Facts, flaw: Flaw) -> Fix | None:
    """Take a ``debugger`` statement out; where something hangs on it, nothing stands there."""
    source = source_of(facts, flaw)
    if source is None or not source.text.startswith(_DEBUGGER, source.at):
        return None
    end = source.at + len(_DEBUGGER)
    change = without_statement(source, end)
    if change is None:
        end += source.text[end : end + 1] == ";"
        change = source.replaced(source.at, end, "{}")
    return Fix("fixing.statement_removed", (change,), {"what": _DEBUGGER})


def without_debug_panel(facts: Facts, flaw: Flaw) -> Fix | None:
    """Take the call out that shows the debug panel, or switch it off in its options."""
    source = source_of(facts, flaw)
    call = _CALL.match(source.text, source.at) if source is not None else None
    end = closing(source.text, call.end() - 1) if source is not None and call else None
    if source is None or call is None or end is None or call[1] != "setEnableDebug":
        return None
    change = without_statement(source, end)
    if change is not None:
        return Fix("fixing.statement_removed", (change,), {"what": "wx.setEnableDebug"})
    on = _SWITCHED_ON.search(source.text, call.end(), end)
    if on is None:
        return None
    change = source.replaced(on.start(1), on.end(1), "false")
    return Fix("fixing.set", (change,), {"place": "enableDebug", "value": "false"})


def called_securely(facts: Facts, flaw: Flaw) -> Fix | None:
    """Call a server with TLS that is called without."""
    source, found = source_of(facts, flaw), str(flaw.values["found"])
    call = _CALL.match(source.text, source.at) if source is not None else None
    end = closing(source.text, call.end() - 1) if source is not None and call else None
    if source is None or call is None or end is None:
        return None
    kind = sought()["network"].get(call[1], "")
    literals = re.finditer(rf"[\"'`]{re.escape(found)}", source.text[call.end() : end])
    places = [call.end() + literal.start() + 1 for literal in literals]
    origins = facts.domains.get(kind)
    if len(places) != 1 or (origins and not _is_listed(found, origins)):
        return None
    return _secured(source, places[0], found)


def written_securely(facts: Facts, flaw: Flaw) -> Fix | None:
    """Write an address with TLS that is written without."""
    source, found = source_of(facts, flaw), str(flaw.values["found"])
    if source is None or source.text[source.at : source.at + 1] not in ('"', "'", "`"):
        return None
    listed = [origins for origins in facts.domains.values() if origins]
    if not source.text.startswith(found, source.at + 1) or (
        listed and not any(_is_listed(found, origins) for origins in listed)
    ):
        return None
    return _secured(source, source.at + 1, found)


def _secured(source: Source, at: int, url: str) -> Fix | None:
    """Change the scheme alone; a server with a port or without a name needs more than that."""
    split = urlsplit(url)
    host, scheme = split.hostname or "", split.scheme
    if not _has_port(url) and "." in host and not _is_refused(host):
        change = source.replaced(at, at + len(scheme), f"{scheme}s")
        return Fix("fixing.secured", (change,), {"host": host})
    return None


def _has_port(url: str) -> bool:
    return ":" in urlsplit(url).netloc


def _is_refused(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host in sought()["hosts"]["refused"]
    return True


def _is_listed(url: str, origins: tuple[str, ...]) -> bool:
    host = urlsplit(url).hostname
    return any(urlsplit(origin).hostname == host for origin in origins)


def successor(facts: Facts, flaw: Flaw) -> Fix | None:
    """Call the successor, where what is read of the answer is the same there."""
    source, name = source_of(facts, flaw), str(flaw.values["api"])
    call = _CALL.match(source.text, source.at) if source is not None else None
    end = closing(source.text, call.end() - 1) if source is not None and call else None
    if (
        source is None
        or call is None
        or end is None
        or call[1] != name
        or not name.endswith("Sync")
    ):
        return None
    read = _read_of(source.text[: source.at], source.text[end:])
    for better in apis().get(name, {}).get("replacedBy") or ():
        short = better.removeprefix("wx.")
        if read and read <= _answers(apis().get(short, {})):
            change = source.replaced(call.start(1), call.end(1), short)
            return Fix("fixing.successor", (change,), {"api": name, "better": short})
    return None


def _read_of(before: str, after: str) -> set[str]:
    """Return the members that are read of a call's answer, none when that is not certain."""
    apart = _TAKEN_APART.search(before)
    if apart and not after.lstrip(" \t").startswith((".", "[", "(")):
        return {part.partition(":")[0].strip() for part in apart[1].split(",") if part.strip()}
    member = _MEMBER.match(after)
    return {member[1]} if member else set()


def _answers(row: Mapping[str, object]) -> set[str]:
    """Return the names of what a function answers at once."""
    returns = row.get("returns")
    fields = returns.get("fields") if isinstance(returns, Mapping) else None
    return {str(one["name"]) for one in fields or () if isinstance(one, Mapping)}

"""The page about the wire: every method and event, from the table (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ide.automation.table import EventRow, Method, table
from ide.automation.wire import (
    BAD_TOKEN,
    CONNECTION_LIMIT,
    DEPTH_LIMIT,
    FRAME_LIMIT_BYTES,
    NO_ROOM,
    OPEN_LIMIT,
    UNREAD_LIMIT_BYTES,
)

_HEAD = f"""# Driving a mini-program from outside

Made from `ide/automation/methods/*.toml`.

`python3 main.py auto PROJECT` runs a mini-program without a window and prints `listening
ws://127.0.0.1:PORT/?token=TOKEN` once its first page is ready. `--port N` chooses the port,
`--device`, `--theme` and `--language` the phone, `--once` ends it with its first client,
`--trust-project` lets the mini-program reach the network, `--without-token` lets in every program
of this computer (but no web page). The official spelling `auto --project PROJECT --auto-port N`
does the same, so that `automator.launch({{ cliPath }})` of the npm package
`miniprogram-automator` works unchanged. A window listens once *Debug > Automation server*
switches it on.

## The wire

Text frames of a WebSocket, each a JSON object. A request is `{{"id", "method", "params"}}`; its
answer has the same `id` (a text, or a number other than 0) and either `result`, an object, or
`error` with a `message` that says what, where and how to mend it. Events are `{{"method",
"params"}}` without `id`. A frame nobody understands is answered by an error, without an `id`
where it has none.

| limit | |
|---|---|
| a frame | {FRAME_LIMIT_BYTES // 2**20} MB; a longer one ends the connection (1009) |
| parameters | nested {DEPTH_LIMIT} deep |
| clients | {CONNECTION_LIMIT}; one more is told so and goes ({NO_ROOM}) |
| requests that wait, of one client | {OPEN_LIMIT} |
| what waits for a client that does not read | {UNREAD_LIMIT_BYTES // 2**20} MB; then it is let go |
| wrong or missing token | one error, then code {BAD_TOKEN} |

Whatever waits for an app that ends is answered: “the app was restarted before it answered.”
Requests wait while the app starts. When a client goes, so do its requests, its bindings, its
mocks of wx, its rules and its logs; a HAR it has recorded is written, a scenario it records ends.
Queues, faults and what was set on the phone stay until `Mock.clear` or `Minideck.reset`. A
relative path begins at the project's folder. In the tables `?` stands behind what may be missing.
"""

_WHO = {"runtime": "the app's worker", "server": "Minideck"}


def markdown() -> str:
    """Return the page as it has to be in ``docs``."""
    rows = table()
    kept = [row for row in rows.methods.values() if row.answers != "nobody"]
    families = dict.fromkeys(row.name.partition(".")[0] for row in kept)
    parts = [_HEAD]
    for family in families:
        of_it = (row for row in kept if row.name.startswith(f"{family}."))
        parts.append(f"## {family}\n\n{_methods(of_it)}")
    parts.append(f"## Events\n\n{_events(rows.events.values())}")
    parts.append(f"## Not answered\n\n{_excluded(rows.methods.values())}")
    return "\n".join(parts)


def _methods(rows: Iterable[Method]) -> str:
    lines = ["| method | parameters | answer | by | |", "|---|---|---|---|---|"]
    lines += [
        f"| `{row.name}` | {_names(row.params)} | {_names(row.result)} | {_WHO[row.answers]} "
        f"| {_cell(row.summary)} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _events(rows: Iterable[EventRow]) -> str:
    lines = ["| event | parameters | |", "|---|---|---|"]
    lines += [f"| `{row.name}` | {_names(row.params)} | {_cell(row.summary)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _excluded(rows: Iterable[Method]) -> str:
    lines = ["Asking for one of these is answered by an error that says why.", ""]
    lines += ["| method | why |", "|---|---|"]
    lines += [f"| `{row.name}` | {_cell(row.reason)} |" for row in rows if row.answers == "nobody"]
    return "\n".join(lines) + "\n"


def _names(kinds: Mapping[str, str]) -> str:
    return ", ".join(f"`{name}` {_cell(kind)}" for name, kind in kinds.items())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

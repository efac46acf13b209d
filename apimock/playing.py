"""Answers a call the way a person wrote down: delays, failures, templates, files, scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from apimock import generic, wording
from apimock.asking import Answer, Choice
from apimock.calls import Event, Outcome
from apimock.context import Context
from apimock.observable import Section
from apimock.rules import FollowUp, HeldCall, Scripted, Template, TemplateError
from apimock.spec import find

_KINDS = {"cancel": "cancel", "deny": "deny", "timeout": "timeout"}
_TEXT_FILES = {"json": "application/json", "txt": "text/plain", "html": "text/html"}

Live = Callable[[], None]


def play(context: Context, outcome: Scripted, live: Live, *, seed: str = "0") -> None:
    """Answer a call with an outcome; ``live`` lets the phone itself answer.

    ``seed`` is that of its delay and its template.
    """
    if outcome.type == "hang" and context.call.sync:
        outcome = replace(outcome, type="timeout")  # nothing else would ever run in the app
    if outcome.type == "hang":
        note = context.note or "hangs as told"
        context.phone.log.change(context.number, waiting=True, note=note)
        return
    if outcome.until_told and not context.call.sync:
        _hold(context, lambda: _now(context, outcome, live, seed))
        return
    low, high = outcome.delay
    delay = low + (high - low) * context.random.random() if high > low else low
    if context.call.sync:
        delay = 0.0
    context.later(delay, lambda: _now(context, outcome, live, seed))


def follow(context: Context, entries: tuple[FollowUp, ...]) -> None:
    """Let the follow-ups of a rule happen, each in its time."""
    phone = context.phone

    def happen(entry: FollowUp) -> None:
        sections: Mapping[str, Section] = phone.device.sections()
        for path, value in entry.changes.items():
            name, _, field = path.partition(".")
            section = sections.get(name)
            if section is not None and field in section.field_names():
                setattr(section, field, value)
        if entry.event:
            phone.emit(Event(entry.event, dict(entry.data)))

    for entry in entries:
        phone.clock.later(entry.after, lambda entry=entry: happen(entry))  # type: ignore[misc]


def _hold(context: Context, go_on: Live) -> None:
    phone = context.phone
    phone.log.change(context.number, waiting=True, note=context.note)

    def released() -> None:
        phone.log.change(context.number, waiting=False)
        if not context.answered:
            go_on()

    context.closing.append(lambda: phone.held.forget(context.number))
    phone.held.hold(HeldCall(context.number, context.name, context.note), released)


def _now(context: Context, outcome: Scripted, live: Live, seed: str) -> None:
    if context.answered:
        return
    if outcome.type == "live":
        live()
    elif outcome.type == "ask":
        _ask(context, live)
    elif outcome.type == "script":
        _script(context, outcome)
    else:
        try:
            data = _data(context, outcome, seed)
        except (TemplateError, LookupError) as error:
            context.fail(f"rule “{context.note}”: {error}")
            return
        _finish(context, outcome, data)


def _data(context: Context, outcome: Scripted, seed: str) -> dict[str, Any]:
    if outcome.template is not None:
        made = Template(seed, context.clock.now()).fill(outcome.template)
        return made if isinstance(made, dict) else {"value": made}
    if outcome.file:
        return _from_file(context, outcome.file)
    return dict(outcome.data)


def _from_file(context: Context, path: str) -> dict[str, Any]:
    content = context.phone.rules.read_file(path)
    if content is None:
        raise LookupError(f"there is no file {path}")
    suffix = path.rpartition(".")[2].lower()
    if context.name == "request":
        kind = _TEXT_FILES.get(suffix, "application/octet-stream")
        body: Any = content
        if context.text("responseType", "text") != "arraybuffer":
            body = content.decode("utf-8", "replace")
            body = _json(body) if context.text("dataType", "json") == "json" else body
        return {"data": body, "statusCode": 200, "header": {"content-type": kind}, "cookies": []}
    if context.name == "downloadFile":
        where = context.phone.files.add_temporary(content, f".{suffix}" if suffix else "")
        return {"tempFilePath": where, "statusCode": 200}
    value = _json(content.decode("utf-8", "replace"))
    return dict(value) if isinstance(value, Mapping) else {"value": value}


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _finish(context: Context, outcome: Scripted, data: dict[str, Any]) -> None:
    if outcome.type == "ok":
        value = data.pop("value") if "value" in data else (dict(data) or None)
        data.setdefault("errMsg", outcome.message or f"{context.label}:ok")
        context.finish(Outcome.OK, data, value)
        return
    kind = _KINDS.get(outcome.type)
    base = wording.failure(context.label, kind, context.dialect) if kind else None
    written = data.pop("errMsg", "") if isinstance(data.get("errMsg"), str) else ""
    message = outcome.message or written or (base.message if base else f"{context.label}:fail")
    errno = outcome.errno if outcome.errno is not None else (base.errno if base else None)
    code = outcome.code if outcome.code is not None else (base.code if base else None)
    result = wording.Failure(message, errno, code).as_result()
    context.finish(Outcome.FAIL, {**data, **result}, None)


def _ask(context: Context, live: Live) -> None:
    """Ask the person how this call shall end: every recorded failure is offered."""
    if context.call.sync:
        live()
        return
    failures = wording.outcomes(context.name)
    choices = [Choice("live", "As the phone"), Choice("ok", "OK")]
    choices += [Choice(name, name) for name in ("cancel", "deny", "timeout")]
    choices += [Choice(f"fail:{i}", failure.message) for i, failure in enumerate(failures)]

    def answered(answer: Answer) -> None:
        kind, _, number = answer.choice.partition(":")
        if kind == "live":
            live()
        elif kind == "fail":
            context.fail_with(failures[int(number)])
        else:
            data = dict(answer.data) or _shape(context) if kind == "ok" else {}
            _finish(context, Scripted(kind), data)

    facts = {"params": dict(context.call.params), "rule": context.note}
    context.ask("outcome", tuple(choices), answered, facts=facts)


def _shape(context: Context) -> dict[str, Any]:
    spec = find(context.name)
    return generic.success(spec) if spec is not None else {}


def _script(context: Context, outcome: Scripted) -> None:
    """Hand the function to the runtime, which runs it in the app and reports how it ended."""
    if context.call.id < 0:
        context.fail(f"rule “{context.note}”: a script cannot answer a component of the page")
        return
    context.finish(Outcome.SCRIPT, {}, {"rule": context.note, "source": outcome.script})

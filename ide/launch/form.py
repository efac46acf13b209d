"""The fields of a compile mode as a person fills them in, and what is wrong with them (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ide.launch.mode import DEFAULT_SCENE, CompileMode


@dataclass(frozen=True)
class ModeForm:
    """Texts and choices of the dialog; ``chat_type`` 0 is no chat."""

    name: str = ""
    path: str = ""
    query: str = ""
    scene: int = DEFAULT_SCENE
    launch_mode: str = "default"
    referrer_app: str = ""
    extra_data: str = ""
    chat_type: int = 0
    open_gid: str = ""
    share_ticket: str = ""

    @classmethod
    def of(cls, mode: CompileMode) -> ModeForm:
        """Return the fields of a mode."""
        referrer = mode.data.get("referrerInfo")
        written = referrer.get("extraData") if isinstance(referrer, dict) else None
        chat_type = mode.group.get("chatType")
        return cls(
            name=str(mode.data.get("name") or ""),
            path=mode.path,
            query=mode.query,
            scene=mode.scene,
            launch_mode=mode.launch_mode,
            referrer_app=mode.referrer_app,
            extra_data=written if isinstance(written, str) else _written(written),
            chat_type=chat_type if isinstance(chat_type, int) else 0,
            open_gid=str(mode.group.get("openGId") or ""),
            share_ticket=str(mode.group.get("shareTicket") or ""),
        )

    def mode(self, base: CompileMode) -> CompileMode:
        """Return ``base`` with these fields; what it holds besides, and how, stays."""
        before = ModeForm.of(base)
        data = dict(base.data)
        plain = {"name": "name", "path": "pathName", "query": "query", "scene": "scene"}
        for field, key in {**plain, "launch_mode": "launchMode"}.items():
            value = getattr(self, field)
            if value != getattr(before, field):
                data[key] = value
        if "pathName" in data and self.path == before.path and self.query != before.query:
            data["pathName"] = self.path
        if (self.referrer_app, self.extra_data) != (before.referrer_app, before.extra_data):
            parts = {"appId": self.referrer_app, "extraData": _read(self.extra_data)}
            _merge(data, "referrerInfo", parts)
        group = (self.chat_type, self.open_gid, self.share_ticket)
        if group != (before.chat_type, before.open_gid, before.share_ticket):
            names = ("chatType", "openGId", "shareTicket")
            _merge(data, "groupInfo", dict(zip(names, group, strict=True)))
        data.setdefault("name", "")
        data.setdefault("pathName", self.path)
        return CompileMode(data)

    def problems(self, pages: Collection[str]) -> dict[str, str]:
        """Return what has to be mended: field → key of a text below ``launch.problem``."""
        found = {}
        if self.path and self.path not in pages:
            found["path"] = "page"
        if self.extra_data.strip() and not isinstance(_read(self.extra_data), dict):
            found["extra_data"] = "extra_data"
        return found


def _merge(data: dict[str, Any], key: str, parts: dict[str, Any]) -> None:
    """Put the parts that say something into an object, take the others out."""
    known = data.get(key)
    merged = dict(known) if isinstance(known, dict) else {}
    for name, value in parts.items():
        if value in ("", None, 0):
            merged.pop(name, None)
        else:
            merged[name] = value
    if merged:
        data[key] = merged
    else:
        data.pop(key, None)


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text.strip() else None
    except ValueError:
        return text


def _written(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)

"""Which files are open in which columns of the editor, in what order and how wide (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

MOST_GROUPS = 4
_MOST_CLOSED = 30
_EVEN = 1.0


@dataclass
class Group:
    """One column: its tabs, the one shown, and those shown before it, latest last."""

    id: int
    tabs: list[str] = field(default_factory=list)
    current: str = ""
    share: float = _EVEN
    recent: list[str] = field(default_factory=list)

    def show(self, tab: str) -> None:
        """Make a tab the shown one."""
        self.current = tab
        self.recent = [other for other in self.recent if other != tab]
        if tab:
            self.recent.append(tab)


class EditorLayout:
    """Groups from left to right, one of them active; always at least one."""

    def __init__(self) -> None:
        self._ids = count(1)
        self.groups: list[Group] = [self._new()]
        self.active: Group = self.groups[0]
        self._closed: list[tuple[str, int]] = []

    @property
    def tabs(self) -> list[str]:
        """Every open tab once, in the order of groups and tabs."""
        return list(dict.fromkeys(tab for group in self.groups for tab in group.tabs))

    def group(self, number: int) -> Group | None:
        """Return the group of an id."""
        return next((group for group in self.groups if group.id == number), None)

    def showing(self, tab: str) -> list[Group]:
        """Return the groups that have a tab."""
        return [group for group in self.groups if tab in group.tabs]

    def activate(self, number: int) -> bool:
        """Make a group the active one; return whether it was another."""
        group = self.group(number)
        if group is None or group is self.active:
            return False
        self.active = group
        return True

    def open(self, tab: str) -> Group:
        """Show a tab: in the active group when it has it, else where it is, else as a new tab."""
        having = self.showing(tab)
        group = self.active if self.active in having or not having else having[0]
        if tab not in group.tabs:
            at = group.tabs.index(group.current) + 1 if group.current in group.tabs else 0
            group.tabs.insert(at, tab)
        group.show(tab)
        self.active = group
        self._closed = [(closed, place) for closed, place in self._closed if closed != tab]
        return group

    def close(self, group: Group, tab: str) -> None:
        """Take a tab out of a group; an empty group goes unless it is the last one."""
        if tab not in group.tabs:
            return
        index = group.tabs.index(tab)
        group.tabs.remove(tab)
        group.recent = [other for other in group.recent if other != tab]
        self._closed = [*self._closed, (tab, group.id)][-_MOST_CLOSED:]
        if group.current == tab:
            neighbours = group.tabs[index : index + 1] or group.tabs[-1:]
            group.show((group.recent[-1:] or neighbours or [""])[0])
        self._drop_if_empty(group)

    def reopen(self) -> str:
        """Return the tab closed last, which is then no longer remembered; empty when none is."""
        if not self._closed:
            return ""
        tab, number = self._closed.pop()
        self.activate(number)
        return tab

    def move(self, tab: str, source: Group, target: Group, index: int) -> None:
        """Put a tab at a place of a group; from another group it goes along."""
        if tab not in source.tabs:
            return
        if source is not target:
            source.tabs.remove(tab)
            source.recent = [other for other in source.recent if other != tab]
            if source.current == tab:
                source.show((source.recent[-1:] or source.tabs[-1:] or [""])[0])
            if tab in target.tabs:
                target.tabs.remove(tab)
        else:
            target.tabs.remove(tab)
        target.tabs.insert(max(0, min(index, len(target.tabs))), tab)
        target.show(tab)
        self.active = target
        if source is not target:
            self._drop_if_empty(source)

    def split(self, tab: str = "", *, after: Group | None = None) -> Group | None:
        """Open a group beside another, with a tab; None when there is no room for one more."""
        if len(self.groups) >= MOST_GROUPS:
            return None
        left = after or self.active
        new = self._new()
        new.share = left.share = left.share / 2
        self.groups.insert(self.groups.index(left) + 1, new)
        if tab:
            new.tabs.append(tab)
            new.show(tab)
        self.active = new
        return new

    def set_shares(self, shares: Sequence[float]) -> bool:
        """Set how wide the groups are; return whether there are as many of both."""
        if len(shares) != len(self.groups) or min(shares, default=0) <= 0:
            return False
        whole = sum(shares)
        for group, share in zip(self.groups, shares, strict=True):
            group.share = share / whole
        return True

    def shares(self) -> list[float]:
        """Return the parts of the width, which sum to 1."""
        whole = sum(group.share for group in self.groups)
        return [group.share / whole for group in self.groups]

    def clear(self) -> None:
        """Forget everything but one empty group."""
        self.groups = [self._new()]
        self.active = self.groups[0]
        self._closed.clear()

    def to_json(self, keep: Callable[[str], bool]) -> dict[str, Any]:
        """Return the groups for the next time; ``keep`` chooses the tabs worth it."""
        rows = []
        for group, share in zip(self.groups, self.shares(), strict=True):
            tabs = [tab for tab in group.tabs if keep(tab)]
            current = group.current if group.current in tabs else ""
            rows.append({"tabs": tabs, "current": current, "share": share})
        return {"groups": rows, "active": self.groups.index(self.active)}

    def restore(self, data: Mapping[str, Any], usable: Callable[[str], bool]) -> None:
        """Take groups of another time; what is damaged or not ``usable`` is left out."""
        self.clear()
        groups = [self._restored(row, usable) for row in _rows(data.get("groups"))]
        groups = [group for group in groups if group.tabs][:MOST_GROUPS]
        if not groups:
            return
        self.groups = groups
        index = data.get("active")
        place = index if isinstance(index, int) else 0
        self.active = groups[place] if 0 <= place < len(groups) else groups[0]

    def _restored(self, row: Mapping[str, Any], usable: Callable[[str], bool]) -> Group:
        group = self._new()
        tabs = row.get("tabs")
        named = [str(tab) for tab in tabs] if isinstance(tabs, list) else []
        group.tabs = [tab for tab in dict.fromkeys(named) if usable(tab)]
        current = str(row.get("current", ""))
        group.show(current if current in group.tabs else (group.tabs[:1] or [""])[0])
        share = row.get("share")
        group.share = share if isinstance(share, float) and 0 < share <= 1 else _EVEN
        return group

    def _drop_if_empty(self, group: Group) -> None:
        if group.tabs or len(self.groups) == 1 or group not in self.groups:
            return
        index = self.groups.index(group)
        heir = self.groups[index - 1] if index else self.groups[1]
        heir.share += group.share
        self.groups.remove(group)
        if self.active is group:
            self.active = heir

    def _new(self) -> Group:
        return Group(next(self._ids))


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

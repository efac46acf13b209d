"""The files of a project shown last, the latest first (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_MOST = 50


class RecentFiles:
    """Every file once; it is kept with the columns and tabs."""

    def __init__(self) -> None:
        self._paths: list[str] = []

    @property
    def paths(self) -> list[str]:
        """The files from the latest on."""
        return list(self._paths)

    def visit(self, path: str) -> None:
        """Note that a file is shown now; an empty path is none."""
        if path:
            self._paths = [path, *(one for one in self._paths if one != path)][:_MOST]

    def before(self, current: str, exists: Callable[[str], bool]) -> list[str]:
        """Return the files one may want to go back to."""
        return [path for path in self._paths if path != current and exists(path)]

    def restore(self, paths: Iterable[object]) -> None:
        """Take over what was kept; what is no path is left out."""
        self._paths = [path for path in paths if isinstance(path, str) and path][:_MOST]

    def clear(self) -> None:
        """Forget every file."""
        self._paths.clear()

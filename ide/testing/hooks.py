"""The hook by which a project drives its phones otherwise: another machine, another launcher."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ide.automation import MiniProgram


@pytest.hookspec(firstresult=True)
def pytest_minideck_launch(config: pytest.Config, project: Path) -> MiniProgram | None:
    """Return a connection to a new phone that runs the project; None leaves it to the next one."""

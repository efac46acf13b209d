"""A phone for tests of the view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray

from renderer.host.scheme import register_scheme
from tests.runtime_view.host import SCHEME, build_bundle
from tests.runtime_view.phone import Phone

register_scheme(QByteArray(SCHEME))


@pytest.fixture(scope="session")
def view_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the bundle of the view."""
    return build_bundle(tmp_path_factory.mktemp("view"))


@pytest.fixture
def start(view_bundle: Path, qapp: Any) -> Iterator[Callable[..., Phone]]:
    """How to start a phone; it is closed after the test."""
    phones: list[Phone] = []

    def make(**settings: Any) -> Phone:
        phones.append(Phone(view_bundle, **settings))
        return phones[-1]

    yield make
    for phone in phones:
        phone.close()


@pytest.fixture
def phone(start: Callable[..., Phone]) -> Phone:
    """A phone with a notch and no app settings."""
    return start()

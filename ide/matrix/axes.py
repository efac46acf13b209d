"""What may be asked for: pages, phones, themes, languages, scenarios; a slip is one sentence.

(no Qt)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from apimock.clock import ManualClock
from apimock.phone import Phone
from apimock.scenario.document import SOURCE_LIMIT_BYTES, parse, read_bytes
from apimock.scenario.errors import ScenarioError
from apimock.scenario.player import ScenarioPlayer
from apimock.scenario.reading import read
from apimock.state.device import SnapshotError
from ide.exit_codes import CannotRunError
from ide.matrix.plan import Page
from ide.simulator.phone_settings import languages
from renderer.host.screen import DEFAULT_DEVICE, UnknownDeviceError, device

THEMES = ("light", "dark")
DEFAULT_LANGUAGE = "zh_CN"

_ENDINGS = (".scenario.yaml", ".scenario.yml", ".scenario.json", ".yaml", ".yml", ".json")


def chosen_devices(names: Iterable[str]) -> list[str]:
    """Return the ids of phones named by id or name, the usual one by default.

    Raises:
        CannotRunError: there is no such phone.
    """
    try:
        return _once(device(name).id for name in _split(names) or [DEFAULT_DEVICE])
    except UnknownDeviceError as error:
        raise CannotRunError(f"matrix: {error}.") from error


def chosen_themes(names: Iterable[str]) -> list[str]:
    """Return themes, light by default. Raises CannotRunError for one that is unknown."""
    return [_known("theme", name, THEMES) for name in _once(_split(names) or [THEMES[0]])]


def chosen_languages(names: Iterable[str]) -> list[str]:
    """Return WeChat's language codes. Raises CannotRunError for one that is unknown."""
    wanted = [name.replace("-", "_") for name in _split(names)] or [DEFAULT_LANGUAGE]
    return [_known("language", name, languages()) for name in _once(wanted)]


def chosen_pages(names: Sequence[str], manifest: Mapping[str, Any]) -> list[Page]:
    """Return the pages asked for, all of the app by default.

    Raises:
        CannotRunError: the app has no such page, or none at all.
    """
    routes = [str(page["route"]) for page in manifest["pages"]]
    if not routes:
        raise CannotRunError(f"matrix: the project has no page: {_why(manifest)}")
    if not names:
        return [Page(route) for route in dict.fromkeys(routes)]
    pages = list(dict.fromkeys(Page.parse(name) for name in names))
    for page in pages:
        if page.route not in routes:
            close = get_close_matches(page.route, routes, n=1, cutoff=0.4)
            hint = f"; did you mean {close[0]}?" if close else "."
            raise CannotRunError(f"matrix: the app has no page {page.route!r}{hint}")
    return pages


def chosen_states(files: Sequence[Path]) -> dict[str, Mapping[str, Any] | None]:
    """Return the phone's state by the name of its scenario; a plain phone when none is named.

    Raises:
        CannotRunError: a file cannot be used; or two of them have one name.
    """
    if not files:
        return {"": None}
    found: dict[str, Mapping[str, Any] | None] = {}
    for file in files:
        name = _name_of(file)
        if name in found:
            raise CannotRunError(f"matrix: two scenarios are called {name}; rename one.")
        found[name] = phone_state("matrix", file)[0]
    return found


def phone_state(command: str, file: Path) -> tuple[Mapping[str, Any], str]:
    """Read a phone's state, or what a scenario makes of it, and the phone the scenario names.

    Raises:
        CannotRunError: it cannot be used; the sentence says why.
    """
    try:
        document = parse(read_bytes(file, SOURCE_LIMIT_BYTES), str(file))
    except ScenarioError as error:
        raise CannotRunError(f"{command}: {error}.") from error
    value = document.value
    phone = Phone(ManualClock())
    try:
        if isinstance(value, dict) and "format" not in value and "tracks" in value:
            scenario = read(document, file)
            player = ScenarioPlayer(phone, scenario, ManualClock())
            player.prepare()
            player.seek(player.duration)
            return phone.snapshot(), scenario.device
        phone.restore(value if isinstance(value, dict) else {})
    except ScenarioError as error:
        raise CannotRunError(f"{command}: {error}.") from error
    except SnapshotError as error:
        raise CannotRunError(f"{command}: {file} is no state of a phone: {error}.") from error
    assert isinstance(value, dict)
    return value, ""


def _known(sort: str, name: str, known: Collection[str]) -> str:
    if name in known:
        return name
    raise CannotRunError(f"matrix: there is no {sort} {name!r}; known are {', '.join(known)}.")


def _split(names: Iterable[str]) -> list[str]:
    return [part.strip() for name in names for part in name.split(",") if part.strip()]


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _name_of(file: Path) -> str:
    ending: Callable[[str], bool] = file.name.endswith
    return next((file.name.removesuffix(end) for end in _ENDINGS if ending(end)), file.name)


def _why(manifest: Mapping[str, Any]) -> str:
    notes = [one for one in manifest.get("diagnostics", ()) if one.get("severity") == "error"]
    return f"{notes[0]['message']} ({notes[0]['file']})" if notes else "app.json lists none."

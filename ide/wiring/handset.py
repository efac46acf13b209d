"""The phone the project runs on: its bar, its settings, what happens to it, its pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from apimock import incidents
from apimock.files.space import FileFault
from apimock.observable import Change
from apimock.pictures import encoded
from ide import messages
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.settings.schema import Value
from ide.simulator.camera import Camera
from ide.simulator.conversation import Chat
from ide.simulator.device_dialog import DeviceDialog
from ide.simulator.phone_settings import network_name, network_profiles, use_font_size
from ide.simulator.sheet_table import PhoneView
from ide.simulator.toolbar import PROJECT_LIBRARY
from ide.workbench import Workbench
from renderer.host.player import Player
from renderer.host.screen import devices

_THUMB_SCALE = 8
_VIEWFINDER = (176, 132)


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    simulator, toolbar = window.simulator, window.simulator.toolbar
    camera = Camera(simulator.frame)
    toolbar.devices_requested.connect(partial(_show_dialog, window, bench))
    toolbar.home_requested.connect(partial(_go_home, bench))
    toolbar.dark_requested.connect(partial(_go_dark, window, bench))
    toolbar.rotate_requested.connect(partial(_rotate, bench))
    toolbar.fold_requested.connect(partial(_fold, bench))
    toolbar.chosen.connect(partial(_choose, bench))
    toolbar.asked.connect(partial(_happen, window, bench))
    toolbar.shot_requested.connect(partial(_shoot, window, bench, camera))
    toolbar.frame_requested.connect(partial(bench.settings.set, "preview.frame"))
    toolbar.keyboard_requested.connect(partial(bench.settings.set, "preview.soft_keyboard"))
    simulator.zoom_requested.connect(bench.use_zoom)
    simulator.back_requested.connect(partial(_happen, window, bench, "back"))
    simulator.call.accepted.connect(partial(_set_foreground, bench, False))
    simulator.call.ended.connect(partial(_end_call, bench))
    bench.own_devices.listen(partial(_offer_devices, window, bench))
    _offer_devices(window, bench)
    for name in ("preview.frame", "preview.soft_keyboard"):
        _on_setting(window, bench, name, bench.settings.flag(name))
    bench.settings.listen(partial(_on_setting, window, bench))


def wire_session(window: MainWindow, _bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    handset, device = session.handset, session.phone.device
    handset.shape_changed.connect(partial(_show_shape, window, session))
    handset.turn_refused.connect(partial(_say_it_stays, window))
    window.simulator.sheet.picture_of = partial(_picture, session)
    window.simulator.sheet.view_of_phone = PhoneView(
        partial(_thumbnail, session), partial(_Viewfinder, session), partial(_chat, session)
    )
    show = partial(_show_settings, window, session)
    for section in (device.system, device.network, device.apps):
        section.watch(show)
    _show_device(window, session)
    _show_settings(window, session)


def wire_player(window: MainWindow, _bench: Workbench, session: Session, _player: Player) -> None:
    """Connect what lives as long as one run of the mini-program's page."""
    _show_device(window, session)
    _show_settings(window, session)


def _picture(session: Session, address: str) -> bytes | None:
    """Return a picture of the package or the phone; those of the network are not looked up."""
    if "://" not in address and not address.startswith("/") and session.player is not None:
        page = session.player.state.top
        address = posixpath.join(posixpath.dirname(page), address)
    files = session.phone.files
    try:
        return files.content(files.place(address, "open"), "open")
    except FileFault:
        return None


def _thumbnail(session: Session, item: Mapping[str, Any]) -> bytes | None:
    """Return a small picture of something in the album; what is drawn is drawn small."""
    if item.get("kind") != "image":
        return None
    small = {name: item.get(name, 64) / _THUMB_SCALE for name in ("width", "height")}
    try:
        return session.phone.pictures.content({**item, **small})
    except FileFault:
        return None


def _chat(session: Session, show: Callable[[Chat], None]) -> Callable[[], None]:
    """Show the chat with customer service now and whenever somebody writes."""
    apps = session.phone.device.apps

    def changed(change: Change) -> None:
        if change.field == "chats":
            show(apps.chats)

    show(apps.chats)
    return apps.watch(changed)


class _Viewfinder:
    """Gives what the camera of the phone sees, when it is something new."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: object = None

    def __call__(self) -> bytes | None:
        lens = self._session.phone.lens
        if lens.stamp() == self._seen:
            return None
        self._seen = lens.stamp()
        return encoded(lens.picture(_VIEWFINDER), "png")


def _offer_devices(window: MainWindow, bench: Workbench) -> None:
    window.simulator.toolbar.set_devices([*bench.own_devices.all(), *devices().values()])


def _use_changed(window: MainWindow, bench: Workbench, _result: int) -> None:
    """Start afresh on the phone in use when the person has changed its facts."""
    session = bench.session
    changed = bench.own_devices.find(session.device.id) if session is not None else None
    if session is not None and changed is not None and changed != session.device:
        session.use_device(changed)
        _show_device(window, session)


def _show_dialog(window: MainWindow, bench: Workbench) -> None:
    current = bench.session.device if bench.session is not None else None
    usual = bench.own_devices.find(bench.settings.text("preview.device"))
    phone = current or usual or next(iter(devices().values()))
    dialog = DeviceDialog(bench.own_devices, phone, window)
    dialog.chosen.connect(bench.use_device)
    dialog.finished.connect(partial(_use_changed, window, bench))
    dialog.open()


def _show_device(window: MainWindow, session: Session) -> None:
    window.simulator.show_device(session.device)
    window.simulator.show_shape(session.handset.shape)


def _show_shape(window: MainWindow, session: Session) -> None:
    window.simulator.show_shape(session.handset.shape)


def _say_it_stays(window: MainWindow) -> None:
    window.simulator.show_fact(tr("simulator.stays"))


def _show_settings(window: MainWindow, session: Session, _change: Change | None = None) -> None:
    """Show on the bar what is set on the phone, whoever set it."""
    toolbar, device = window.simulator.toolbar, session.phone.device
    toolbar.show_setting("font_size", f"{device.system.font_size:g}")
    toolbar.show_setting("language", device.system.language)
    toolbar.show_setting("network", network_name(device.network))
    toolbar.show_libraries(session.handset.project_library, session.handset.chosen_library)
    toolbar.show_flags(dark=device.system.theme == "dark", away=not device.apps.foreground)


def _on_setting(window: MainWindow, bench: Workbench, name: str, value: Value) -> None:
    toolbar = window.simulator.toolbar
    if name == "preview.frame":
        toolbar.frame.setChecked(bool(value))
        window.simulator.set_framed(bool(value))
    elif name == "preview.soft_keyboard":
        toolbar.keyboard.setChecked(bool(value))
        if bench.session is not None:
            bench.session.use_soft_keyboard(bool(value))


def _go_home(bench: Workbench, away: bool) -> None:
    _set_foreground(bench, not away)


def _set_foreground(bench: Workbench, foreground: bool) -> None:
    if bench.session is not None:
        bench.session.set_foreground(foreground)


def _go_dark(window: MainWindow, bench: Workbench, dark: bool) -> None:
    if bench.session is not None:
        bench.session.use_theme("dark" if dark else "light")
        if not bench.session.handset.follows_dark_mode:
            window.simulator.show_fact(tr("simulator.no_dark"))


def _rotate(bench: Workbench) -> None:
    if bench.session is not None:
        bench.session.handset.rotate()


def _fold(bench: Workbench) -> None:
    if bench.session is not None:
        bench.session.handset.fold()


def _choose(bench: Workbench, name: str, value: str) -> None:
    """Set something on the phone."""
    session = bench.session
    if session is None:
        return
    device = session.phone.device
    if name == "font_size":
        use_font_size(device.system, float(value))
    elif name == "language":
        device.system.language = value
    elif name == "network":
        network_profiles()[value].apply(device.network)
    else:
        session.use_library("" if value == PROJECT_LIBRARY else value)


def _happen(window: MainWindow, bench: Workbench, event: str) -> None:
    if bench.session is not None:
        _HAPPENINGS[event](window, bench.session)


def _call(window: MainWindow, session: Session) -> None:
    incidents.interrupt(session.phone)
    window.simulator.call.ring()
    window.simulator.place_notice()


def _end_call(bench: Workbench) -> None:
    if bench.session is not None:
        incidents.end_interruption(bench.session.phone)
        bench.session.set_foreground(True)


def _switch_theme(session: Session) -> None:
    session.use_theme("light" if session.phone.device.system.theme == "dark" else "dark")


_HAPPENINGS: dict[str, Callable[[MainWindow, Session], None]] = {
    "home": lambda _, session: session.set_foreground(not session.phone.device.apps.foreground),
    "terminate": lambda _, session: session.end_app(),
    "back": lambda _, session: session.go_back(),
    "memory_low": lambda _, session: incidents.memory_warning(session.phone, 10),
    "memory_critical": lambda _, session: incidents.memory_warning(session.phone, 15),
    "capture": lambda _, session: incidents.capture_screen(session.phone),
    "theme": lambda _, session: _switch_theme(session),
    "interruption_begin": lambda _, session: incidents.interrupt(session.phone),
    "interruption_end": lambda _, session: incidents.end_interruption(session.phone),
    "call": _call,
    "keyboard_show": lambda _, session: session.show_keyboard(True),
    "keyboard_hide": lambda _, session: session.show_keyboard(False),
}


def _shoot(window: MainWindow, bench: Workbench, camera: Camera, shot: str) -> None:
    """Take a picture, then ask where to keep it or put it into the clipboard."""
    session = bench.session
    if session is None or session.player is None:
        return
    kind, _, way = shot.rpartition("_")
    takes = {"": camera.screen, "framed": camera.framed, "full": camera.page}
    name = session.player.state.top or session.folder.name
    deliver = _copy if way == "copy" else partial(_save, window, name.replace("/", "-"))
    takes[kind](session.player, session.device.pixel_ratio, deliver)


def _copy(image: QImage) -> None:
    QApplication.clipboard().setImage(image)
    messages.info(tr("simulator.shot_copied"))


def _save(window: MainWindow, name: str, image: QImage) -> None:
    kinds = tr("simulator.shot_filter")
    chosen, _ = QFileDialog.getSaveFileName(window, "", f"{name}.png", kinds)
    if not chosen:
        return
    file = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.png")
    if image.save(str(file)):
        messages.info(tr("simulator.shot_saved", file=file))
    else:
        messages.error(tr("simulator.shot_failed", reason=file))

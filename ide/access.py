"""Whether the open project reaches the network: what the person decided, and the phone's link."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from apimock.clock import Clock
from apimock.observable import Change
from apimock.phone import Phone
from ide import messages
from ide.gui_thread import GuiThread
from ide.i18n import tr
from ide.network.switch import Line, NetworkSwitch
from ide.offline import OfflineNetwork
from ide.trust import Trust

_NO_LINK = "none"


class LoadsPages(Protocol):
    """A player whose page loads pictures and fonts by itself."""

    def set_network_allowed(self, allowed: bool) -> None:
        """Let the page load from the network, or not."""
        ...


class NetworkAccess(QObject):
    """One switch for requests, sockets and what pages load; off until the person allows it."""

    wanted = Signal()
    """The mini-program tried to reach the network, and nobody has decided yet; told once."""
    changed = Signal(bool)

    def __init__(
        self, project: Path, trust: Trust, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._trust = trust
        self._gui = GuiThread(self)
        self._asked = False
        self._link = True
        self._player: LoadsPages | None = None
        self.transport = NetworkSwitch(OfflineNetwork(clock), self._connect, self.want)
        self.transport.on = trust.network(project) is True

    @property
    def allowed(self) -> bool:
        """Whether the project may reach the network."""
        return self.transport.on

    def decide(self, allowed: bool) -> None:
        """Remember for this folder whether its mini-program may reach the network."""
        try:
            self._trust.allow_network(self._project, allowed=allowed)
        except OSError as error:
            messages.warning(tr("trust.not_kept", reason=error.strerror or error))
        self.transport.on = allowed
        self._tell_player()
        self.changed.emit(allowed)

    def want(self) -> None:
        """Note that the mini-program tried to reach the network in vain."""
        if not self._asked and self._trust.network(self._project) is None:
            self._asked = True
            self.wanted.emit()

    def follow_phone(self, phone: Phone) -> None:
        """Break off what is under way when the phone loses its connection."""
        phone.device.network.watch(self._on_link_changed)
        self._link = phone.device.network.type != _NO_LINK

    def follow_player(self, player: LoadsPages | None) -> None:
        """Let the page of a player load as much as the mini-program may request."""
        self._player = player
        self._tell_player()

    def close(self) -> None:
        """End what is under way."""
        self._player = None
        self._gui.close()
        self.transport.close()

    def _tell_player(self) -> None:
        if self._player is not None:
            self._player.set_network_allowed(self.allowed and self._link)

    def _on_link_changed(self, change: Change) -> None:
        if change.field != "type":
            return
        self._link = change.new != _NO_LINK
        if not self._link:
            self.transport.drop_all()
        self._tell_player()

    def _connect(self) -> Line:
        # Half a second of imports that most projects never need.
        from ide.network.live import LiveNetwork  # noqa: PLC0415

        return LiveNetwork(self._gui.post)

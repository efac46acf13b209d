"""What happens to a phone from outside: a screenshot, a call, scarce memory, a keyboard."""

from __future__ import annotations

from apimock.calls import Event
from apimock.handlers.audio import Player
from apimock.handlers.recorder import INTERRUPTED, Recorder
from apimock.phone import Phone


def capture_screen(phone: Phone) -> None:
    """The person takes a screenshot; what the app hides, the window has to hide in it."""
    phone.device.screen.captures += 1
    phone.emit(Event("onUserCaptureScreen", {}))


def memory_warning(phone: Phone, level: int = 10) -> None:
    """Memory gets scarce; only Android tells the level (5, 10, 15)."""
    android = phone.device.system.platform == "android"
    phone.emit(Event("onMemoryWarning", {"level": level} if android else {}))


def copy_link(phone: Phone, query: str = "") -> None:
    """The person copies the page's link from the menu."""
    phone.emit(Event("onCopyUrl", {"query": query}))


def keyboard(phone: Phone, height: float) -> None:
    """The keyboard comes up (its height in px) or goes (0)."""
    phone.emit(Event("onKeyboardHeightChange", {"height": height}))


def interrupt(phone: Phone) -> None:
    """A phone call or alarm begins: sound pauses, a recording stands still, none can begin."""
    phone.running[INTERRUPTED] = True
    for item in tuple(phone.objects.values()):
        if isinstance(item, Player) and item.state == "playing":
            item.pause()
        elif isinstance(item, Recorder) and item.state == "recording":
            item.tell("interruptionBegin")
            item.pause()
    phone.emit(Event("onAudioInterruptionBegin", {}))


def end_interruption(phone: Phone) -> None:
    """The call is over: the app is told and may go on."""
    phone.running.pop(INTERRUPTED, None)
    for item in tuple(phone.objects.values()):
        if isinstance(item, Recorder) and item.state == "paused":
            item.tell("interruptionEnd")
    phone.emit(Event("onAudioInterruptionEnd", {}))

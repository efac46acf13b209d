"""The older player of voice messages: a call answers when the message has been heard."""

from __future__ import annotations

from collections.abc import Callable

from apimock import audiofile
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.registry import handles

_VOICE = "voice"
_SILENT = "no sound is heard"


class _Voice:
    """The message being played, or paused in the middle."""

    def __init__(self, context: Context, length: float, path: str) -> None:
        self.context = context
        self.path = path
        self.left = length
        self._since = 0.0
        self._cancel: Callable[[], None] = lambda: None

    def go_on(self) -> None:
        """Play what is left."""
        self._since = self.context.clock.now()
        self._cancel = self.context.clock.later(self.left, self.end)

    def pause(self) -> None:
        """Stand still."""
        self._cancel()
        self.left = max(0.0, self.left - (self.context.clock.now() - self._since))

    def end(self) -> None:
        """The message is over or was stopped: its call has its answer."""
        self._cancel()
        self.context.phone.running.pop(_VOICE, None)
        if not self.context.answered:
            self.context.ok()

    def __call__(self) -> None:
        """Stop without an answer, as when the app starts anew."""
        self._cancel()


def _playing(context: Context) -> _Voice | None:
    known = context.phone.running.get(_VOICE)
    return known if isinstance(known, _Voice) else None


@handles("playVoice", note=_SILENT)
def play_voice(context: Context) -> None:
    """Play a message, or go on with the one that was paused; another one is stopped by it."""
    path = context.text("filePath")
    known = _playing(context)
    left = None
    if known is not None:
        left = known.left if known.path == path else None
        known.end()
    files = context.phone.files
    try:
        data = files.content(files.place(path, "open"), "open")
    except FileFault as fault:
        context.fail(fault.message, errno=fault.code)
        return
    longest = context.number_of("duration", 60.0)
    length = min(longest, audiofile.seconds(data) or longest) * 1000
    voice = _Voice(context, length if left is None else left, path)
    context.phone.running[_VOICE] = voice
    voice.go_on()


@handles("pauseVoice", "stopVoice", note=_SILENT)
def command(context: Context) -> None:
    """Pause or end the message."""
    voice = _playing(context)
    if voice is not None:
        if context.name == "pauseVoice":
            voice.pause()
        else:
            voice.end()
    context.ok()

"""The text of the console: what is typed, what comes back, in the looks of the window."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QImage,
    QKeySequence,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from qtconsole.rich_jupyter_widget import RichJupyterWidget

from ide.highlight.palette_style import style_of
from ide.i18n import tr
from ide.panels.python.backlog import MOST_LINES, Backlog
from ide.panels.python.channels import Channels
from ide.panels.python.looks import ansi_colors, other_colors, recolor, style_sheet
from ide.panels.python.offers import Offers
from ide.theme.palette import Colors, colors
from ide.widgets.texts import bind

_TICK_MS = 40
"""How often waiting output is shown; between two times the window is free."""
_ASK_AGAIN_MS = 50
_PICTURE_HEIGHT, _LEAST_PICTURE_HEIGHT = 480, 120
_BESIDE_PICTURE = 72
"""What the lines around a picture need: all of it is seen at once as far as it fits."""
_PICTURE_WIDTH = 640
_MOST_PICTURES = 40
"""Pictures that are kept; older ones leave an empty place."""
_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


class ConsoleView(RichJupyterWidget):
    """A console of the window; :attr:`kernel_client` is what it talks to."""

    busy_changed = Signal(bool)
    prompted = Signal()  # a new line can be entered

    def __init__(self, parent: QWidget | None = None) -> None:
        self._backlog = Backlog(
            lambda count: tr("python.cut_off", count=count),
            lambda count: tr("python.left_out", count=count),
        )
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._heard = self._begun = self._arrived = self._stop_due = False
        self.theme = colors("light")
        self._pixels = 13
        super().__init__(parent=parent)
        self.custom_interrupt = True
        self.custom_restart = True
        self.buffer_size = MOST_LINES
        self.include_other_output = False
        self.input_sep = "\n"
        self._completion_widget = Offers(self)
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_some)
        # They are the window's: Ctrl+S saves a file, Ctrl+P finds one, Ctrl+0 is the zoom's.
        for action in self.actions():
            action.setShortcut(QKeySequence())
            self.removeAction(action)
        bind(self._control, self._control.setAccessibleName, "python.text")
        self.setFocusProxy(self._control)

    @property
    def text(self) -> str:
        """Return all that can be read in it."""
        return str(self._control.toPlainText())

    @property
    def lines(self) -> int:
        """Return how many lines it holds."""
        return int(self._control.document().blockCount())

    @property
    def pictures(self) -> int:
        """Return how many pictures can be seen or saved."""
        return len(self._pictures)

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return bool(self._executing)

    def set_theme(self, theme: Colors, pixels: int) -> None:
        """Use the colours of ``theme`` and letters of a size, for what stands there already too."""
        old, self.theme, self._pixels = self.theme, theme, pixels
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.style_sheet = style_sheet(theme, family, pixels)
        self.reset_font()
        self.syntax_style = ""
        self._highlighter.set_style(style_of(theme.name))
        if old.name != theme.name:
            recolor(self._control.document(), other_colors(old, theme))
            self._color_code_again()
        self._ansi_processor.default_color_map = ansi_colors(theme)
        self._ansi_processor.color_map = ansi_colors(theme)

    def _color_code_again(self) -> None:
        """Colour what was typed; it is no part of the text's own colours."""
        typing = self._highlighter.highlighting_on
        self._highlighter.highlighting_on = True
        self._highlighter.rehighlight()
        self._highlighter.highlighting_on = typing

    def reset_font(self) -> None:
        """Use the letters of code in the window; the base class counts in points."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(getattr(self, "_pixels", 13))
        font.setStyleHint(QFont.StyleHint.TypeWriter)
        self._set_font(font)

    def begin(self, channels: Channels) -> None:
        """Talk to a kernel that starts now."""
        self._control.setReadOnly(False)
        self.banner = "" if self._begun else f"{tr('python.banner')}\n"
        self.kernel_client: Channels | None = channels

    def put_input(self, code: str) -> None:
        """Run code as if it had been typed; what is being typed stays for afterwards."""
        typed = self.input_buffer
        self.execute(code)
        self._input_buffer_pending = typed

    def reset(self, clear: bool = False) -> None:
        """Show a prompt; what a kernel before this one wrote stays."""
        super().reset(clear=clear and not self._begun)
        self._begun = True

    def say(self, text: str) -> None:
        """Write a sentence of ours."""
        self._append_plain_text(f"{text}\n", before_prompt=True)

    def stop(self) -> None:
        """Interrupt what runs; what is on its way to the kernel is interrupted once it is there."""
        if self._executing and not self._arrived:
            self._stop_due = True
        else:
            self.interrupt_kernel()

    def request_interrupt_kernel(self) -> None:
        """Interrupt what runs, if something does (Ctrl+C)."""
        if self._executing:
            self.stop()

    def forget_kernel(self) -> None:
        """Show that nothing can be entered any more: the kernel has gone."""
        self._show_all()
        self._executing = self._reading = self._prompt_requested = False
        self._request_info["execute"].clear()
        self._control.setReadOnly(True)
        self.kernel_client = None
        self.busy_changed.emit(False)

    # messages of the kernel

    def _started_channels(self) -> None:
        self._heard = False
        super()._started_channels()

    def _dispatch(self, msg: Mapping[str, Any]) -> None:
        if self.kernel_client is None:
            return  # it was on its way from the channel's thread when its kernel was forgotten
        kind = msg["header"]["msg_type"]
        if kind in {"stream", "status", "iopub_welcome"}:
            self._heard = True
        if kind == "stream":
            if self.include_output(msg):
                self.flush_clearoutput()
                self._backlog.put(msg["content"]["name"], msg["content"]["text"])
                if not self._tick.isActive():
                    self._tick.start()
            return
        self._show_all()
        if kind == "execute_input" and self.from_here(msg):
            self._arrived = True
            if self._stop_due:
                self._stop_due = False
                self.interrupt_kernel()
        super()._dispatch(msg)

    def _handle_kernel_info_reply(self, rep: Mapping[str, Any]) -> None:
        if self._starting and not self._heard:
            # What it says to all does not reach us yet; the first output would be lost.
            QTimer.singleShot(_ASK_AGAIN_MS, self, self._ask_again)
            return
        rep["content"]["banner"] = ""
        super()._handle_kernel_info_reply(rep)

    def _ask_again(self) -> None:
        if self.kernel_client is not None:
            self.kernel_client.kernel_info()

    def _show_some(self) -> None:
        self._show_pieces(all_=False)
        if self._backlog:
            self._tick.start()

    def _show_all(self) -> None:
        if self._backlog:
            self._show_pieces(all_=True)

    def _show_pieces(self, *, all_: bool) -> None:
        said = [
            f"{_RED}{piece.text}{_PLAIN}" if piece.name == "stderr" else piece.text
            for piece in self._backlog.take(all_=all_)
        ]
        self.append_stream("".join(said))

    # the prompt

    def _prompt_started_hook(self) -> None:
        super()._prompt_started_hook()
        self.busy_changed.emit(False)
        self.prompted.emit()

    def _prompt_finished_hook(self) -> None:
        super()._prompt_finished_hook()
        self._arrived = self._stop_due = False
        self.busy_changed.emit(True)

    # pictures

    def _insert_img(
        self,
        cursor: QTextCursor,
        img: bytes,
        fmt: str,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        image = QImage()
        if not image.loadFromData(img, fmt.upper()):
            self._insert_plain_text(cursor, tr("python.bad_picture", kind=fmt) + "\n")
            return
        wanted = dict(metadata or {})
        ratio = self.devicePixelRatioF()
        width = min(int(wanted.get("width") or _PICTURE_WIDTH), _PICTURE_WIDTH)
        seen = max(_LEAST_PICTURE_HEIGHT, self._control.viewport().height() - _BESIDE_PICTURE)
        height = min(int(wanted.get("height") or _PICTURE_HEIGHT), _PICTURE_HEIGHT, seen)
        if image.width() > width * ratio or image.height() > height * ratio:
            image = image.scaled(
                round(width * ratio),
                round(height * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        image.setDevicePixelRatio(ratio)
        form = self._add_image(image)
        self._keep(form.name(), img)
        form.setWidth(image.width() / ratio)
        form.setHeight(image.height() / ratio)
        cursor.insertBlock()
        cursor.insertImage(form)
        cursor.insertBlock()

    def _keep(self, name: str, picture: bytes) -> None:
        self._pictures[name] = picture
        while len(self._pictures) > _MOST_PICTURES:
            old, _ = self._pictures.popitem(last=False)
            kind = QTextDocument.ResourceType.ImageResource.value
            self._control.document().addResource(kind, QUrl(old), QImage())

    def save_picture(self, name: str) -> None:
        """Write a picture, as it came, to a file that the person chooses."""
        picture = self._pictures.get(name)
        file, _ = QFileDialog.getSaveFileName(self, tr("python.save_picture"), "shot.png", "*.png")
        if file and picture is not None:
            with open(file, "wb") as target:
                target.write(picture)

    # the menu of the right button, in the language of the window

    def _context_menu_make(self, pos: QPoint) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self._control.cursorForPosition(pos).charFormat().toImageFormat().name()
        if name in self._pictures:
            menu.addAction(tr("python.copy_picture"), lambda: self._copy_image(name))
            menu.addAction(tr("python.save_picture"), lambda: self.save_picture(name))
            menu.addSeparator()
        for key, act, able in (
            ("cut", self.cut, self.can_cut()),
            ("copy", self.copy, self.can_copy()),
            ("paste", self.paste, self.can_paste()),
            ("select_all", self.select_all_smart, True),
        ):
            menu.addAction(tr(f"python.{key}"), act).setEnabled(able)
        menu.addSeparator()
        menu.addAction(tr("python.clear"), self.clear)
        return menu

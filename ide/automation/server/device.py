"""``Device.…``: the phone, its state, what it asks, where it goes."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QObject

from apimock.asking import Question
from apimock.files.space import FileFault
from apimock.json_places import DocumentError
from apimock.jsonable import encode
from apimock.peripherals.radio import radio
from apimock.peripherals.reader import peripheral_of, read_peripheral
from apimock.routes.reader import read_track
from apimock.state.device import SnapshotError, checked
from ide.automation.server.answer import Answer, sentence
from ide.automation.server.context import Context, Handler
from ide.automation.server.idle import answer_when_begun
from renderer.host.screen import UnknownDeviceError, device, devices

_SPEEDS = (0.25, 20.0)
_TURNED = ("portrait", "landscape")


class Device:
    """What is set on the phone, and asked of it."""

    def __init__(self, context: Context) -> None:
        self._target = context.target
        self._owner = QObject(context.owner)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Device.list": self.list_devices,
            "Device.use": self.use,
            "Device.rotate": self.rotate,
            "Device.getState": self.get_state,
            "Device.setState": self.set_state,
            "Device.questions": self.questions,
            "Device.answer": self.answer,
            "Device.route": self.route,
            "Device.addPeripheral": self.add_peripheral,
            "Device.addFile": self.add_file,
        }

    def close(self) -> None:
        """Wait for nothing any more."""
        self._owner.deleteLater()

    def list_devices(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell which phones there are."""
        rows = []
        for preset in devices().values():
            shape = preset.shape()
            size = {"width": shape.width, "height": shape.height}
            rows.append({"id": preset.id, "name": preset.name, **size})
        answer.result({"devices": rows})

    def use(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Change to another phone; answers when the app runs on it."""
        try:
            preset = device(params["id"])
        except UnknownDeviceError as error:
            answer.fail(sentence(error))
            return
        self._target.use(preset)
        answer_when_begun(self._target, answer, self._owner)

    def rotate(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Turn the phone."""
        wanted = params.get("orientation")
        if wanted is not None and wanted not in _TURNED:
            answer.fail(f"orientation is {wanted!r}, not one of {', '.join(_TURNED)}.")
            return
        system = self._target.phone.device.system
        if wanted != system.orientation:
            self._target.handset.rotate()
        answer.result({"orientation": system.orientation})

    def get_state(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Tell a field, a section, or all of the phone's state."""
        state = self._target.phone.device.to_json()
        path = params.get("path") or ""
        section, _, name = path.partition(".")
        if not path:
            answer.result({"value": state})
        elif section not in state:
            answer.fail(f"“{section}” is no section of the phone: {', '.join(sorted(state))}.")
        elif not name:
            answer.result({"value": state[section]})
        elif name not in state[section]:
            known = ", ".join(sorted(state[section]))
            answer.fail(f"“{path}” is no field of the phone: {section} has {known}.")
        else:
            answer.result({"value": state[section][name]})

    def set_state(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Set fields of the phone's state: all, or none when one does not fit."""
        phone = self._target.phone.device
        try:
            values = {path: checked(phone, path, raw) for path, raw in params["values"].items()}
        except SnapshotError as error:
            answer.fail(sentence(error))
            return
        sections = phone.sections()
        try:
            for path, value in values.items():
                section, _, name = path.partition(".")
                setattr(sections[section], name, value)
        except ValueError as error:
            answer.fail(sentence(error))
            return
        answer.result()

    def questions(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell what waits for the person."""
        rows = [_question(one) for one in self._target.phone.asking.open]
        answer.result({"questions": rows})

    def answer(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Answer a question of the phone as the person would."""
        number, choice = params["id"], params["choice"]
        asking = self._target.phone.asking
        question = next((one for one in asking.open if one.id == number), None)
        if question is None:
            answer.fail(f"no question {number} is open; Device.questions lists those that are.")
            return
        try:
            asking.answer(number, choice, params.get("data"))
        except ValueError as error:
            offered = ", ".join(one.id for one in question.choices)
            answer.fail(f"{error}, only {offered}.")
        else:
            answer.result()

    def route(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Play a track, pause, resume, stop it, or jump in it."""
        phone, do = self._target.phone, params["do"]
        try:
            if do == "play" and ("file" in params or "document" in params):
                self._load(params)
        except (DocumentError, OSError, ValueError) as error:
            answer.fail(sentence(error))
            return
        if do in ("play", "resume"):
            phone.route.play()
        elif do == "pause":
            phone.route.pause()
        elif do == "stop":
            phone.route.stop()
        elif do == "seek":
            phone.route.seek(float(params.get("position") or 0))
        else:
            answer.fail(f"do is {do!r}, not one of play, pause, resume, stop, seek.")
            return
        answer.result({"durationMs": phone.route.duration})

    def _load(self, params: Mapping[str, Any]) -> None:
        speed = float(params.get("speed") or 1.0)
        if not _SPEEDS[0] <= speed <= _SPEEDS[1]:
            raise ValueError(f"speed is {speed:g}, not between {_SPEEDS[0]:g} and {_SPEEDS[1]:g}")
        if "file" in params:
            file = self._target.project.root / params["file"]
            data, name = file.read_bytes(), file.name
        else:
            data = json.dumps(params["document"]).encode("utf-8")
            name = params.get("name") or "track.geojson"
        phone = self._target.phone
        phone.route.load(read_track(data, name))
        phone.device.route.speed = speed
        phone.device.route.loop = bool(params.get("loop"))

    def add_peripheral(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Put a Bluetooth device near the phone."""
        try:
            if "file" in params:
                file = self._target.project.root / params["file"]
                found = read_peripheral(file.read_bytes(), file.name)
            else:
                found = peripheral_of(params["document"])
        except (DocumentError, OSError, ValueError, KeyError) as error:
            answer.fail(sentence(error))
            return
        radio(self._target.phone).add(found)
        answer.result({"address": found.address})

    def add_file(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Keep bytes as a temporary file of the app."""
        try:
            data = base64.b64decode(params["data"], validate=True)
            suffix = PurePosixPath(params.get("name") or "").suffix
            path = self._target.phone.files.add_temporary(data, suffix)
        except (binascii.Error, FileFault) as error:
            answer.fail(f"the file cannot be kept: {error}.")
            return
        answer.result({"path": path})


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "api": question.api,
        "choices": [{"id": one.id, "label": one.label} for one in question.choices],
        "default": {"choice": question.default.choice, "data": encode(question.default.data)},
        "facts": encode(question.facts),
    }

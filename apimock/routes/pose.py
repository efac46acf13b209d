"""The mathematics of a pose: what gravity, turning and north are to a phone that is held so."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from apimock.routes.motion import Axes

_Matrix = tuple[Axes, Axes, Axes]
_STILL: Axes = (0.0, 0.0, 0.0)


@cache
def poses() -> Mapping[str, Axes]:
    """Named poses: alpha, beta, gamma in degrees."""
    text = (files("apimock") / "data" / "poses.toml").read_text("utf-8")
    return {name: (row[0], row[1], row[2]) for name, row in tomllib.loads(text).items()}


def gravity(attitude: Axes) -> Axes:
    """What the accelerometer of a phone at rest tells, in g: flat on its back (0, 0, -1)."""
    beta, gamma = math.radians(attitude[1]), math.radians(attitude[2])
    return (
        math.cos(beta) * math.sin(gamma),
        -math.sin(beta),
        -math.cos(beta) * math.cos(gamma),
    )


def heading(attitude: Axes) -> float:
    """Degrees from north, clockwise, in which the top of the phone points."""
    return -attitude[0] % 360


def turn_rate(before: Axes, after: Axes, seconds: float) -> Axes:
    """The gyroscope's rad/s about the phone's axes while it turns from one attitude to another."""
    first, second = _matrix(before), _matrix(after)
    relative = tuple(
        tuple(sum(first[k][row] * second[k][column] for k in range(3)) for column in range(3))
        for row in range(3)
    )
    skew = (
        relative[2][1] - relative[1][2],
        relative[0][2] - relative[2][0],
        relative[1][0] - relative[0][1],
    )
    cosine = (relative[0][0] + relative[1][1] + relative[2][2] - 1) / 2
    angle = math.acos(min(1.0, max(-1.0, cosine)))
    sine = math.sin(angle)
    if seconds <= 0 or angle < 1e-9 or sine < 1e-6:
        return _STILL
    scale = angle / (2 * sine) / seconds
    return skew[0] * scale, skew[1] * scale, skew[2] * scale


def _matrix(attitude: Axes) -> _Matrix:
    """From the phone's axes to the earth's: about z by alpha, then x by beta, then y by gamma."""
    a, b, c = map(math.radians, attitude)
    ca, sa, cb, sb, cc, sc = (f(x) for x in (a, b, c) for f in (math.cos, math.sin))
    return (
        (ca * cc - sa * sb * sc, -sa * cb, ca * sc + sa * sb * cc),
        (sa * cc + ca * sb * sc, ca * cb, sa * sc - ca * sb * cc),
        (-cb * sc, sb, cb * cc),
    )


Moment = tuple[Axes, Axes] | None
"""How far the attitude is off where it began (degrees), and the push (g); None at the end."""


def _shake(seconds: float, _base: Axes) -> Moment:
    if seconds >= 1.2:
        return None
    swing = math.sin(2 * math.pi * 5 * seconds)
    return (0.0, 0.0, 15 * swing), (2.5 * swing, 0.3 * swing, 0.0)


def _walk(seconds: float, _base: Axes) -> Moment:
    step = math.sin(2 * math.pi * 2 * seconds)
    sway = math.sin(2 * math.pi * seconds)
    return (2 * sway, 3 * step, 2 * sway), (0.08 * sway, 0.15 * step, 0.3 * step)


def _fall(seconds: float, base: Axes) -> Moment:
    """Half a second of weightlessness, tumbling; a blow; then it lies on its back."""
    if seconds >= 1.2:
        return None
    if seconds < 0.5:
        turned = (0.0, 300 * seconds, 0.0)
        pull = gravity((base[0], base[1] + turned[1], base[2]))
        return turned, (-pull[0], -pull[1], -pull[2])
    blow = -6.0 * math.exp(-(seconds - 0.5) * 40)
    return (0.0, -base[1], -base[2]), (0.0, 0.0, blow if blow < -0.01 else 0.0)


ACTIVITIES: Mapping[str, Callable[[float, Axes], Moment]] = {
    "shake": _shake,
    "walk": _walk,
    "fall": _fall,
}
"""Movements by name: from the seconds since the beginning and the attitude then."""

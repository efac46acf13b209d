"""P33: what a run saw of the pages: contrast, tap areas, pictures, bars, touches (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import floor
from typing import Any

from ide.submit.project_facts import threshold
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.submit.run_record import Colour, Picture, Text, Visit
from ide.survey import Spot, is_library

_PREFIX = re.compile(r"\.[\w-]+?-[0-9a-z]{1,2}--")


def contrast(facts: Facts) -> Flaws:
    """P33: texts can be read on what they stand on. Colours of built-in components are theirs.

    An element is told once, with its worst colours, and so is a pair of colours in a file.
    """
    worst: dict[Spot, tuple[float, Visit, Text]] = {}
    for visit, text in _each(facts, "texts"):
        ratio = contrast_of(text.color, text.background)
        known = worst.get(text.spot)
        if not text.own and ratio < least_contrast(text) and (not known or ratio < known[0]):
            worst[text.spot] = (ratio, visit, text)
    told: set[tuple[str, Colour, Colour]] = set()
    for spot, (ratio, visit, text) in worst.items():
        key = (spot.file, text.color, text.background)
        if key in told:
            continue
        told.add(key)
        values = {
            "text": text.text,
            "ratio": f"{floor(ratio * 100) / 100:.2f}",
            "least": f"{least_contrast(text):g}",
            "color": _hex(text.color),
            "background": _hex(text.background),
            "page": visit.route,
        }
        yield Flaw("contrast-low", spot, values)


def tap_areas(facts: Facts) -> Flaws:
    """P33: what can be tapped is large enough for a finger."""
    least, told = threshold("tapTarget"), set()
    for visit, area in _each(facts, "taps"):
        small = min(area.width, area.height) < least
        if not small or not area.heard or area.spot in told:
            continue
        told.add(area.spot)
        values = {
            "element": area.tag,
            "width": f"{area.width:g}",
            "height": f"{area.height:g}",
            "least": f"{least:g}",
            "page": visit.route,
        }
        yield Flaw("tap-small", area.spot, values)


def picture_ratios(facts: Facts) -> Flaws:
    """P33: no picture is pulled out of its proportions."""
    most, told = threshold("imageRatio"), set()
    for visit, picture in _each(facts, "pictures"):
        key = (picture.spot, picture.source)
        if key in told or not _stretched(picture, most):
            continue
        told.add(key)
        yield Flaw("picture-stretched", picture.spot, sizes_of(visit, picture))


def bars(facts: Facts) -> Flaws:
    """P33: what is fixed at the bottom and tapped stays off the home indicator."""
    least, told = threshold("fixedSafeArea"), set()
    for visit, bar in _each(facts, "bars"):
        if bar.height < least and bar.spot not in told:
            told.add(bar.spot)
            values = {"element": bar.tag, "height": f"{bar.height:g}", "page": visit.route}
            yield Flaw("bar-unsafe", bar.spot, values)


def touches(facts: Facts) -> Flaws:
    """P33: a touch is shown by hover-class."""
    found = [rule for _, rule in _each(facts, "active_rules") if not is_library(rule.spot.file)]
    told = {rule.selector: rule.spot for rule in found if rule.spot.line}
    for rule in found:
        if rule.spot.file and not rule.spot.line:
            # A sheet that several components import is written once.
            told.setdefault(_unprefixed(rule.selector), rule.spot)
    for selector, spot in told.items():
        yield Flaw("active-style", spot, {"selector": selector[:80]})


def momentum(facts: Facts) -> Flaws:
    """P33: what scrolls goes on for a while after the finger has left."""
    told = set()
    for visit, part in _each(facts, "scrollers"):
        if part.spot not in told:
            told.add(part.spot)
            values = {"element": part.tag, "page": visit.route}
            yield Flaw("momentum-missing", part.spot, values)


def sizes(facts: Facts) -> Flaws:
    """P33: a page that may change its size follows it."""
    heard = set(sought()["resizing"]["apis"])
    if facts.survey is not None and not heard.isdisjoint(facts.survey.names):
        return
    everywhere = bool(facts.submission.app.get("resizable"))
    for visit in facts.ran.visits:
        if (visit.resizable or everywhere) and visit.landed == visit.route and not visit.adapts:
            yield Flaw("resize-ignored", visit.spot, {"page": visit.route})


def contrast_of(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours by WCAG: 1 for the same, 21 for black on white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def least_contrast(text: Text) -> float:
    """Return the contrast a text has to have: large and bold ones need less."""
    large = sought()["contrast"]
    bold = text.size >= large["bold_px"] and text.weight >= large["bold_weight"]
    return threshold("contrastLarge" if text.size >= large["px"] or bold else "contrast")


def sizes_of(visit: Visit, picture: Picture) -> dict[str, object]:
    """Return the values of a text about the sizes of a picture."""
    return {
        "source": picture.source if len(picture.source) <= 60 else f"{picture.source[:60]}…",
        "shown": "{:.0f}×{:.0f}".format(*picture.shown),
        "natural": "{}×{}".format(*picture.natural),
        "page": visit.route,
    }


def _stretched(picture: Picture, most: float) -> bool:
    if picture.mode != "scaleToFill" or picture.turned:
        return False
    if min(picture.natural) < sought()["pictures"]["line_px"]:
        return False  # a line or a plain surface, drawn to be pulled
    shown = picture.shown[0] / picture.shown[1]
    natural = picture.natural[0] / picture.natural[1]
    return abs(shown / natural - 1) > most and abs(natural / shown - 1) > most


def _luminance(colour: Colour) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _unprefixed(selector: str) -> str:
    """Return a selector without what keeps the classes of components apart."""
    return _PREFIX.sub(".", selector)


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _each(facts: Facts, name: str) -> Iterator[tuple[Visit, Any]]:
    """Yield every visit with each of its facts of one kind."""
    return ((visit, one) for visit in facts.ran.visits for one in getattr(visit, name))

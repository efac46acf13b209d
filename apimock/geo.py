"""Conversion between WGS-84 and GCJ-02, and distances on the earth."""

from __future__ import annotations

import math

_A = 6378245.0
_EE = 0.00669342162296594323


def in_china(latitude: float, longitude: float) -> bool:
    """Whether a point lies in the box in which GCJ-02 differs from WGS-84."""
    return 0.8293 <= latitude <= 55.8271 and 72.004 <= longitude <= 137.8347


def _shift(latitude: float, longitude: float) -> tuple[float, float]:
    x, y = longitude - 105.0, latitude - 35.0
    root = math.sqrt(abs(x))
    wave = 20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    d_lat += (wave + 20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2 / 3
    d_lat += (160.0 * math.sin(y / 12.0 * math.pi) + 320 * math.sin(y * math.pi / 30.0)) * 2 / 3
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    d_lon += (wave + 20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2 / 3
    d_lon += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2 / 3
    angle = latitude / 180.0 * math.pi
    magic = 1 - _EE * math.sin(angle) ** 2
    d_lat = d_lat * 180.0 / ((_A * (1 - _EE)) / (magic * math.sqrt(magic)) * math.pi)
    d_lon = d_lon * 180.0 / (_A / math.sqrt(magic) * math.cos(angle) * math.pi)
    return d_lat, d_lon


def to_gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    """WGS-84 degrees to GCJ-02; outside mainland China's box unchanged."""
    if not in_china(latitude, longitude):
        return latitude, longitude
    d_lat, d_lon = _shift(latitude, longitude)
    return latitude + d_lat, longitude + d_lon


def to_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    """GCJ-02 degrees to WGS-84, exact to about a centimetre; outside the box unchanged."""
    if not in_china(latitude, longitude):
        return latitude, longitude
    lat, lon = latitude, longitude
    for _ in range(6):
        there_lat, there_lon = to_gcj02(lat, lon)
        lat, lon = lat + latitude - there_lat, lon + longitude - there_lon
    return lat, lon


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Metres between two points in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371008.8 * math.asin(min(1.0, math.sqrt(h)))

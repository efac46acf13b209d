"""How long tests wait for a fact: long, so that only what never comes fails on a busy machine."""

from __future__ import annotations

PATIENCE_MS = 120_000

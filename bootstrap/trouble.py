"""Turns what can go wrong during set-up into one sentence with its remedy."""

from __future__ import annotations

import errno

_SYMPTOMS = (
    (
        ("No space left on device", "ENOSPC", "not enough space"),
        "The disk is full. Free about 3 GB where this checkout lies, then run the command again.",
    ),
    (
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "EINTEGRITY"),
        "A downloaded package differs from the one this version was tested with. Run the command "
        "again; if it happens again, the package index you use serves altered files.",
    ),
    (
        ("Permission denied", "EACCES", "EPERM"),
        "Set-up may not write into this checkout. Use a folder of your own, or correct its owner.",
    ),
    (
        (
            "NewConnectionError",
            "Temporary failure in name resolution",
            "ConnectTimeoutError",
            "getaddrinfo",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "Could not find a version that satisfies",
            "No matching distribution found",
            "network is unreachable",
        ),
        "The package index cannot be reached. The first start needs PyPI and npm once: connect to "
        "a network (or set the index of pip and npm to your mirror), then run the same command "
        "again; what is done is kept.",
    ),
    (
        ("ensurepip is not available", "No module named venv"),
        "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv",
    ),
)


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence for the person in front of the screen."""


def explain(step: str, output: str) -> SetupError:
    """Return the error for a failed step, from what its program printed."""
    for marks, sentence in _SYMPTOMS:
        if any(mark.lower() in output.lower() for mark in marks):
            return SetupError(sentence)
    lines = [line.strip() for line in output.strip().splitlines() if line.strip()]
    tail = " / ".join(lines[-3:]) or "it printed nothing"
    return SetupError(f"{step} failed: {tail}")


def explain_os_error(error: OSError) -> SetupError:
    """Return the error for a file operation of set-up that the system refused."""
    if error.errno == errno.ENOSPC:
        return explain("", "No space left on device")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return explain("", "Permission denied")
    return SetupError(f"set-up could not use {error.filename}: {error.strerror}")

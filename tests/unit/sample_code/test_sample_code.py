"""The pure modules of the samples, under Node; their QR codes are read by a real reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from apimock.codes.reading import read
from tests.node_tests import files_in, node, passes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TEXTS = [
    "A",
    "https://ride.example/b/0042",
    *("BEGIN:VCARD 林薇 ü€ " * count for count in (3, 5, 7, 9, 11, 13)),
    *("0123456789 " * count for count in (4, 6, 8, 11, 14, 18, 22, 27, 31, 37)),
]


@pytest.mark.parametrize("name", files_in(HERE))
def test_a_sample_keeps_its_rules(name: str) -> None:
    passes(HERE / name)


def test_the_codes_of_card_box_can_be_scanned() -> None:
    script = (
        f"import {{ load }} from {json.dumps((HERE / 'modules.mjs').as_uri())}\n"
        "const { qrCode } = await load('cardbox/files/miniprogram/domain/qr')\n"
        f"console.log(JSON.stringify({json.dumps(TEXTS)}.map(qrCode)))"
    )
    done = node("--input-type=module", "--eval", script)
    assert done.returncode == 0, done.stderr
    for text, modules in zip(TEXTS, json.loads(done.stdout), strict=True):
        side = len(modules)
        light = bytes(0 if dark else 255 for row in modules for dark in row)
        code = Image.new("L", (side + 8, side + 8), 255)
        code.paste(Image.frombytes("L", (side, side), light), (4, 4))
        large = code.resize((6 * code.width, 6 * code.height), Image.Resampling.NEAREST)
        assert [found.text for found in read(large.convert("RGB"))] == [text]

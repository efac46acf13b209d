"""AES-128 in CBC mode with PKCS#7 padding: how the platform encrypts what it tells an app."""

from __future__ import annotations

from functools import cache

_BLOCK = 16
_ROUNDS = 10


def _double(value: int) -> int:
    value <<= 1
    return (value ^ 0x11B) & 0xFF if value & 0x100 else value


def _product(a: int, b: int) -> int:
    result = 0
    while b:
        if b & 1:
            result ^= a
        a, b = _double(a), b >> 1
    return result


@cache
def _substitution() -> bytes:
    box = bytearray(256)
    p = q = 1
    while True:
        p ^= _double(p)
        for shift in (1, 2, 4):
            q = (q ^ (q << shift)) & 0xFF
        if q & 0x80:
            q ^= 0x09
        mixed = q
        for turn in range(1, 5):
            mixed ^= ((q << turn) | (q >> (8 - turn))) & 0xFF
        box[p] = mixed ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    return bytes(box)


@cache
def _inverse_substitution() -> bytes:
    box = bytearray(256)
    for index, value in enumerate(_substitution()):
        box[value] = index
    return bytes(box)


def _round_keys(key: bytes) -> list[bytes]:
    box = _substitution()
    words = [key[i : i + 4] for i in range(0, _BLOCK, 4)]
    constant = 1
    for index in range(4, 4 * (_ROUNDS + 1)):
        word = words[-1]
        if index % 4 == 0:
            turned = word[1:] + word[:1]
            word = bytes(box[byte] for byte in turned)
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _double(constant)
        words.append(_xor(words[-4], word))
    return [b"".join(words[i : i + 4]) for i in range(0, len(words), 4)]


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def _mix(block: bytes, factors: tuple[int, int, int, int]) -> bytes:
    mixed = bytearray()
    for start in range(0, _BLOCK, 4):
        column = block[start : start + 4]
        for row in range(4):
            value = 0
            for at in range(4):
                value ^= _product(column[at], factors[(at - row) % 4])
            mixed.append(value)
    return bytes(mixed)


def _shift(block: bytes, direction: int) -> bytes:
    return bytes(block[(i + direction * 4 * (i % 4)) % _BLOCK] for i in range(_BLOCK))


def _encrypt_block(block: bytes, keys: list[bytes]) -> bytes:
    box = _substitution()
    block = _xor(block, keys[0])
    for number in range(1, _ROUNDS + 1):
        block = _shift(bytes(box[byte] for byte in block), 1)
        if number < _ROUNDS:
            block = _mix(block, (2, 3, 1, 1))
        block = _xor(block, keys[number])
    return block


def _decrypt_block(block: bytes, keys: list[bytes]) -> bytes:
    box = _inverse_substitution()
    for number in range(_ROUNDS, 0, -1):
        block = _xor(block, keys[number])
        if number < _ROUNDS:
            block = _mix(block, (14, 11, 13, 9))
        block = bytes(box[byte] for byte in _shift(block, -1))
    return _xor(block, keys[0])


def encrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Encrypt; ``key`` and ``vector`` have 16 bytes."""
    keys = _round_keys(key)
    fill = _BLOCK - len(data) % _BLOCK
    data += bytes([fill]) * fill
    result, last = b"", vector
    for start in range(0, len(data), _BLOCK):
        last = _encrypt_block(_xor(data[start : start + _BLOCK], last), keys)
        result += last
    return result


def decrypt(data: bytes, key: bytes, vector: bytes) -> bytes:
    """Undo :func:`encrypt`; raises ValueError when the data cannot stem from it."""
    if not data or len(data) % _BLOCK:
        raise ValueError("the length is no multiple of 16")
    keys = _round_keys(key)
    plain, last = b"", vector
    for start in range(0, len(data), _BLOCK):
        block = data[start : start + _BLOCK]
        plain += _xor(_decrypt_block(block, keys), last)
        last = block
    fill = plain[-1]
    if not 1 <= fill <= _BLOCK or plain[-fill:] != bytes([fill]) * fill:
        raise ValueError("the padding is wrong: another key?")
    return plain[:-fill]

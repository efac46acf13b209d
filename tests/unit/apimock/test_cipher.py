"""AES against the published vectors, and there and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock import cipher


def test_vector_of_fips_197() -> None:
    key = bytes(range(16))
    plain = bytes.fromhex("00112233445566778899aabbccddeeff")
    assert cipher.encrypt(plain, key, bytes(16))[:16].hex() == "69c4e0d86a7b0430d8cdb78070b4c55a"


def test_vector_of_sp_800_38a_cbc() -> None:
    key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
    plain = bytes.fromhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
    found = cipher.encrypt(plain, key, bytes(range(16)))[:32].hex()
    assert found == "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"


@settings(deadline=None, max_examples=30)
@given(
    st.binary(max_size=80), st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16)
)
def test_there_and_back(data: bytes, key: bytes, vector: bytes) -> None:
    assert cipher.decrypt(cipher.encrypt(data, key, vector), key, vector) == data


@pytest.mark.parametrize("data", [b"", b"short", bytes(16)])
def test_foreign_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"length|padding"):
        cipher.decrypt(data, bytes(16), bytes(16))

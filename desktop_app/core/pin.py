"""PINs as they are kept: scrypt of the standard library, salted, never the PIN itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets

N, R, P = 2**15, 8, 1
"""Cost: 32 MiB and about a tenth of a second a try."""
SALT_BYTES, HASH_BYTES = 16, 32
MOST_MEMORY = 128 * 2**20
_KIND = "scrypt"


def hash_pin(pin: str, *, salt: bytes | None = None, n: int = N) -> str:
    """`scrypt$n$r$p$salt$hash` of *pin*, salt and hash in hexadecimal."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    return "$".join((_KIND, str(n), str(R), str(P), salt.hex(), _hash(pin, salt, n, R, P).hex()))


def is_pin(pin: str, kept: str) -> bool:
    """Whether *pin* is the one that *kept* was made of; a damaged *kept* is no PIN at all."""
    kind, *rest = kept.split("$")
    try:
        n, r, p = map(int, rest[:3])
        salt, expected = map(bytes.fromhex, rest[3:])
        made = _hash(pin, salt, n, r, p)
    except ValueError:
        return False
    return kind == _KIND and hmac.compare_digest(made, expected)


def _hash(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    words = pin.strip().encode("utf-8", "replace")
    return hashlib.scrypt(words, salt=salt, n=n, r=r, p=p, maxmem=MOST_MEMORY, dklen=HASH_BYTES)

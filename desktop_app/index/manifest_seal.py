"""The text of a manifest with its checksum: any bit that is not as it was written is noticed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any


def sealed(body: Mapping[str, Any]) -> bytes:
    """*body* as JSON, with the CRC-32 of it."""
    return _canonical({**body, "crc": zlib.crc32(_canonical(body))})


def unsealed(content: bytes) -> dict[str, Any]:
    """What was given to `sealed`.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, RecursionError: it is not as it was
            written.
    """
    body: dict[str, Any] = json.loads(content)
    crc = body.pop("crc")
    if type(crc) is not int or crc != zlib.crc32(_canonical(body)):
        raise ValueError("the checksum does not match")
    return body


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")

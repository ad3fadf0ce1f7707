"""The weights of a model as a safetensors file has them: named arrays, read without any library for it."""

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_LENGTH = struct.Struct("<Q")
_LAID_OUT = "__metadata__"

Array: TypeAlias = NDArray[np.float32]


def read_weights(file: Path) -> Mapping[str, Array]:
    """Return the arrays of 32-bit numbers in a file, by name. The file is trusted: its hash was checked."""
    raw = file.read_bytes()
    (length,) = _LENGTH.unpack_from(raw)
    start = _LENGTH.size + length
    header = json.loads(raw[_LENGTH.size : start])
    return {
        name: _array(raw, start, told)
        for name, told in header.items()
        if name != _LAID_OUT and told["dtype"] == "F32"
    }


def _array(raw: bytes, start: int, told: Mapping[str, list[int]]) -> Array:
    first, last = told["data_offsets"]
    count = (last - first) // 4
    return np.frombuffer(raw, dtype="<f4", count=count, offset=start + first).reshape(told["shape"])

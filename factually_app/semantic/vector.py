"""A vector of length 1, rounded: whole numbers from -127 to 127, and by what to multiply them."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH = 384
_GREATEST = 127
_SCALE = struct.Struct("<f")


@dataclass(frozen=True, eq=False)
class Vector:
    """`numbers` times `scale` is the vector, within half a hundredth of its greatest number."""

    scale: float
    numbers: NDArray[np.int8]

    @classmethod
    def rounded(cls, exact: NDArray[np.float32]) -> "Vector":
        """Return an exact vector as whole numbers."""
        scale = float(np.abs(exact).max()) / _GREATEST
        return cls(scale, np.rint(exact / scale).astype(np.int8))

    @property
    def packed(self) -> bytes:
        """What is kept of it in the database."""
        numbers: bytes = self.numbers.tobytes()
        return _SCALE.pack(self.scale) + numbers


def unpacked(vectors: list[bytes]) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Return the scales and the numbers, a row a vector, of vectors as they are kept."""
    raw = np.frombuffer(b"".join(vectors), np.int8).reshape(-1, _SCALE.size + WIDTH)
    return raw[:, : _SCALE.size].copy().view("<f4")[:, 0], raw[:, _SCALE.size :]

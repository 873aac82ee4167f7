"""Names as columns of letters, so that one is compared with hundreds of thousands at once."""

from dataclasses import dataclass

import numpy as np

from twinpact.matching.arrays import Bytes, Floats, Ints

GAP = "{"
"""What stands around each name; the letter after z."""

_LETTER = 32
_BITS = 5


@dataclass(frozen=True, slots=True)
class NameColumn:
    """Folded names one after another, each between two gaps; ``starts`` has one more than names.

    ``grams`` are the numbers of the three letters that begin at each byte.
    """

    grams: Ints
    starts: Ints
    counts: Ints

    @classmethod
    def laid_out(cls, data: Bytes, lengths: Ints) -> "NameColumn":
        """The column of names that stand one after another with one gap before each, two last."""
        starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths + 1, out=starts[1:])
        return cls(_grams(data), starts, lengths)

    def likeness(self, number: int) -> Floats:
        """How many groups of three letters each name has in common with one of them (Dice)."""
        own = self.grams[self.starts[number] : self.starts[number + 1]]
        wanted = np.zeros(1 << 15, np.int8)
        wanted[own] = 1
        hits = np.zeros(len(self.grams) + 1, np.int32)
        np.cumsum(wanted[self.grams], out=hits[1:])
        shared = hits[self.starts[1:]] - hits[self.starts[:-1]]
        return (2 * shared / (self.counts + self.counts[number] + 2)).astype(np.float32)


def _grams(data: Bytes) -> Ints:
    small = (data & (_LETTER - 1)).astype(np.uint16)
    grams = np.zeros(len(data), np.uint16)
    grams[:-2] = (small[:-2] << (2 * _BITS)) | (small[1:-1] << _BITS) | small[2:]
    return grams

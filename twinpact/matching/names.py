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

    ``grams`` are the numbers of the three letters that begin at each byte, ``owner`` the name in
    which it stands.
    """

    grams: Ints
    starts: Ints
    counts: Ints
    owner: Ints

    @classmethod
    def laid_out(cls, data: Bytes, lengths: Ints) -> "NameColumn":
        """The column of names that stand one after another with one gap before each, two last."""
        starts = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths + 1, out=starts[1:])
        owner = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths + 1)
        ends = np.array([max(len(lengths) - 1, 0)] * 2, np.int32)
        grams = _grams(data)
        grams[starts[1:] - 1] = 0  # would reach into the next name
        return cls(grams, starts, lengths, np.append(owner, ends))

    def likeness(self, number: int) -> Floats:
        """How many groups of three letters each name has in common with one of them (Dice)."""
        own = self.grams[self.starts[number] : self.starts[number + 1]]
        wanted = np.zeros(1 << 15, np.bool_)
        wanted[own] = True
        wanted[0] = False
        hits = np.flatnonzero(wanted[self.grams])
        shared = np.bincount(self.owner[hits], minlength=len(self.counts))
        return (2 * shared / np.maximum(self.counts + self.counts[number], 1)).astype(np.float32)


def _grams(data: Bytes) -> Ints:
    small = (data & (_LETTER - 1)).astype(np.uint16)
    grams = np.zeros(len(data), np.uint16)
    grams[:-2] = (small[:-2] << (2 * _BITS)) | (small[1:-1] << _BITS) | small[2:]
    return grams

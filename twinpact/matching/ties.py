"""The known ties between candidates: who is twinned with whom, as far as a network tells."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from scipy import sparse

from twinpact.matching.arrays import Floats, Ints
from twinpact.matching.territories import Territories

PRIOR_TIES = 30.0
"""How many ties of the world's own spread are added to a country's, so that few say little."""


class Ties:
    """Undirected ties between candidates, each once, and what is counted from them.

    Everything that matching takes from a network comes from here; whoever measures the skill of
    the ranking makes the ties without those that are held out.
    """

    def __init__(self, territories: Territories, pairs: Iterable[tuple[int, int]]) -> None:
        self.territories = territories
        ends = np.array(sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}), np.int64)
        self.pairs: Ints = ends.reshape(-1, 2)

    def without(self, left_out: Ints) -> "Ties":
        """The ties without some of them, given by their numbers among ``pairs``."""
        kept = np.ones(len(self.pairs), np.bool_)
        kept[left_out] = False
        return Ties(self.territories, map(tuple, self.pairs[kept].tolist()))

    def without_pairs(self, pairs: Iterable[tuple[int, int]]) -> "Ties":
        """The ties without those between some pairs, whichever way round."""
        left_out = {(min(p), max(p)) for p in pairs}
        return Ties(
            self.territories, [p for p in map(tuple, self.pairs.tolist()) if p not in left_out]
        )

    @cached_property
    def matrix(self) -> sparse.csr_matrix:
        """1 where two candidates have a tie, in both directions."""
        size = len(self.territories)
        a, b = self.pairs[:, 0], self.pairs[:, 1]
        values = np.ones(2 * len(self.pairs), np.float32)
        rows, columns = np.concatenate([a, b]), np.concatenate([b, a])
        return sparse.csr_matrix((values, (rows, columns)), shape=(size, size))

    @cached_property
    def degree(self) -> Floats:
        """How many ties each candidate has."""
        return np.diff(self.matrix.indptr).astype(np.float32)

    @cached_property
    def says_untied(self) -> bool:
        """Whether having no known tie says something of a candidate.

        A table of twinned places alone holds none without ties but those whose ties are missing
        or held out, so it says nothing there: it does in the whole world, or where most have none.
        """
        return self.territories.is_whole_world or bool((self.degree == 0).mean() > 0.5)

    @cached_property
    def openness(self) -> Floats:
        """The logarithm of one more than each candidate's ties.

        Where having none says nothing, a candidate without known ties counts as having one.
        """
        fewest = 0 if self.says_untied else 1
        return np.log1p(np.maximum(self.degree, fewest)).astype(np.float32)

    def partners(self, number: int) -> Ints:
        """The candidates with which one has a tie."""
        return self.matrix.indices[self.matrix.indptr[number] : self.matrix.indptr[number + 1]]

    @cached_property
    def known(self) -> bool:
        """Whether there is any tie at all; without one, nothing of ties is known."""
        return len(self.pairs) > 0

    @cached_property
    def _both_ways(self) -> tuple[Ints, Ints]:
        a, b = self.pairs[:, 0], self.pairs[:, 1]
        from_, to = np.concatenate([a, b]), np.concatenate([b, a])
        country = self.territories.country
        abroad = (country[from_] != country[to]) & (country[from_] >= 0) & (country[to] >= 0)
        return from_[abroad], to[abroad]

    @cached_property
    def between_countries(self) -> Floats:
        """How many ties lead from each country to each other one."""
        from_, to = (self.territories.country[ends] for ends in self._both_ways)
        size = self.territories.pairs.size
        counts = np.bincount(from_.astype(np.int64) * size + to, minlength=size * size)
        return counts.reshape(size, size).astype(np.float32)

    @cached_property
    def spread(self) -> Floats:
        """The share of the world's international ties that lead to each country."""
        totals = self.between_countries.sum(axis=0) + 0.5
        return (totals / totals.sum()).astype(np.float32)

    @cached_property
    def affinity(self) -> Floats:
        """The share of a country's ties that lead to each country, few ties drawn to the world's.

        One row a country; :data:`PRIOR_TIES` ties of the world's spread are added to its own.
        """
        counts = self.between_countries
        total = counts.sum(axis=1, keepdims=True)
        shares = (counts + PRIOR_TIES * self.spread) / (total + PRIOR_TIES)
        return shares.astype(np.float32)

    @cached_property
    def from_states(self) -> sparse.csr_matrix:
        """How many ties lead from each first-level division to each country."""
        from_, to = self._both_ways
        states, codes = self.territories.state[from_], self.territories.country[to]
        known = states >= 0
        shape = (self.number_of_states, self.territories.pairs.size)
        ones = np.ones(int(known.sum()), np.float32)
        return sparse.csr_matrix((ones, (states[known], codes[known])), shape=shape)

    @cached_property
    def between_states(self) -> sparse.csr_matrix:
        """How many ties lead from each first-level division to each other one."""
        from_, to = (self.territories.state[ends] for ends in self._both_ways)
        known = (from_ >= 0) & (to >= 0)
        size = self.number_of_states
        ones = np.ones(int(known.sum()), np.float32)
        return sparse.csr_matrix((ones, (from_[known], to[known])), shape=(size, size))

    @cached_property
    def number_of_states(self) -> int:
        return int(self.territories.state.max(initial=-1)) + 1

    @cached_property
    def from_each_state(self) -> Floats:
        """How many international ties each first-level division has."""
        return np.asarray(self.from_states.sum(axis=1)).ravel().astype(np.float32)

    @cached_property
    def country_of_state(self) -> Ints:
        """The country of each first-level division, -1 where none of its places is known."""
        found = np.full(self.number_of_states, -1, np.int64)
        known = self.territories.state >= 0
        found[self.territories.state[known]] = self.territories.country[known]
        return found

    @cached_property
    def into_country(self) -> sparse.csc_matrix:
        """How many ties each candidate has into each country."""
        from_, to = self._both_ways
        shape = (len(self.territories), self.territories.pairs.size)
        ones = np.ones(len(from_), np.float32)
        codes = self.territories.country[to]
        return sparse.csc_matrix((ones, (from_, codes)), shape=shape)

    @cached_property
    def friend_weight(self) -> Floats:
        """1 / log(1 + ties) of each candidate: a friend of many says less (Adamic and Adar)."""
        return (1 / np.log(np.maximum(self.degree, 1) + 1)).astype(np.float32)

    @cached_property
    def rooted_profile(self) -> sparse.csr_matrix:
        """The countries of each candidate's partners: roots of counts, as a row of length 1."""
        rooted = self.into_country.tocsr().sqrt()
        length = np.sqrt(np.asarray(rooted.multiply(rooted).sum(axis=1)).ravel())
        return sparse.diags(1 / np.maximum(length, 1)).astype(np.float32) @ rooted

    @cached_property
    def usual_partner_size(self) -> Floats:
        """The mean decimal logarithm of the people of each candidate's partners; nan unknown."""
        logs = self.territories.log_population
        known = np.isfinite(logs).astype(np.float32)
        total = self.matrix @ np.nan_to_num(logs, nan=0.0)
        count = self.matrix @ known
        return np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)

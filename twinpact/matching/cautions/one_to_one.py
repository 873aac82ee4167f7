"""The rule of one-to-one: a territory twinned in a country gets no second twinning there.

Whether a country has the rule is data: a classification by the fact ``twinned_in_country`` in the
directives (``twinpact/directives/COUNTRY.yaml``), with its source.
"""

from functools import cache

from twinpact.directives import directives
from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question

_FACT = "twinned_in_country"


def one_to_one(question: Question, candidate: int) -> Gaps | None:
    """The candidate's country has the rule, and the seeker has a partner there."""
    country = int(question.territories.country[candidate])
    code = question.territories.country_code(candidate)
    rule = _rules().get(code or "")
    there = question.territories.country[question.partners] == country
    if rule is None or not there.any():
        return None
    partner = question.territories.name(int(question.partners[there][0]))
    return {"rule": rule, "country": f"country:{code}", "name": partner}


def own_one_to_one(question: Question, candidate: int) -> Gaps | None:
    """The seeker's country has the rule, and the candidate has a partner there."""
    code = question.territories.country_code(question.seeker)
    rule = _rules().get(code or "")
    partners = question.ties.partners(candidate)
    here = question.territories.country[partners] == question.country
    if rule is None or not here.any():
        return None
    partner = question.territories.name(int(partners[here][0]))
    return {"rule": rule, "country": f"country:{code}", "name": partner}


@cache
def _rules() -> dict[str, str]:
    """The rule of each country that has it, by its id."""
    return {
        code: rule.id
        for code, directive in directives().items()
        for rule in directive.rules
        if rule.test is not None and rule.test.values.get("fact") == _FACT
    }

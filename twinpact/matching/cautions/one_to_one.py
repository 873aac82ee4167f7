"""The rule of one-to-one: a territory twinned in a country gets no second twinning there.

Whether a country has the rule is data: a classification by the fact ``twinned_in_country`` in the
directives (``twinpact/directives/COUNTRY.yaml``), with its source.
"""

from functools import cache

from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question

_FACT = "twinned_in_country"


def one_to_one(question: Question, candidate: int) -> Gaps | None:
    """The candidate's country has the rule, and the seeker has a partner there."""
    country = int(question.territories.country[candidate])
    code = question.territories.country_code(candidate)
    there = question.territories.country[question.partners] == country
    rule = _rule(code) if there.any() else None
    if rule is None:
        return None
    partner = question.territories.name(int(question.partners[there][0]))
    return {"rule": rule, "country": f"country:{code}", "name": partner}


def own_one_to_one(question: Question, candidate: int) -> Gaps | None:
    """The seeker's country has the rule, and the candidate has a partner there."""
    code = question.territories.country_code(question.seeker)
    partners = question.ties.partners(candidate)
    here = question.territories.country[partners] == question.country
    rule = _rule(code) if here.any() else None
    if rule is None:
        return None
    partner = question.territories.name(int(partners[here][0]))
    return {"rule": rule, "country": f"country:{code}", "name": partner}


@cache
def _rule(code: str | None) -> str | None:
    """The rule of a country by its id, None where it has none; only its directive is read."""
    from twinpact.directives import directive_texts, read_directive  # noqa: PLC0415 - costly

    if code is None or _FACT not in directive_texts().get(code, ""):
        return None
    for rule in read_directive(directive_texts()[code]).rules:
        if rule.test is not None and rule.test.values.get("fact") == _FACT:
            return rule.id
    return None

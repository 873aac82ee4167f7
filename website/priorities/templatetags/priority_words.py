"""What sheets of agreements say of the priorities that they serve, and partial dates of plans."""

from dataclasses import dataclass

from django import template

from twinpact.plans import usual_rule
from twinpact.plans.lights import light_name
from twinpact.vocabularies import terms
from website.accounts.permissions import WRITE, may
from website.agreements.models import Agreement
from website.agreements.words import reader_language
from website.priorities import values
from website.priorities.models import AgreementServes, DevelopmentPlan
from website.priorities.queries import serves

register = template.Library()


@dataclass(frozen=True, slots=True)
class PlanSaid:
    """A plan of an agreement's office, and what was said; None where nobody was asked."""

    plan: DevelopmentPlan
    said: AgreementServes | None


@register.inclusion_tag("priorities/_agreement.html", takes_context=True)
def agreement_priorities(context: template.Context, agreement: Agreement) -> dict[str, object]:
    """What an agreement serves in each plan of its office, for its sheet."""
    said = {one.plan_id: one for one in serves(agreement, public=False)}
    plans = DevelopmentPlan.register.filter(office=agreement.office_id)
    return {
        "agreement": agreement,
        "plans": [PlanSaid(plan, said.get(plan.pk)) for plan in plans],
        "may_write": may(context["request"].user, WRITE, agreement.office),
    }


@register.inclusion_tag("priorities/_public_agreement.html")
def public_priorities(agreement: Agreement) -> dict[str, object]:
    """What a published agreement serves in published plans."""
    return {"served": list(serves(agreement, public=True))}


@register.inclusion_tag("priorities/_rule.html")
def light_rule() -> dict[str, object]:
    """The rule of the traffic light, a sentence for each light."""
    language = reader_language()
    rule = usual_rule()
    codes = [*(code for code, _least in rule.bands), "grey"]
    sentences = [said.partition(": ")[2] or said for said in rule.say(language)]
    names = [light_name(code, language).split(" (")[0] for code in codes]
    return {"lines": list(zip(codes, names, sentences, strict=True))}


@register.filter
def list_word(code: str, list_name: str) -> str:
    """How the reader calls a word of a list of plans."""
    return values.word(list_name, code).split(" (")[0] if code in terms(list_name) else code

"""Who may say that a rule of a procedure was done."""

from twinpact.directives import Directive, Rule
from website.accounts.models import Membership, Office, Role, User
from website.accounts.permissions import EXAMINE, WRITE, may, require
from website.procedures.ahead import AUTHORITIES


def is_for_authority(rule: Rule, directive: Directive, office: Office) -> bool:
    """Whether only the authority of the office's country may say so.

    That is so where the rule's actor is an authority of that country and somebody works for it
    in this register. What a foreign authority said, and what an authority that does not work
    here said on paper, the office enters.
    """
    return (
        rule.actor in AUTHORITIES
        and directive.country == office.country
        and Membership.objects.filter(role=Role.AUTHORITY, office__country=office.country).exists()
    )


def permission_for(rule: Rule, directive: Directive, office: Office) -> str:
    """What somebody must be allowed in the office to say that a rule was done or refused."""
    return EXAMINE if is_for_authority(rule, directive, office) else WRITE


def may_give_evidence(user: User, rule: Rule, directive: Directive, office: Office) -> bool:
    """Whether a person may say that a rule was done or refused."""
    return may(user, permission_for(rule, directive, office), office)


def require_evidence(user: User, rule: Rule, directive: Directive, office: Office) -> None:
    """Let pass or refuse aloud.

    Raises:
        NotAllowedError: The person's role does not allow this.
    """
    require(user, permission_for(rule, directive, office), office)

"""Words of imports and of messages in templates."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from website.agreements import sheet
from website.exchange.models import Message

register = template.Library()


@register.filter
def field_name(field: str) -> str:
    """How people call a field: "Signed", "Party 2"."""
    return sheet.field_word(field)


@register.filter
def form_anchor(field: str) -> str:
    """The id of a field in the form of an agreement."""
    return sheet.form_anchor(field)


REFUSALS = {
    "oversized": gettext_lazy("The message is too large."),
    "unsigned": gettext_lazy("It bears no signature."),
    "unknown_sender": gettext_lazy("Nobody here has accepted the key that signed it."),
    "suspended": gettext_lazy("The site is suspended."),
    "retired_key": gettext_lazy("It was signed with a key after that key was retired."),
    "forged": gettext_lazy("The signature is not of the key that it names."),
    "unreadable": gettext_lazy("It is not written in the one form that is read."),
    "unexpected_fields": gettext_lazy("Something in it is not expected."),
    "wrong_sender": gettext_lazy("It says that it is of another site than its key."),
    "wrong_recipient": gettext_lazy("It is meant for another site."),
    "stale": gettext_lazy("It is older than five minutes, or of a clock that goes wrong."),
    "replayed": gettext_lazy("It was here before."),
    "unknown_statement": gettext_lazy("It answers a statement that was never made."),
    "too_many": gettext_lazy("Too many messages were refused in a short time."),
}


@register.filter
def refusal_words(reason: str) -> str:
    """Why a message was refused."""
    return str(REFUSALS.get(reason, reason))


@register.filter
def trouble_words(message: Message) -> str:
    """Why a message was not delivered."""
    return refusal_words(message.trouble)


@register.filter
def message_name(message: Message) -> str:
    """What a message is: whose statement, whose answer."""
    gaps = {"site": message.peer}
    if message.kind == "answer":
        if message.direction == Message.Direction.OUT:
            return _("Our answer to %(site)s") % gaps
        return _("Answer of %(site)s") % gaps
    if message.direction == Message.Direction.OUT:
        return _("Our statement to %(site)s") % gaps
    return _("Statement of %(site)s") % gaps

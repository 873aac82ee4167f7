"""Giving people their roles."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import User


def roles() -> list[tuple[str, str]]:
    """The roles with what each of them may do, in the reader's language."""
    language = get_language() or "en"
    return [
        (role.code, f"{role.in_language(language)}: {role.extra['note'][language]}")
        for role in terms("roles").values()
    ]


class RoleForm(forms.Form):
    """A person, by the e-mail address with which they sign in, and their role in an office."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=roles, widget=forms.RadioSelect)

    def clean_email(self) -> User:
        """The person who signs in with this address."""
        user = User.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if user is None:
            raise forms.ValidationError(
                _("Nobody signs in with this address yet. Ask who keeps the site for an account.")
            )
        return user

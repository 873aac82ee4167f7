"""Who works in an office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from website.accounts.actions import LastAdministratorError, give_role
from website.accounts.forms import RoleForm
from website.accounts.permissions import ADMINISTER, offices_where


@login_required
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The offices that a person administers."""
    own = offices_where(request.user, ADMINISTER)
    return render(request, "accounts/offices.html", {"offices": own})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The people of an office and their roles; its administrator gives and changes them."""
    office = get_object_or_404(offices_where(request.user, ADMINISTER), slug=slug)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            membership = give_role(user=user, office=office, role=role, by=request.user)
        except LastAdministratorError as refusal:
            form.add_error("role", str(refusal))
        else:
            told = _("%(person)s has the role in this office now.") % {"person": membership.user}
            messages.success(request, told)
            return redirect("accounts:people", slug=slug)
    members = office.memberships.select_related("user").order_by("user__email")
    context = {"office": office, "form": form, "members": members}
    status = 422 if form.errors else 200
    return render(request, "accounts/people.html", context, status=status)

"""What the other parties say of an agreement, and the invitations by which they are asked."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.agreements.models.agreement import Agreement
from website.sources.models import Source

LATEST_POSITION = 20


@pghistory.track(exclude=["draft", "link_hash"])
class Invitation(models.Model):
    """A party is asked, by a link that needs no account, what it says of an agreement.

    Only a hash of the link's secret is stored. ``draft`` is what the counterpart has typed and
    not sent yet; it is emptied when the answer is given or the invitation taken back.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="invitations")
    position = models.PositiveSmallIntegerField(_("party"))
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("open until"))
    mailed_at = models.DateTimeField(null=True, editable=False)
    draft = models.JSONField(default=dict, editable=False)
    draft_saved_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="invitation_to_another_party",
                condition=Q(position__range=(2, LATEST_POSITION)),
            ),
            models.CheckConstraint(
                name="invitation_answered_or_revoked",
                condition=Q(answered_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_link_is_a_hash",
                condition=Q(link_hash__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="invitation_ends_after_it_begins",
                condition=Q(expires_at__gt=models.F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.position}: {self.email}"


#: What a person may still write on an answer that stands: the decision of the register.
DECISION = ("decision", "reason", "decided_at", "decided_by")


@pghistory.track()
class PartyVersion(models.Model):
    """What a party said of an agreement on a day; it is never changed and never removed.

    ``site`` is the address of the Twinpact site that said it, empty where a person answered an
    invitation. ``source`` is made when the register first rests a statement on the answer.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField(_("party"))
    party_name = models.CharField(_("name of the party"), max_length=300)
    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, null=True, related_name="version"
    )
    site = models.CharField(_("site"), max_length=300, blank=True)
    message = models.UUIDField(null=True, unique=True)
    given_by = models.CharField(_("name of who answers"), max_length=200, blank=True)
    post = models.CharField(_("post of who answers"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    note = models.TextField(_("note"), blank=True)
    given_at = models.DateTimeField(_("given"))
    source = models.OneToOneField(Source, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["agreement_id", "-given_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="version_of_another_party", condition=Q(position__range=(2, LATEST_POSITION))
            ),
            models.CheckConstraint(
                name="version_came_one_way",
                condition=Q(invitation__isnull=False, site="", message__isnull=True)
                | Q(invitation__isnull=True, message__isnull=False) & ~Q(site=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays_for_ever", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="is_never_changed", exclude=["source"]),
        ]

    def __str__(self) -> str:
        return f"{self.party_name}, {self.given_at:%Y-%m-%d}"


@pghistory.track()
class FieldAnswer(models.Model):
    """What a party says of one field, beside the value that it was shown.

    ``asked`` is the register's value at that moment and ``asked_words`` how it was shown. Where
    the party differs, ``written`` holds its words and ``value`` what they were read as, null when
    they could not be read.
    """

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Right")
        DIFFERING = "differing", _("Not right")
        UNKNOWN = "unknown", _("We do not know")
        SILENT = "silent", _("No answer")

    class Decision(models.TextChoices):
        OPEN = "", _("Open")
        TAKEN = "taken", _("Taken over")
        KEPT = "kept", _("Own value kept")

    version = models.ForeignKey(PartyVersion, on_delete=models.PROTECT, related_name="answers")
    field = models.CharField(_("field"), max_length=60)
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    asked = models.JSONField(null=True)
    asked_words = models.TextField(blank=True)
    value = models.JSONField(null=True)
    written = models.TextField(_("as written"), blank=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.OPEN, blank=True
    )
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["version_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "field"], name="answer_once_a_field"),
            models.CheckConstraint(
                name="answer_verdict_is_known",
                condition=Q(verdict__in=("confirmed", "differing", "unknown", "silent")),
            ),
            models.CheckConstraint(
                name="answer_says_what_differs",
                condition=Q(verdict="differing") & ~Q(written="")
                | ~Q(verdict="differing") & Q(written="", value__isnull=True),
            ),
            models.CheckConstraint(
                name="answer_decided_on_a_day",
                condition=Q(decision="", decided_at__isnull=True)
                | Q(decision__in=("taken", "kept"), verdict="differing", decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="answer_kept_for_a_reason", condition=~Q(decision="kept") | ~Q(reason="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays_for_ever", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="is_never_changed", exclude=list(DECISION)),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.verdict}"

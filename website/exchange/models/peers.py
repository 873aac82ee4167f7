"""Other Twinpact sites: our keys, the sites whose keys we accepted, and messages both ways."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.agreements.models import Agreement, PartyVersion


class SiteKey(models.Model):
    """A key of ours. ``sealed`` is the private half, encrypted under the site's SECRET_KEY.

    One key signs; the older ones stay published, so that what they signed can be verified.
    ``endorsement`` is the signature of the key before it (``endorsed_by``) over this key's id.
    """

    kid = models.CharField(max_length=43, unique=True)
    public = models.CharField(max_length=43)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    signs = models.BooleanField(default=True)
    endorsed_by = models.CharField(max_length=43, blank=True)
    endorsement = models.CharField(max_length=86, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["signs"], condition=Q(signs=True), name="site_key_one_signs"
            ),
            models.CheckConstraint(
                name="site_key_signs_or_retired",
                condition=Q(signs=True, retired_at__isnull=True)
                | Q(signs=False, retired_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.kid


@pghistory.track()
class Peer(models.Model):
    """Another site. Nothing of it is read before an administrator has accepted a key of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("To be accepted")
        ACCEPTED = "accepted", _("Accepted")
        SUSPENDED = "suspended", _("Suspended")

    address = models.CharField(_("address"), max_length=300, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(
                name="peer_state_is_known",
                condition=Q(state__in=("proposed", "accepted", "suspended")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address


@pghistory.track()
class PeerKey(models.Model):
    """A key that another site publishes; it counts from the moment somebody accepted it."""

    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="keys")
    kid = models.CharField(max_length=43, unique=True)
    public = models.CharField(max_length=43)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    vouched_for = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.kid


class Message(models.Model):
    """A message to or from another site; what came is kept as it was signed."""

    class Direction(models.TextChoices):
        OUT = "out", _("Sent")
        IN = "in", _("Received")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be delivered")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Not delivered")
        RECEIVED = "received", _("To look at")
        LINKED = "linked", _("Compared with our agreement")
        ANSWERED = "answered", _("Answered")
        SET_ASIDE = "set_aside", _("Set aside")

    direction = models.CharField(max_length=3, choices=Direction)
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="messages")
    uid = models.UUIDField()
    kind = models.CharField(max_length=30)
    reply_to = models.UUIDField(null=True)
    body = models.JSONField()
    asked = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, null=True, related_name="messages"
    )
    version = models.OneToOneField(
        PartyVersion, on_delete=models.PROTECT, null=True, related_name="came_by"
    )
    raw = models.TextField(blank=True)
    signature = models.CharField(max_length=86, blank=True)
    kid = models.CharField(max_length=43, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="message_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["direction", "uid"], name="message_once"),
            models.UniqueConstraint(
                fields=["digest"], condition=Q(direction="in"), name="message_bytes_once"
            ),
            models.UniqueConstraint(
                fields=["direction", "reply_to"],
                condition=Q(reply_to__isnull=False),
                name="message_one_answer",
            ),
            models.CheckConstraint(
                name="message_in_is_kept_as_signed",
                condition=Q(direction="out") | ~Q(raw="") & ~Q(signature="") & ~Q(digest=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.kind} {self.uid}"


class RefusedMessages(models.Model):
    """How many messages were refused on a day, why, and of which site where that is sure."""

    day = models.DateField()
    reason = models.CharField(max_length=30)
    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, null=True, related_name="refused")
    n = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "reason"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "reason", "peer"], name="refused_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}: {self.n}"

"""Being told in time: what people wish, what was sent, and the feeds of their calendars."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from website.agreements.models import Agreement


@pghistory.track()
class Wishes(models.Model):
    """Whether a person wants reminders by e-mail, and in which language.

    Without a row a person is reminded, in the language of the site.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes"
    )
    reminders = models.BooleanField(_("Remind me by e-mail of what is due"), default=True)
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="wishes_language_is_known",
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.reminders}"


class SentReminder(models.Model):
    """That a person was reminded on a day. It is written before the mail leaves."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_reminders"
    )
    day = models.DateField()
    items = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "user_id"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="reminded_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"


class RenewalNotice(models.Model):
    """That an agreement's end has come near: brought up once for each end that it has had."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="renewal_notices"
    )
    ends_on = models.DateField(_("ends on"))
    noticed_on = models.DateField(_("noticed on"))

    class Meta:
        ordering = ["ends_on", "id"]
        indexes = [models.Index(fields=["noticed_on"], name="renewal_noticed")]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "ends_on"], name="renewal_noticed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.ends_on}"


class CalendarFeed(models.Model):
    """The secret address of a person's calendar; only its hash is kept.

    A new address, or none, takes the place of the old one, which answers no more.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_digest_is_a_hash", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

"""People, the offices they work for, and the roles they have there."""

import pghistory
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """People are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in. What they may do follows from their memberships of offices."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ()

    class Meta:
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="user_email_once"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Role(models.TextChoices):
    """What a person is in an office; the words are in ``twinpact/vocabularies/roles.yaml``."""

    READER = "reader", _("Reader")
    OFFICER = "officer", _("Officer")
    REVIEWER = "reviewer", _("Reviewer")
    AUTHORITY = "authority", _("Authority")
    ADMINISTRATOR = "administrator", _("Administrator")


@pghistory.track()
class Office(models.Model):
    """An international office or a national authority that keeps records in this register."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(unique=True)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1, two letters"))
    members = models.ManyToManyField(User, through="Membership", related_name="offices")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="office_country_is_a_code", condition=models.Q(country__regex=r"^[A-Z]{2}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Membership(models.Model):
    """A person's role in an office; a person has one role in each office."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "office"], name="membership_one_role_each"),
            models.CheckConstraint(
                name="membership_role_is_known", condition=models.Q(role__in=Role.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.office}"


class AttemptCount(models.Model):
    """How often somebody tried something within a stretch of time; ``who`` is a keyed hash."""

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    begins_at = models.DateTimeField()
    n = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "who", "begins_at"], name="attempts_once"),
        ]
        indexes = [models.Index(fields=["begins_at"], name="attempts_begin")]

    def __str__(self) -> str:
        return f"{self.what}: {self.n}"

"""What each side puts in, what was spent, and the rates by which sums are made."""

import pghistory
from django.db import models
from django.db.models import F, Q

from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.plans.models.programme import Activity, Programme, person

BUDGET_KINDS = tuple(terms("budget_kinds"))
CODE = r"^[A-Z]{3}$"


def amount() -> models.DecimalField:
    """An amount of money; null where nobody knows it."""
    return models.DecimalField(max_digits=22, decimal_places=4, null=True, blank=True)


@pghistory.track()
class BudgetLine(models.Model):
    """What a side puts in, for an activity or for the programme as a whole.

    The day is that of the rate by which the amount is converted.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="budget")
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="budget"
    )
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    what = models.CharField(max_length=500)
    source = models.CharField(max_length=300, blank=True)
    side = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, default="cash")
    amount = amount()
    currency = models.CharField(max_length=3, blank=True)
    on = models.DateField(null=True, blank=True)
    carried_from = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001

    class Meta:
        ordering = ["programme_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="budget_code_once"),
            models.CheckConstraint(
                name="budget_kind_is_known", condition=Q(kind__in=BUDGET_KINDS)
            ),
            models.CheckConstraint(
                name="budget_amount_with_its_currency",
                condition=Q(amount__isnull=True, currency="")
                | Q(amount__gte=0, currency__regex=CODE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"


@pghistory.track()
class Spending(models.Model):
    """What was spent of a budget line so far; without a row, nobody has told."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="spending")
    budget_line = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=22, decimal_places=4)
    currency = models.CharField(max_length=3)
    told_at = models.DateTimeField()
    told_by = person()

    class Meta:
        ordering = ["programme_id", "budget_line"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "budget_line"], name="spending_once"),
            models.CheckConstraint(
                name="spending_is_an_amount", condition=Q(amount__gte=0, currency__regex=CODE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_line}: {self.amount} {self.currency}"


@pghistory.track()
class ExchangeRate(models.Model):
    """What one unit of a currency was worth in another on a day, and who says so."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="rates")
    currency = models.CharField(max_length=3)
    into = models.CharField(max_length=3)
    value = models.DecimalField(max_digits=24, decimal_places=10)
    on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["office_id", "currency", "into", "-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "currency", "into", "on"], name="rate_once_a_day"
            ),
            models.CheckConstraint(
                name="rate_between_two_currencies",
                condition=Q(value__gt=0, currency__regex=CODE, into__regex=CODE)
                & ~Q(currency=F("into")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency}/{self.into} {self.on}"

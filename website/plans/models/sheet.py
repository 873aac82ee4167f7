"""A spreadsheet of a programme that was read and waits for somebody to take it over."""

from django.db import models

from website.plans.models.programme import Programme, person


class ProgrammeSheet(models.Model):
    """What a file says, with what was found in it; ``version`` is the programme's at that time.

    Nothing of it is in the programme until somebody takes it over. The newest file replaces the
    one before.
    """

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="sheet")
    version = models.PositiveIntegerField()
    filename = models.CharField(max_length=200)
    content = models.JSONField()
    findings = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = person()

    def __str__(self) -> str:
        return self.filename

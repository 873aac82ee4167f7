"""What earlier imports brought becomes the entries of their sources."""

from django.db import migrations

ENTER = """
INSERT INTO exchange_sourceentry (office_id, source_id, key, agreement_id, row_id)
SELECT DISTINCT ON (batch.office_id, batch.source_id, kept.key)
  batch.office_id, batch.source_id, kept.key, kept.agreement_id, kept.id
FROM exchange_importrow AS kept JOIN exchange_import AS batch ON batch.id = kept.batch_id
WHERE kept.agreement_id IS NOT NULL AND kept.applied_at IS NOT NULL
ORDER BY batch.office_id, batch.source_id, kept.key, kept.id DESC;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_again_and_again")]

    operations = [migrations.RunSQL(ENTER, migrations.RunSQL.noop)]

"""Let the history find its context without an exception for every row.

django-pghistory's function raises and catches an error for each row that is written outside a
request, which costs an import some ten times what the row itself does. This one asks PostgreSQL
for the settings with ``missing_ok`` and otherwise does the same.
"""

from django.db import migrations

QUICK = """
CREATE OR REPLACE FUNCTION _pgh_attach_context()
RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    _pgh_context_id UUID := NULLIF(CURRENT_SETTING('pghistory.context_id', TRUE), '')::UUID;
    _pgh_context_metadata JSONB
        := NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB;
BEGIN
    IF _pgh_context_id IS NULL OR _pgh_context_metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
        ON CONFLICT (id) DO UPDATE
            SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
            WHERE pghistory_context.metadata != EXCLUDED.metadata;
    RETURN _pgh_context_id;
END;
$$ LANGUAGE plpgsql;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_offices"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [migrations.RunSQL(QUICK, migrations.RunSQL.noop)]

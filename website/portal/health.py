"""Whether the site is alive and ready, for the machines that watch it."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def process(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"process": "ok"})


def readiness(request: HttpRequest) -> JsonResponse:
    """Database, migrations and queue; 503 where one of them is not ready."""
    checks = {"database": False, "migrations": False, "queue": False}
    try:
        connection.ensure_connection()
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM procrastinate_jobs LIMIT 1")
        checks["queue"] = True
    except DatabaseError:
        pass
    ready = all(checks.values())
    words = {name: "ok" if ok else "not ready" for name, ok in checks.items()}
    return JsonResponse(words, status=200 if ready else 503)

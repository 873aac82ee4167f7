# syntax=docker/dockerfile:1
# The register as one image: the website by default, the worker and the set-up by command.

FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir "uv>=0.6"
WORKDIR /app
# The packages first: they change less often than the code.
COPY pyproject.toml README.md LICENSE ./
RUN uv sync --no-install-project --extra site
COPY . .
RUN uv sync --extra site
# The addresses below lead nowhere: nothing here opens a database or signs anything.
RUN SECRET_KEY=only-while-building DATABASE_URL=postgresql://nobody@nowhere/none \
    ALLOWED_HOSTS=localhost STATIC_ROOT=/app/static BROWSER_LIBRARIES=/app/browser_libraries \
    sh -c '.venv/bin/python manage.py browser_libraries \
        && .venv/bin/python -c "from devtools.translations import compile_catalogues as c; c()" \
        && .venv/bin/python manage.py collectstatic --noinput --verbosity 0'

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin register \
    && install --directory --owner=register --group=register /app/media
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=website.settings \
    STATIC_ROOT=/app/static BROWSER_LIBRARIES=/app/browser_libraries MEDIA_ROOT=/app/media
USER register
VOLUME /app/media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
    "from urllib.request import Request, urlopen as o; o(Request('http://127.0.0.1:8000/healthz', headers={'X-Forwarded-Proto': 'https'}), timeout=4)"]
CMD ["gunicorn", "website.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--preload", "--no-control-socket", "--access-logfile", "-"]

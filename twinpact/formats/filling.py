"""The process that fills one Word template and ends: ``python -m twinpact.formats.filling``.

It reads eight bytes of length, the values as JSON, and the template from standard input, and
writes eight bytes of length, an answer as JSON, and the filled document.
"""

import io
import json
import resource
import sys
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateError, TemplateRuntimeError
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from twinpact.formats.word_templates import BLANK

_SECONDS, _BYTES, _OUTPUT = 15, 1_500_000_000, 30_000_000
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If,
    nodes.For, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Const,
    nodes.Filter,
)  # fmt: skip
_FILTERS = frozenset({"upper", "lower", "capitalize"})
_OF_LOOPS = frozenset({"index", "first", "last"})


class _NotPlainError(Exception):
    """Something that a template may not hold."""


class Blank:
    """A value that is not known: false when asked, a line when written, and then it is told."""

    def __init__(self, name: str, told: dict[str, None]) -> None:
        self.name, self.told = name, told

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        self.told[self.name] = None
        return BLANK

    def __html__(self) -> str:
        return str(self)


class Fields:
    """The values of a language; each is asked for by its name."""

    def __init__(self, language: str, values: dict[str, Any]) -> None:
        self.language, self.values = language, values


class PlainEnvironment(SandboxedEnvironment):
    """Jinja's sandbox, and of its language only values, ``if`` and ``for``."""

    def __init__(self) -> None:
        self.unknown: dict[str, None] = {}
        self.blanks: dict[str, None] = {}
        unknown = self.unknown

        class Told(Undefined):
            """A name that there is not: told once, written as nothing."""

            def __init__(
                self,
                hint: str | None = None,
                obj: Any = None,
                name: str | None = None,
                exc: type[TemplateRuntimeError] = TemplateRuntimeError,
            ) -> None:
                super().__init__(hint, obj, name, exc)
                unknown.setdefault(str(name))

            def __str__(self) -> str:
                return ""

        super().__init__(undefined=Told, autoescape=True)
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise _NotPlainError(type(node).__name__)
            if isinstance(node, nodes.Filter) and (node.name not in _FILTERS or node.args):
                raise _NotPlainError(f"|{node.name}")
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Fields):
            return self._field(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in _OF_LOOPS:
            return getattr(obj, attribute)
        return self.undefined(name=attribute)

    def _field(self, fields: Fields, name: str) -> Any:
        called = f"{fields.language}.{name}"
        if name not in fields.values:
            return self.undefined(name=called)
        value = fields.values[name]
        return Blank(called, self.blanks) if value is None or value in ("", []) else value


def fill(template: bytes, values: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], bytes]:
    """The answer, and the filled document where nothing is wrong."""
    environment = PlainEnvironment()
    context = {language: Fields(language, fields) for language, fields in values.items()}
    answer: dict[str, Any] = {"unknown": [], "blanks": [], "wrong": "", "what": ""}
    out = io.BytesIO()
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(context, jinja_env=environment, autoescape=True)
        document.save(out)
    except _NotPlainError as problem:
        answer |= {"wrong": "not_plain", "what": str(problem)}
    except (SecurityError, TypeError) as problem:
        answer |= {"wrong": "not_plain", "what": str(problem)[:200]}
    except TemplateSyntaxError as problem:
        answer |= {"wrong": "syntax", "what": str(problem.message)[:200]}
    except TemplateError as problem:
        answer |= {"wrong": "syntax", "what": str(problem)[:200]}
    answer |= {"unknown": list(environment.unknown), "blanks": list(environment.blanks)}
    return answer, out.getvalue()


def main() -> None:
    """Fill the template on standard input, within limits that a hostile one cannot move."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    said = sys.stdin.buffer
    values = json.loads(said.read(int.from_bytes(said.read(8), "big")))
    answer, content = fill(said.read(), values)
    if len(content) > _OUTPUT:
        sys.exit(3)
    written = json.dumps(answer).encode()
    sys.stdout.buffer.write(len(written).to_bytes(8, "big") + written + content)


if __name__ == "__main__":
    main()

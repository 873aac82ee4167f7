"""How the cells of a workbook look, by name."""

from typing import Any

NEAR, INK, SOFT, LINE = "#0A5458", "#1C2226", "#474F53", "#DDD5C3"
_TEXT: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "font_color": INK,
                         "text_wrap": True, "valign": "top"}  # fmt: skip
_TITLE = _TEXT | {"font_name": "Georgia", "bold": True}
_CELL = _TEXT | {"bottom": 4, "bottom_color": LINE}

LOOKS: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "soft": _TEXT | {"font_color": SOFT},
    "note": _TEXT | {"font_color": SOFT, "text_wrap": False},
    "office": _TITLE | {"font_size": 12},
    "title": _TITLE | {"font_size": 20, "text_wrap": False},
    "heading_1": _TITLE | {"font_size": 14, "font_color": NEAR},
    "heading_2": _TITLE | {"font_size": 12, "text_wrap": False},
    "signed": _TEXT | {"top": 1, "top_color": INK},
    "name": _CELL | {"font_color": SOFT},
    "cell": _CELL,
    "quiet": _CELL | {"font_color": SOFT},
    "total": _CELL | {"bold": True, "top": 2, "top_color": NEAR},
    "head": _TEXT | {"bold": True, "font_color": NEAR, "bottom": 2, "bottom_color": NEAR},
    "light_green": _CELL | {"bold": True, "font_color": "#17552D"},
    "light_amber": _CELL | {"bold": True, "font_color": "#6B4200"},
    "light_warning": _CELL | {"bold": True, "font_color": "#6B4200"},
    "light_red": _CELL | {"bold": True, "font_color": "#8B1A29"},
    "light_critical": _CELL | {"bold": True, "font_color": "#8B1A29"},
    "light_error": _CELL | {"bold": True, "font_color": "#8B1A29"},
    "light_grey": _CELL | {"font_color": SOFT},
    "light_note": _CELL | {"font_color": SOFT},
}

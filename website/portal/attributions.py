"""Whose data the register builds on, and under which licence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Attribution:
    """Data of others, what they are used for and the licence that allows it."""

    name: str
    url: str
    used_for: str
    licence: str


def attributions() -> list[Attribution]:
    """All of them, in the reader's language."""
    return [
        Attribution(
            "GeoNames",
            "https://www.geonames.org/",
            _("names, points and populations of places"),
            "CC BY 4.0",
        ),
        Attribution(
            "Unicode CLDR",
            "https://cldr.unicode.org/",
            _("names of countries and of their first divisions in many languages"),
            "Unicode License v3",
        ),
        Attribution(
            "Natural Earth",
            "https://www.naturalearthdata.com/",
            _("borders on the maps"),
            _("public domain"),
        ),
        Attribution(
            "UN M49",
            "https://unstats.un.org/unsd/methodology/m49/",
            _("regions of the world"),
            _("code list, used as a fact"),
        ),
        Attribution(
            "OECD DAC",
            "https://web-archive.oecd.org/temp/2024-06-19/57753-dacandcrscodelists.htm",
            _("sectors of cooperation"),
            _("code list, used as a fact"),
        ),
        Attribution(
            _("Sustainable Development Goals"),
            "https://sdgs.un.org/goals",
            _("goals that a theme serves"),
            _("code list, used as a fact"),
        ),
    ]

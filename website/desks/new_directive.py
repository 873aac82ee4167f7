"""What the directive of a country begins from that has none yet."""

BEGINNING = """\
country: {country}
version: "1"
text_date: null                # of the law: 1992, 1992-01 or 1992-01-02; null if not known
zone: null                     # the authority's time zone, e.g. America/Lima
title: {{es: "", en: "", pt: ""}}
text: {{es: "", en: "", pt: ""}}   # what was read, and what is not known
authorities: {{}}
rules:
- id: {country}-1
  kind: step                   # condition, step, classification or duty
  order: 1
  title: {{es: "", en: "", pt: ""}}
  text: {{es: "", en: "", pt: ""}}
  actor: office
  silence: unknown             # approval, refusal, nothing or unknown
  source: {{title: ""}}
  confidence: unverified       # confirmed, practice or unverified
"""


def beginning(country: str) -> str:
    """The head and one rule, with gaps that the check asks for."""
    return BEGINNING.format(country=country)

"""Small files of the formats that are read, made here to be damaged."""

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<table><caption>Twins</caption><tr><th>City</th><th>Sister city</th><th>Year</th></tr>
<tr><td rowspan="2">Bello</td><td>Trujillo<sup class="reference">[1]</sup></td><td>2005</td></tr>
<tr><td>Bilbao</td><td>1998</td></tr></table></body></html>"""
QUERY_RESULT = """{"head": {"vars": ["item", "itemLabel", "partner", "partnerLabel", "start"]},
"results": {"bindings": [{
"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q48278"},
"itemLabel": {"type": "literal", "value": "Medell\\u00edn"},
"partner": {"type": "uri", "value": "http://www.wikidata.org/entity/Q8692"},
"partnerLabel": {"type": "literal", "value": "Bilbao"},
"start": {"type": "literal", "value": "1998-01-01T00:00:00Z"}}]}}"""
QUERY_TABLE = """?item\t?itemLabel\t?partner\t?partnerLabel
<http://www.wikidata.org/entity/Q1>\t"A"@es\t<http://www.wikidata.org/entity/Q2>\t"B\\"b"@es
"""
RECORDS = """[{"Municipio": "Medellín", "partner": {"name": "Bilbao", "country": "España"},
"Año": 1998}, {"Municipio": "Bello", "partner": null, "Año": "ago-2010"}]"""
LINES = """{"Municipio": "Medellín", "Contraparte": "Bilbao"}
{"Municipio": "Bello"}
"""
TABLE = """Municipio;Contraparte;Fecha;Monto
Bello;"Trujillo
(España)";02/03/1998;1.500 €
"""

SMALL = tuple(text.encode() for text in (PAGE, QUERY_RESULT, QUERY_TABLE, RECORDS, LINES, TABLE))

"""Five workbooks as offices really keep them, made here; each is an XLSX or ODS file as bytes."""

import io
from datetime import date

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from xlsxwriter import Workbook


def _workbook(draw):
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        draw(book)
    return out.getvalue()


def two_languages_in_one_header():
    """Titles, a header in two languages, days as numbers and as words, notes below."""

    def draw(book):
        page = book.add_worksheet("Hermanamientos")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page.merge_range(0, 0, 0, 5, "GOBERNACIÓN — Oficina de Asuntos Internacionales")
        page.write(1, 0, "Relación de hermanamientos / List of twinnings, 2012")
        header = (
            "Municipio / Municipality", "Ciudad hermana / Sister city", "País / Country",
            "Fecha de firma / Date signed", "Tema / Theme", "Situación / Status",
        )  # fmt: skip
        page.write_row(3, 0, header)
        rows = [
            ("Medellín", "Bilbao", "España", date(1998, 6, 12), "Turismo; cultura", "Vigente"),
            ("Bello", "San Nicolás de los Garza", "México", "feb-2010", "Comercio", "en trámite"),
            ("Guatapé", "San Juan del Puerto", "España", "25/03/1998", "Educación", "Vencido"),
            ("Rionegro", "Monterrey", "México", "02/03/1998", "Salud pública", "vigente"),
            ("Envigado", "Cádiz", "España", 36161, "Medio ambiente", "No disponible"),
            ("Itagüí", "Trujillo", "España", "s/f", "Deporte", ""),
        ]
        for number, row in enumerate(rows, start=4):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                elif isinstance(cell, int):
                    page.write_number(number, column, cell)
                else:
                    page.write_string(number, column, cell)
        page.write(11, 0, "Fuente: archivo de la oficina, sin verificar.")
        page.write(12, 0, "* Los convenios en trámite no se cuentan.")

    return _workbook(draw)


def merged_header_of_two_rows():
    """A header of two rows with merged cells over it, and parties merged over their agreements."""

    def draw(book):
        page = book.add_worksheet("Acuerdos")
        page.merge_range(0, 0, 1, 0, "Municipio")
        page.merge_range(0, 1, 0, 2, "Contraparte")
        page.merge_range(0, 3, 0, 4, "Vigencia")
        page.write_row(1, 1, ["Ciudad", "País", "Inicio", "Fin"])
        page.merge_range(2, 0, 4, 0, "Medellín")
        page.write_row(2, 1, ["Monterrey", "México", 1996, 2001])
        page.write_row(3, 1, ["Bilbao", "España", "2008-2011"])
        page.write_row(4, 1, ["Fort Lauderdale", "Estados Unidos", 1961])
        page.write_row(5, 0, ["Bello", "San Nicolás de los Garza", "México", 2010, 2015])

    return _workbook(draw)


def colours_as_meaning():
    """The state of an agreement is told by the colour of its row, and a remark by a comment."""

    def draw(book):
        page = book.add_worksheet("2015")
        heading = book.add_format({"bold": True, "bg_color": "#1F4E78"})
        green, red = (book.add_format({"bg_color": c}) for c in ("#92D050", "#FF0000"))
        page.write_row(0, 0, ["Município", "Cidade-irmã", "País", "Ano"], heading)
        rows = [
            ("Belo Horizonte", "Granada", "Espanha", 1975, green),
            ("Belo Horizonte", "Homs", "Síria", 1977, red),
            ("Uberlândia", "Heze", "China", 2003, None),
        ]
        for number, (*cells, colour) in enumerate(rows, start=1):
            page.write_row(number, 0, cells, colour)
        page.write_comment(2, 1, "confirmar com a embaixada")
        other = book.add_worksheet("Legenda")
        other.write_row(0, 0, ["verde", "vigente"])
        other.write_row(1, 0, ["vermelho", "sem contato"])

    return _workbook(draw)


def totals_and_a_second_table():
    """Headings and sub-totals between the rows, the header once more, a second table below."""

    def draw(book):
        page = book.add_worksheet("Numeralia")
        header = ["No.", "Municipio", "Ciudad hermana", "Año"]
        page.write_row(0, 0, header)
        page.merge_range(1, 0, 1, 3, "ESPAÑA")
        page.write_row(2, 0, [1, "Guadalajara", "Sevilla", 1970])
        page.write_row(3, 0, [2, "Tequila", "Jerez de la Frontera", 1985])
        page.write_row(4, 0, ["Subtotal España", None, 2])
        page.write_row(5, 0, header)
        page.merge_range(6, 0, 6, 3, "ALEMANIA")
        page.write_row(7, 0, [3, "Guadalajara", "Dresden", 2003])
        page.write_row(8, 0, ["Total general", None, 3])
        page.write(11, 0, "Cartas de intención")
        page.write_row(12, 0, ["Municipio", "Contraparte", "Fecha"])
        page.write_row(13, 0, ["Zapopan", "Grand Rapids", "agosto de 2010"])
        page.write_row(14, 0, ["Tlaquepaque", "Springfield", "2011"])

    return _workbook(draw)


def merged_parties_in_an_open_document():
    """An ODS file: parties merged downwards, several partners in one cell, a note below."""
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Partnerschaften")
    lines = [
        [("Gemeinde", 1), ("Partnergemeinde", 1), ("Land des Partners", 1), ("Seit", 1)],
        [("Aachen", 3), ("Reims", 1), ("Frankreich", 1), ("1967", 1)],
        [None, ("Halifax", 1), ("Großbritannien", 1), ("1949", 1)],
        [None, ("Toledo", 1), ("Spanien", 1), ("k. A.", 1)],
        [("Soest", 1), ("Sárospatak; Herzeele", 1), ("Ungarn; Frankreich", 1), ("März 1988", 1)],
        [],
        [("Anmerkung: Stand der Erhebung 2015", 1)],
    ]
    for line in lines:
        row = TableRow()
        for told in line:
            if told is None:
                row.addElement(CoveredTableCell())
                continue
            text, deep = told
            cell = TableCell(valuetype="string", numberrowsspanned=deep, numbercolumnsspanned=1)
            cell.addElement(P(text=text))
            row.addElement(cell)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


NASTY = {
    made.__name__: made
    for made in (
        two_languages_in_one_header,
        merged_header_of_two_rows,
        colours_as_meaning,
        totals_and_a_second_table,
        merged_parties_in_an_open_document,
    )
}

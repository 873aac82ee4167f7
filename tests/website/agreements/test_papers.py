"""Papers written from templates: what is known stands in them, what is not stays blank."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.website.agreements.papers import PDF, word
from twinpact.formats.shipped_papers import languages_of, shipped_template
from twinpact.formats.texts import read_text_file
from twinpact.vocabularies import terms
from website.accounts.models import Role
from website.agreements import papers
from website.agreements.actions import documents as actions
from website.agreements.bench import differences
from website.agreements.models import Agreement, Document, PaperTemplate
from website.agreements.queries import with_all

ADDRESS = "agreements:write_paper"


@pytest.fixture
def row(enter):
    return with_all(Agreement.register.all()).get(pk=enter().pk)


@pytest.fixture
def bring(person, antioquia, at):
    """A template of the office, brought by an officer."""

    def make(content, languages=("es",), paper="agreement_broad"):
        return actions.add_template(
            office=antioquia, paper=paper, languages=languages, chunks=[content],
            filename="t.docx", by=person(Role.OFFICER, antioquia), at=at,
        )  # fmt: skip

    return make


def text_of(content):
    return read_text_file(content).text


def test_what_the_record_knows_stands_in_the_paper_and_the_rest_is_a_line(row):
    given = papers.values(
        "agreement_broad", row, ("es",),
        papers.Said(
            texts=papers.known_texts(row, ("es",)),
            years=4,
            days={"signing_date": date(2027, 5, 3)},
        ),
    )  # fmt: skip
    filled = papers.write_paper("agreement_broad", ("es",), given, None)
    text = text_of(filled.content)
    assert "Antioquia (Colombia)" in text
    assert "cuatro (4) años" in text
    assert "3 de mayo de 2027" in text
    assert "el siguiente objeto: ________." in text
    assert "es.object" in filled.blanks
    assert "es.duration" not in filled.blanks


@pytest.mark.parametrize(
    ("language", "office_country", "written"),
    [("es", "CO", "USD 50.000,00"), ("es", "MX", "USD 50,000.00"), ("en", "CO", "USD 50,000.00"),
     ("pt", "CO", "USD 50.000,00")],
)  # fmt: skip
def test_an_amount_is_written_as_the_language_does_in_the_country(
    row, language, office_country, written
):
    row.office.country = office_country
    said = papers.Said(amount=50_000, currency="USD")
    assert (
        papers.values("agreement_specific", row, (language,), said)[language]["amount"] == written
    )


@pytest.mark.parametrize("paper", terms("papers"))
def test_every_template_that_ships_can_be_kept_by_an_office_as_its_own(bring, paper):
    for languages in languages_of(paper)[:4]:
        assert bring(shipped_template(paper, languages), languages, paper).version == 1


def test_an_office_changes_a_template_and_gets_its_own_paper(bring, row):
    first = bring(word("Nuestro texto: {{ es.first_party }}"))
    assert bring(word("Otro: {{ es.object }}")).version == first.version + 1
    own = papers.templates_for(row.office, "agreement_broad", ("es",))
    assert [one.version for one in own] == [2, 1]
    given = papers.values(
        "agreement_broad", row, ("es",), papers.Said(texts=papers.known_texts(row, ("es",)))
    )
    assert "Nuestro texto: Antioquia (Colombia)" in text_of(
        papers.write_paper("agreement_broad", ("es",), given, own[1]).content
    )


REFUSED = {
    "unknown": ("{{ es.firts_party }} {{ fr.object }}", "es.firts_party, fr"),
    "classes": ("{{ ''.__class__.__mro__ }}", "__class__"),
    "calls": ("{{ es.object.format(1) }}", "Call"),
    "memory": ("{{ 'a' * 1000000000 }}", "Mul"),
    "include": ("{% include '/etc/passwd' %}", "Include"),
    "macro": ("{% macro a() %}{% endmacro %}", "Macro"),
    "filter": ("{{ es.object|attr('x') }}", "|attr"),
    "syntax": ("{% if es.object %}", "braces"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_template_that_is_wrong_or_hostile_is_refused_with_the_reason(bring, text, said):
    with pytest.raises(actions.FileRefusedError) as refused:
        bring(word(text))
    assert said in str(refused.value)
    assert not PaperTemplate.objects.exists()


def test_a_template_that_never_ends_is_stopped(bring):
    loops = "".join(f"{{% for a{n} in es.object %}}" for n in range(12))
    with pytest.raises(actions.FileRefusedError, match="too long"):
        bring(word(loops + "x" + "{% endfor %}" * 12))


def test_a_pdf_is_no_template(bring):
    with pytest.raises(actions.FileRefusedError, match="Word document"):
        bring(PDF)


def test_a_value_cannot_bring_a_gap_of_its_own(row):
    said = papers.Said(texts={("object", "es"): "{{ es.first_party }} <w:p/> & {% for %}\x00"})
    given = papers.values("letter_of_intent", row, ("es",), said)
    text = text_of(papers.write_paper("letter_of_intent", ("es",), given, None).content)
    assert "{{ es.first_party }} <w:p/> & {% for %}" in text


def test_an_officer_writes_a_paper_keeps_it_and_reads_what_stays_blank(row, signed_in):
    officer = signed_in(Role.OFFICER)
    address = reverse(ADDRESS, args=[row.pk])
    assert "Agreement of broad scope" in officer.get(address).content.decode()
    address += "?paper=agreement_broad:es-en"
    page = officer.get(address).content.decode()
    assert "Antioquia (Colombia)" in page
    assert "Person who signs for the first party" in page
    said = {
        "first_party_es": "Antioquia (Colombia)", "first_party_en": "Antioquia (Colombia)",
        "second_party_es": "São Paulo (Brasil)", "second_party_en": "São Paulo (Brazil)",
        "object_es": "la educación", "object_en": "education", "duration": "4",
        "areas_es": "educación\nagua", "areas_en": "education\nwater",
    }  # fmt: skip
    response = officer.post(address, {**said, "act": "download"})
    columns = read_text_file(response.content).columns
    assert "cuatro (4) años" in columns[0]
    assert "four (4) years" in columns[1]
    response = officer.post(address, {**said, "act": "save"}, follow=True)
    assert "These stay blank in it" in response.content.decode()
    [document] = Document.objects.all()
    assert (document.language, document.second_language) == ("es", "en")
    assert document.signed is False
    assert document.made_from == "shipped:agreement_broad:es-en"
    found = differences(row)
    assert found.grave == 0
    assert [one.comparison.counts for one in found.compared] == [(14, 14)]


def test_a_wrong_number_of_years_is_said_and_nothing_is_kept(row, signed_in):
    address = reverse(ADDRESS, args=[row.pk]) + "?paper=agreement_broad:es"
    response = signed_in(Role.OFFICER).post(address, {"duration": "-3", "act": "save"})
    assert response.status_code == 422
    assert not Document.objects.exists()


def test_templates_are_downloaded_and_brought_on_their_page(signed_in, antioquia, jalisco):
    officer = signed_in(Role.OFFICER)
    address = reverse("agreements:templates")
    assert "es.object" in officer.get(address).content.decode()
    shipped = officer.get(reverse("agreements:shipped_template", args=["agreement_broad:es"]))
    assert shipped["Content-Disposition"].startswith("attachment")
    wrong = SimpleUploadedFile("t.docx", word("{{ es.nombre }}"))
    response = officer.post(address, {"paper": "agreement_broad:es", "file": wrong})
    assert "es.nombre" in response.content.decode()
    right = SimpleUploadedFile("t.docx", shipped.content)
    assert officer.post(address, {"paper": "agreement_broad:es", "file": right}).status_code == 302
    [own] = PaperTemplate.objects.all()
    file = reverse("agreements:template_file", args=[own.pk])
    assert io.BytesIO(b"".join(officer.get(file).streaming_content)).read() == shipped.content
    assert signed_in(Role.OFFICER, jalisco).get(file).status_code == 404
    missing = reverse("agreements:shipped_template", args=["agreement_broad:xx"])
    assert officer.get(missing).status_code == 404

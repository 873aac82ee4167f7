"""Who gives whom a role, and who cannot."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from website.accounts.models import Membership, Role

pytestmark = pytest.mark.django_db


def people(office) -> str:
    return reverse("accounts:people", args=[office.slug])


def test_an_administrator_gives_and_changes_a_role(signed_in, person, antioquia):
    newcomer, client = person("newcomer"), signed_in(Role.ADMINISTRATOR)
    for role in (Role.READER, Role.REVIEWER):
        answer = client.post(people(antioquia), {"email": newcomer.email, "role": role})
        assert answer.status_code == 302
    assert Membership.objects.get(user=newcomer).role == Role.REVIEWER
    assertContains(client.get(people(antioquia)), newcomer.email)


@pytest.mark.parametrize("role", [Role.READER, Role.OFFICER, Role.REVIEWER, Role.AUTHORITY])
def test_who_does_not_administer_an_office_does_not_see_its_people(signed_in, antioquia, role):
    client = signed_in(role)
    assert client.get(people(antioquia)).status_code == 404
    assert client.post(people(antioquia), {"role": Role.ADMINISTRATOR}).status_code == 404
    assertNotContains(client.get(reverse("accounts:offices")), "Antioquia")


def test_the_people_of_another_office_are_not_found(signed_in, jalisco):
    assert signed_in(Role.ADMINISTRATOR).get(people(jalisco)).status_code == 404


def test_an_office_cannot_make_itself_the_authority_of_its_country(signed_in, person, antioquia):
    newcomer, client = person("newcomer"), signed_in(Role.ADMINISTRATOR)
    answer = client.post(people(antioquia), {"email": newcomer.email, "role": Role.AUTHORITY})
    assert answer.status_code == 403
    assert not newcomer.memberships.exists()


def test_the_last_administrator_stays(signed_in, person, antioquia):
    client = signed_in(Role.ADMINISTRATOR)
    me = person(Role.ADMINISTRATOR, antioquia)
    answer = client.post(people(antioquia), {"email": me.email, "role": Role.READER})
    assertContains(answer, "An office needs an administrator.", status_code=422)
    assert me.memberships.get().role == Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            {"email": "nobody@nowhere.example", "role": "reader"},
            "Nobody signs in with this address",
        ),
        ({"email": "no address", "role": "reader"}, "id_email"),
        ({"email": "\x00", "role": "reader"}, "id_email"),
        ({"role": "emperor"}, "id_role"),
    ],
)
def test_what_cannot_be_meant_is_refused(signed_in, antioquia, form, said):
    answer = signed_in(Role.ADMINISTRATOR).post(people(antioquia), form)
    assertContains(answer, said, status_code=422)
    assert Membership.objects.count() == 1

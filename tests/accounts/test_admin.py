import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def change_url(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def form_of(user, **changes):
    return {
        "version": user.version,
        "username": user.username,
        "time_zone": user.time_zone,
        "warning_days": user.warning_days,
        "is_active": "on",
        **changes,
    }


@pytest.mark.parametrize("view", ["changelist", "add"])
def test_pages_open_for_an_admin_only(client_as, view):
    address = reverse(f"admin:accounts_user_{view}")

    statuses = [client_as(role).get(address).status_code for role in ("admin", "diplomat")]

    assert statuses == [200, 403]


def test_change_and_history_open(admin):
    user = UserFactory(role="viewer")

    statuses = [
        admin.get(reverse(f"admin:accounts_user_{page}", args=[user.pk])).status_code
        for page in ("change", "history")
    ]

    assert statuses == [200, 200]


@pytest.mark.parametrize("pk", ["abc", "9" * 40])
@pytest.mark.parametrize("view", ["change", "history"])
def test_hostile_id_is_no_fault(admin, view, pk):
    response = admin.get(reverse(f"admin:accounts_user_{view}", args=[pk]), follow=True)

    assert response.status_code in (200, 404)


def test_account_is_made_with_role_and_language(admin):
    economist = Group.objects.get(name="economist")

    response = admin.post(
        reverse("admin:accounts_user_add"),
        {
            "username": "aigerim",
            "usable_password": "true",
            "password1": "a long password of hers",
            "password2": "a long password of hers",
            "groups": [economist.pk],
            "is_staff": "on",
            "language": "kk",
            "time_zone": "Asia/Almaty",
            "warning_days": 30,
        },
    )

    made = User.objects.get(username="aigerim")
    assert response.status_code == 302
    roles_given = [group.name for group in made.groups.all()]
    assert (roles_given, made.language, made.warning_days) == (["economist"], "kk", 30)


def test_roles_are_the_five_only(admin):
    Group.objects.create(name="other")
    user = UserFactory(role="viewer")

    form = admin.get(change_url(user)).context["adminform"].form

    assert [label for _value, label in form.fields["groups"].choices] == [
        "administrator",
        "diplomat",
        "economist",
        "protocol officer",
        "viewer",
    ]


def test_stale_save_is_answered_409(admin):
    user = UserFactory(role="viewer")
    stale = form_of(user, first_name="Second")
    user.first_name = "First"
    user.save()

    response = admin.post(change_url(user), stale)

    user.refresh_from_db()
    assert (response.status_code, user.first_name) == (409, "First")


def test_password_is_shown_nowhere(admin):
    user = UserFactory(role="viewer")
    user.set_password("a secret of theirs")
    user.save()

    pages = [
        admin.get(reverse(f"admin:accounts_user_{page}", args=[user.pk])).content.decode()
        for page in ("change", "history")
    ]

    assert [user.password in page for page in pages] == [False, False]


def test_former_state_of_an_account_leads_to_setting_its_password(admin):
    user = UserFactory(role="viewer")
    former = reverse("admin:accounts_user_simple_history", args=[user.pk, user.history.get().pk])

    pages = [admin.get(address).content.decode() for address in (change_url(user), former)]

    link = f'href="{reverse("admin:auth_user_password_change", args=[user.pk])}"'
    assert [link in page for page in pages] == [True, True]


def test_way_to_a_former_state_is_in_the_readers_language(admin):
    user = UserFactory(role="viewer")
    former = reverse("admin:accounts_user_simple_history", args=[user.pk, user.history.get().pk])

    admin.cookies["django_language"] = "ru"
    html = admin.get(former).content.decode().split('class="breadcrumbs">')[1].split("</div>")[0]

    crumbs = [strip_tags(part).strip() for part in html.split("&rsaquo;")]
    assert crumbs[:3] == ["Главная", "учётные записи", "Пользователи"]


def test_search_folds_case_of_cyrillic_names(admin):
    user = UserFactory(last_name="Ермұхамет")

    response = admin.get(reverse("admin:accounts_user_changelist"), {"q": "ЕРМУХАМЕТ"})

    assert list(response.context["cl"].result_list) == [user]


def test_list_query_count_does_not_grow(admin, django_assert_max_num_queries):
    for _number in range(60):
        UserFactory(role="viewer")

    with django_assert_max_num_queries(15):
        response = admin.get(reverse("admin:accounts_user_changelist"))

    assert len(response.context["cl"].result_list) == 50


def test_accounts_are_not_deleted(admin):
    user = UserFactory()

    response = admin.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})

    assert response.status_code == 403


def test_only_a_superuser_makes_another(client):
    client.force_login(UserFactory(role="admin", is_staff=True))
    user = UserFactory(role="viewer")

    client.post(change_url(user), form_of(user, is_superuser="on"))

    user.refresh_from_db()
    assert (user.version, user.is_superuser) == (2, False)


def test_groups_are_not_edited():
    assert Group not in django_admin.site._registry


def test_second_factor_shows_no_secret(admin):
    owner = UserFactory()
    factor = Authenticator.objects.create(
        user=owner, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"}
    )

    page = admin.get(reverse("admin:mfa_authenticator_change", args=[factor.pk]))

    assert page.status_code == 200
    assert "JBSWY3DPEHPK3PXP" not in page.content.decode()


@pytest.mark.parametrize("model", [EmailAddress, Authenticator])
def test_addresses_and_factors_are_only_looked_at(admin, model):
    name = f"{model._meta.app_label}_{model._meta.model_name}"

    statuses = [
        admin.get(reverse(f"admin:{name}_{page}")).status_code for page in ("changelist", "add")
    ]

    assert statuses == [200, 403]


def test_second_factors_are_named_in_words(admin):
    page = admin.get(reverse("admin:mfa_authenticator_changelist"))

    assert page.context["title"] == "Select second factor to view"
    assert [str(Authenticator._meta.get_field(n).verbose_name) for n in ("type", "created_at")] == [
        "kind",
        "created",
    ]

"""Who may open what: every address with the roles that may, for GET and POST."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from regions.models import Mission
from tests.conftest import ROLES
from tests.factories import (
    AgreementFactory,
    AttachmentFactory,
    ChapterFactory,
    CheckedImportFactory,
    CommitmentFactory,
    ConversationFactory,
    CountryFactory,
    DatasetFactory,
    DelegateFactory,
    DelegationUploadFactory,
    ImportFactory,
    ImportMappingFactory,
    JobFactory,
    LetterFactory,
    LoadedImportFactory,
    MissionFactory,
    PersonFactory,
    PlaceFactory,
    ProjectFactory,
    ReleaseFactory,
    SourceFactory,
    StatementFactory,
    TradeFigureFactory,
    VisitFactory,
    VisitGroupFactory,
    VisitTaskFactory,
)
from tests.trade.builders import Pair
from trade.exports import KIND as WORKBOOK
from trade.exports import file_of
from trade.models import Flow

pytestmark = pytest.mark.django_db

EVERYONE = frozenset(ROLES)
VISITS = frozenset({"protocol", "diplomat", "admin"})
PERSONAL = frozenset({"protocol", "admin"})
COOPERATION = frozenset({"diplomat", "admin"})
TRADE = frozenset({"economist", "diplomat", "admin"})
STAFF = EVERYONE - {"viewer"}

# Open to anybody, with the reason.
PUBLIC = {
    "healthz": "watchdogs have no account; it says only that the process lives",
    "readyz": "watchdogs have no account; it says only yes or no",
    "set_language": "the sign-in page must be readable before signing in",
    "account_login": "that is where one signs in",
    "account_logout": "a session may have ended meanwhile; it only leads to the sign-in",
    "account_signup": "says that nobody can sign up",
    "account_inactive": "says that the account is closed",
    "account_reset_password": "whoever forgot the password can not sign in",
    "account_reset_password_done": "whoever forgot the password can not sign in",
    "account_reset_password_from_key": "the link in the mail is the proof",
    "account_reset_password_from_key_done": "whoever forgot the password can not sign in",
    "account_confirm_login_code": "part of signing in",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
    "visits:shared_programme": "guests have no account; the secret address is the proof",
    "visits:shared_calendar": "guests have no account; the secret address is the proof",
    "visits:shared_pdf": "guests have no account; the secret address is the proof",
    "visits:feed": "calendar programs do not sign in; the secret address is the proof",
}

# Name of the address -> roles that may open it.
PAGES = {
    "portal:home": EVERYONE,
    "portal:regions": EVERYONE,
    "portal:regions_chart": EVERYONE,
    "portal:place": EVERYONE,
    "portal:place_print": EVERYONE,
    "portal:pair": EVERYONE,
    "portal:pair_print": EVERYONE,
    "portal:reciprocity": EVERYONE,
    "portal:reciprocity_print": EVERYONE,
    "portal:reciprocity_csv": EVERYONE,
    "portal:reciprocity_xlsx": EVERYONE,
    "portal:gaps": EVERYONE,
    "portal:gaps_print": EVERYONE,
    "portal:source": EVERYONE,
    "portal:person": EVERYONE,
    "portal:search": EVERYONE,
    "portal:agreement": EVERYONE,
    "portal:commitment": EVERYONE,
    "portal:history": EVERYONE,
    "portal:take_back": VISITS,
    "portal:deleted": EVERYONE,
    "portal:restore": VISITS,
    "visits:list": EVERYONE,
    "visits:calendar": EVERYONE,
    "visits:calendar_week": EVERYONE,
    "visits:list_csv": EVERYONE,
    "visits:list_xlsx": EVERYONE,
    "visits:visit": EVERYONE,
    "visits:programme": EVERYONE,
    "visits:programme_internal": VISITS,
    "visits:print": EVERYONE,
    # The programme for guests; what is internal is tried in tests/visits/test_documents.py.
    "visits:print_document": EVERYONE,
    "visits:print_pdf": EVERYONE,
    "visits:print_docx": EVERYONE,
    "visits:releases": EVERYONE,
    "visits:release": EVERYONE,
    "visits:differences": EVERYONE,
    "visits:differences_to_draft": VISITS,
    "visits:add_release": VISITS,
    "visits:approve_release": VISITS,
    "visits:refuse_release": VISITS,
    "visits:waiting_releases": VISITS,
    "visits:programme_calendar": EVERYONE,
    "visits:feeds": EVERYONE,
    "visits:add": VISITS,
    "visits:edit": VISITS,
    "visits:edit_programme": VISITS,
    "visits:edit_day": VISITS,
    "visits:delete": VISITS,
    "visits:checks": VISITS,
    "visits:delegation": EVERYONE,
    "visits:import_delegation": VISITS,
    "visits:delegation_upload": VISITS,
    "visits:add_delegate": VISITS,
    "visits:edit_delegate": VISITS,
    "visits:delete_delegate": VISITS,
    "visits:add_group": VISITS,
    "visits:edit_group": VISITS,
    "visits:delete_group": VISITS,
    "visits:personal_data": PERSONAL,
    "visits:logistics": VISITS,
    "visits:logistics_print": VISITS,
    "visits:edit_logistics": VISITS,
    "visits:all_tasks": VISITS,
    "visits:all_tasks_csv": VISITS,
    "visits:all_tasks_xlsx": VISITS,
    "visits:tasks": VISITS,
    "visits:add_task": VISITS,
    "visits:edit_task": VISITS,
    "visits:delete_task": VISITS,
    "visits:all_letters": VISITS,
    "visits:all_letters_csv": VISITS,
    "visits:all_letters_xlsx": VISITS,
    "visits:letters": VISITS,
    "visits:add_letter": VISITS,
    "visits:edit_letter": VISITS,
    "visits:delete_letter": VISITS,
    "visits:conversations": VISITS,
    "visits:conversation": VISITS,
    "visits:print_conversation": VISITS,
    "visits:conversation_docx": VISITS,
    "visits:add_conversation": VISITS,
    "visits:edit_conversation": VISITS,
    "visits:delete_conversation": VISITS,
    "visits:report": VISITS,
    "cooperation:agreements": EVERYONE,
    "cooperation:agreements_csv": EVERYONE,
    "cooperation:agreements_xlsx": EVERYONE,
    "cooperation:add_agreement": COOPERATION,
    "cooperation:edit_agreement": COOPERATION,
    "cooperation:delete_agreement": COOPERATION,
    "cooperation:add_agreement_document": COOPERATION,
    "cooperation:delete_agreement_document": COOPERATION,
    "cooperation:add_project_document": COOPERATION,
    "cooperation:delete_project_document": COOPERATION,
    "visits:add_document": VISITS,
    "visits:delete_document": VISITS,
    "portal:attachment": EVERYONE,
    "cooperation:projects": EVERYONE,
    "cooperation:projects_csv": EVERYONE,
    "cooperation:projects_xlsx": EVERYONE,
    "cooperation:project": EVERYONE,
    "cooperation:commitments": EVERYONE,
    "cooperation:commitments_csv": EVERYONE,
    "cooperation:commitments_xlsx": EVERYONE,
    "trade:overview": EVERYONE,
    "trade:overview_chart": EVERYONE,
    "trade:overview_print": EVERYONE,
    "trade:products": EVERYONE,
    "trade:products_chart": EVERYONE,
    "trade:products_print": EVERYONE,
    "trade:product": EVERYONE,
    "trade:product_chart": EVERYONE,
    "trade:product_print": EVERYONE,
    "trade:mirror": EVERYONE,
    "trade:mirror_chart": EVERYONE,
    "trade:mirror_csv": EVERYONE,
    "trade:mirror_print": EVERYONE,
    "trade:mirror_xlsx": EVERYONE,
    "trade:complementarity": EVERYONE,
    "trade:complementarity_chart": EVERYONE,
    "trade:complementarity_csv": EVERYONE,
    "trade:complementarity_print": EVERYONE,
    "trade:complementarity_xlsx": EVERYONE,
    "trade:checks": TRADE,
    "trade:checks_csv": TRADE,
    "trade:checks_xlsx": TRADE,
    "trade:figures": EVERYONE,
    "trade:figures_csv": EVERYONE,
    "trade:figures_xlsx": EVERYONE,
    "trade:figure": EVERYONE,
    # The workbook of somebody else; one's own is open to its maker (tests/trade/test_exports.py).
    "trade:export": frozenset({"admin"}),
    "trade:export_file": frozenset({"admin"}),
    "trade:statements": EVERYONE,
    "trade:statements_csv": EVERYONE,
    "trade:statements_xlsx": EVERYONE,
    "trade:statement": EVERYONE,
    "trade:add_statement": TRADE,
    "trade:edit_statement": TRADE,
    "trade:delete_statement": TRADE,
    "trade:imports": EVERYONE,
    "trade:imports_csv": EVERYONE,
    "trade:import": EVERYONE,
    "trade:import_problems_csv": EVERYONE,
    "trade:add_import": TRADE,
    "trade:import_mapping": TRADE,
    "trade:check_import": TRADE,
    "trade:check_import_again": TRADE,
    "trade:import_answers": TRADE,
    "trade:load_import": TRADE,
    "trade:discard_import": TRADE,
    "trade:undo_import": TRADE,
    "trade:mappings": EVERYONE,
    "trade:mapping_file": EVERYONE,
    "trade:add_mapping": TRADE,
    "trade:rename_mapping": TRADE,
    "trade:delete_mapping": TRADE,
    "jobs:list": EVERYONE,
    # The work of somebody else; one's own is open to its maker (tests/accounts/test_job_pages.py).
    "jobs:job": frozenset({"admin"}),
    "account_change_password": EVERYONE,
    "account_set_password": EVERYONE,
    "account_reauthenticate": EVERYONE,
    "mfa_index": EVERYONE,
    "mfa_reauthenticate": EVERYONE,
    "mfa_activate_totp": EVERYONE,
    "mfa_deactivate_totp": EVERYONE,
    "mfa_generate_recovery_codes": EVERYONE,
    "mfa_view_recovery_codes": EVERYONE,
    "mfa_download_recovery_codes": EVERYONE,
    "mfa_list_webauthn": EVERYONE,
    "mfa_add_webauthn": EVERYONE,
    "mfa_remove_webauthn": EVERYONE,
    "mfa_edit_webauthn": EVERYONE,
    "mfa_reauthenticate_webauthn": EVERYONE,
}

# Addresses that are only sent to, from a button: name -> roles that may.
ACTS = {
    "visits:set_travel_time": VISITS,
    "visits:move_delegate": VISITS,
    "visits:discard_delegation_upload": VISITS,
    "visits:show_personal_data": PERSONAL,
    "visits:copy_day": VISITS,
    "visits:copy_programme": VISITS,
    "visits:start_checklist": VISITS,
    "visits:tick_task": VISITS,
    "visits:untick_task": VISITS,
    "visits:move_task": VISITS,
    "visits:add_press": VISITS,
    "visits:add_visit_commitment": COOPERATION,
    "visits:share_release": VISITS,
    "visits:revoke_link": VISITS,
    "visits:add_feed": EVERYONE,
    "visits:revoke_feed": EVERYONE,
}


def workbook_job():
    """Return the job of a workbook that is written."""
    now = timezone.now()
    job = JobFactory(kind=WORKBOOK, state="done", started_at=now, ended_at=now)
    job.parameters = {"key": job.public_id, "query": "", "heading": "Figures"}
    job.save()
    file_of(job).parent.mkdir(parents=True, exist_ok=True)
    file_of(job).write_bytes(b"PK")
    return job


RECORDS = {
    "export": workbook_job,
    "undo_import": LoadedImportFactory,
    "load_import": CheckedImportFactory,
    "import_answers": CheckedImportFactory,
    "check_import_again": lambda: ImportFactory(state="discarded"),
    "import": ImportFactory,
    "mapping": ImportMappingFactory,
    "jobs": JobFactory,
    "visits": VisitFactory,
    "agreement": AgreementFactory,
    "project": ProjectFactory,
    "commitment": CommitmentFactory,
    "statement": StatementFactory,
    "source": SourceFactory,
    "person": PersonFactory,
    "attachment": AttachmentFactory,
}

# Rows of a visit that addresses name by their keys.
ROWS = {
    "delegate": DelegateFactory,
    "group": VisitGroupFactory,
    "upload": DelegationUploadFactory,
    "task": VisitTaskFactory,
    "letter": LetterFactory,
    "conversation": ConversationFactory,
}


def patterns(resolver=None, namespace=""):
    """Yield (name with its namespace, converters) of every address outside the admin."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.pattern.converters
        elif pattern.namespace != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)


def test_every_address_is_in_the_table():
    named = {name for name, _converters in patterns()}

    assert named == PAGES.keys() | ACTS.keys() | PUBLIC.keys()


@pytest.mark.parametrize("role", ["viewer", "admin", None])
@pytest.mark.parametrize("path", ["email/", "confirm-email/", "confirm-email/abc/"])
def test_mail_pages_of_the_account_are_closed(client_as, role, path):
    client = client_as(role)

    answers = [client.get(f"/accounts/{path}"), client.post(f"/accounts/{path}")]

    assert [answer.status_code for answer in answers] == [404, 404]


def arguments(name, converters):
    """Return the arguments of an address, made of a record where it needs one."""
    if name.startswith("trade:product"):
        given = {"code": export_of_dairy().code, "chart": "goods", "file_type": "svg"}
        charts = {"chart": "both-sides"} if "code" in converters else {}
        return [(given | charts)[converter] for converter in converters]
    if "code" in converters:
        here, there = PlaceFactory(code="BY-VI"), CountryFactory(code="KZ")
        return [here.code, there.code][: len(converters)]
    if name == "trade:figure":
        return [TradeFigureFactory().pk]
    if "kind" in converters:
        visit = VisitFactory(deleted_at=timezone.now() if name == "portal:restore" else None)
        return ["visit", visit.public_id, f"visit-{visit.history.get().pk}"][: len(converters)]
    if "chart" in converters:
        return chart_arguments(name)
    if "public_id" not in converters:
        return [1] * len(converters)
    if "number" in converters or name == "visits:programme_calendar":
        release = ReleaseFactory()
        return [release.visit.public_id, *[release.number] * (len(converters) - 1)]
    app = name.split(":")[0]
    kind = app if app in RECORDS else next(word for word in RECORDS if word in name)
    record = RECORDS[kind]()
    if "day" in converters:
        return [record.public_id, date(2026, 9, 14)]
    if "what" in converters:
        return [record.public_id, "guest"]
    if made := ROWS.keys() & converters.keys():
        return [record.public_id, ROWS[made.pop()](visit=record).uid]
    if "document" in converters:
        return [record.public_id, AttachmentFactory(on=[record]).public_id]
    return [record.public_id]


def export_of_dairy():
    """Return a chapter of which both sides of the mission give an amount."""
    mission, dairy = Mission.objects.current(), ChapterFactory(code="04")
    ends = {"reporter": mission.hosts.first(), "partner": mission.home}
    TradeFigureFactory(product=dairy, **ends)
    turned = {"reporter": ends["partner"], "partner": ends["reporter"]}
    TradeFigureFactory(product=dairy, flow=Flow.IMPORT, **turned)
    return dairy


def chart_arguments(name):
    """Return the slug of a chart that there is, and a type of file."""
    mission = Mission.objects.current()
    if name == "portal:regions_chart":
        return [f"map-{mission.home.code.lower()}", "svg"]
    if name == "trade:complementarity_chart":
        sold_and_bought(mission)
        return ["complementarity", "svg"]
    Pair(mission.hosts.first(), mission.home).figures(
        ["turnover 2017 604", "turnover 2018 896", "export 2018 700"]
    )
    return ["mirror-export" if name == "trade:mirror_chart" else "full-years", "svg"]


def sold_and_bought(mission):
    """Record what the host sells to the world and the home country buys from it, by chapter."""
    world, dataset, chapter = PlaceFactory(kind="world"), DatasetFactory(), ChapterFactory()
    for place, flow in ((mission.hosts.first(), "export"), (mission.home, "import")):
        for goods in ({}, {"product": chapter}):
            Pair(place, world).figures([f"{flow} 2018 5"], dataset, **goods)


OURS = sorted(name for name in PAGES if not name.startswith(("account_", "mfa_")))
ALLOWED = PAGES | ACTS
CONVERTERS = dict(patterns())


@pytest.fixture
def address(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path

    def of(name):
        if not Mission.objects.exists():
            MissionFactory()
        return reverse(name, args=arguments(name, CONVERTERS[name]))

    return of


def status(answer):
    """Return the status of an answer; one that is a file is closed when it is read."""
    if answer.streaming:
        list(answer)
    return answer.status_code


@pytest.mark.thorough
@pytest.mark.parametrize("name", OURS)
def test_page_opens_for_its_roles_only(client_as, address, name):
    url = address(name)

    opened = {role for role in ROLES if status(client_as(role).get(url)) == 200}

    assert opened == PAGES[name]


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(ACTS))
def test_act_has_no_page(client_as, address, name):
    url = address(name)

    answers = {role: client_as(role).get(url).status_code for role in ROLES}

    assert set(answers.values()) <= {403, 404, 405}


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*OURS, *sorted(ACTS)])
def test_visitor_is_sent_to_the_sign_in(client, address, name):
    url = address(name)

    answers = [client.get(url), client.post(url)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(answer.url.startswith("/accounts/login/") for answer in answers)


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*OURS, *sorted(ACTS)])
def test_post_is_refused_to_all_others(client_as, address, name):
    url = address(name)

    others = EVERYONE - ALLOWED[name]
    one_of_them = min(ALLOWED[name])

    refused = {
        role for role in (*others, one_of_them) if status(client_as(role).post(url)) in (403, 404)
    }

    assert refused == others


# The admin: by a rule for each model and role.
ADMIN_APPS = {"regions": COOPERATION, "cooperation": COOPERATION, "visits": VISITS, "trade": TRADE}
PROTOCOL_TOO = ("person", "post", "organisation", "source")
ECONOMIST_TOO = ("source",)
VIEW_ONLY = (
    *("tradefigure", "batch", "dataset", "import", "importproblem"),
    *("emailaddress", "authenticator", "group", "job", "release"),
    "personaldataevent",
)
ADMIN_ONLY = ("personaldataevent",)
SETTINGS = ("mission",)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def may_add(role, model):
    """Return whether the rule lets the role add records of the model in the admin."""
    app, name = model._meta.app_label, model._meta.model_name
    if role == "viewer" or name in VIEW_ONLY:
        return False
    if role == "admin":
        return True
    if app not in ADMIN_APPS or name in SETTINGS:
        return False
    return (
        role in ADMIN_APPS[app]
        or (role == "protocol" and app == "regions" and name in PROTOCOL_TOO)
        or (role == "economist" and app == "regions" and name in ECONOMIST_TOO)
    )


def may_view(role, model):
    is_content = model._meta.app_label in ADMIN_APPS and model._meta.model_name not in ADMIN_ONLY
    return role == "admin" or (role != "viewer" and is_content)


@pytest.mark.thorough
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_admin_opens_by_the_rule(client_as, model):
    url = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    opened = {"changelist": set(), "add": set()}

    for role in ROLES:
        client = client_as(role)
        for page, roles in opened.items():
            if client.get(reverse(f"{url}_{page}")).status_code == 200:
                roles.add(role)

    assert opened == {
        "changelist": {role for role in ROLES if may_view(role, model)},
        "add": {role for role in ROLES if may_add(role, model)},
    }

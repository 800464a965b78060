"""The helpers of the Makefile: what they decide, not the programs they start."""

import sys

import pytest

from scripts import check, console, serve, vendor, with_postgres
from scripts.stamps import Stamp, digest


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.44, "0.4 s"), (9.9, "9.9 s"), (59.2, "59 s"), (125, "2 min 5 s")],
)
def test_duration_reads_as_people_say_it(seconds, text):
    assert console.duration(seconds) == text


def test_environment_is_embedded_and_without_debug(monkeypatch):
    monkeypatch.setenv("DEBUG", "1")
    monkeypatch.setenv("SECRET_KEY", "the caller's")
    monkeypatch.delenv("PORTAL_ENV", raising=False)
    result = console.environment(SECRET_KEY=None, PORT=8100)
    assert "DEBUG" not in result
    assert "SECRET_KEY" not in result
    assert (result["PORTAL_ENV"], result["PORT"]) == ("embedded", "8100")


def test_run_failed_shows_the_end_of_the_output(monkeypatch, tmp_path):
    monkeypatch.setattr(console, "LOGS", tmp_path)
    command = ["sh", "-c", "echo the reason; exit 3"]
    with pytest.raises(console.Failed, match=r"exit code 3\n(.*\n)*    the reason"):
        console.run("A step", command, log_name="step")


def test_digest_changes_with_content_and_name(tmp_path):
    file = tmp_path / "a.po"
    file.write_text("one")
    before = digest([tmp_path])
    file.write_text("two")
    edited = digest([tmp_path])
    file.rename(tmp_path / "b.po")
    assert len({before, edited, digest([tmp_path])}) == 3


def test_stamp_is_stale_when_the_input_changed(tmp_path):
    source = tmp_path / "source"
    source.write_text("one")
    stamp = Stamp("step", [source], directory=tmp_path / "stamps")
    assert not stamp.is_fresh()
    stamp.put()
    assert stamp.is_fresh()
    source.write_text("two")
    assert not stamp.is_fresh()


def test_stamp_is_stale_when_an_output_is_gone(tmp_path):
    output = tmp_path / "output"
    stamp = Stamp("step", [], [output], directory=tmp_path / "stamps")
    stamp.put()
    assert not stamp.is_fresh()
    output.touch()
    assert stamp.is_fresh()


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"a{b:c}\n/*# sourceMappingURL=x.css.map */", b"a{b:c}\n"),
        (b"f();\n//# sourceMappingURL=x.js.map\n", b"f();\n"),
        (b"/* no map */\nf();\n", b"/* no map */\nf();\n"),
    ],
)
def test_without_source_map_keeps_all_else(content, kept):
    assert vendor.without_source_map(content) == kept


def test_postgres_candidates_follow_links_to_the_installation(monkeypatch, tmp_path):
    real, linked, other = (tmp_path / name for name in ("real", "linked", "other"))
    for directory in (real, linked, other):
        directory.mkdir()
    for name in ("initdb", "postgres"):
        (real / name).touch(mode=0o755)
        (linked / name).symlink_to(real / name)
    monkeypatch.setenv("PATH", f"{other}:{linked}")
    monkeypatch.setattr(with_postgres, "PLACES", [])
    assert with_postgres.candidates() == [real]


@pytest.mark.parametrize(
    ("version", "first"),
    [(14, "--locale=C.UTF-8"), (16, "--locale=C.UTF-8"), (18, "--locale=C")],
)
def test_locale_options_prefer_what_every_system_has(version, first):
    assert with_postgres.locale_options(version)[0][0] == first


def test_sum_up_names_what_failed(capsys):
    code = check.sum_up([("format", 0, 0.5), ("tests on SQLite", 127, 12)])
    assert code == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        "ok      format, 0.5 s",
        "FAILED  tests on SQLite, 12 s",
        "",
        "Failed: tests on SQLite",
    ]


def test_sum_up_of_successes_is_zero():
    assert check.sum_up([("format", 0, 0.5)]) == 0


def test_run_of_a_missing_program_counts_as_failed():
    title, code, _ = check.run(check.Check("types", ["/no/such/program"]))
    assert (title, code) == ("types", 127)


def test_short_checks_run_first_and_each_tells_its_own(capfd):
    speak = [sys.executable, "-c", "import sys; print(sys.argv[1])"]

    results = check.run_all(
        [
            check.Check("long", [*speak, "three"]),
            check.Check("one", [*speak, "1"], short=True),
            check.Check("missing", ["/no/such/program"], short=True),
        ]
    )

    assert [result[:2] for result in results] == [("one", 0), ("missing", 127), ("long", 0)]
    output = capfd.readouterr().out
    assert "--- one\n1\n" in output
    assert output.rstrip().endswith("--- long\nthree")


def test_banner_names_address_accounts_and_password(monkeypatch, tmp_path):
    (tmp_path / "sample-password").write_text("korim-vesna\n")
    monkeypatch.setattr(serve, "VAR", tmp_path)
    assert serve.banner(8100).splitlines()[1:4] == [
        "The portal is at http://127.0.0.1:8100/",
        "Sample accounts: admin, diplomat, protocol, economist, viewer",
        f"Their password: korim-vesna  (kept in {tmp_path / 'sample-password'})",
    ]

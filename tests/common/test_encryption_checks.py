"""Keys of personal data that are missing or none are told by the checks of the settings."""

from cryptography.fernet import Fernet

from common.encryption_checks import keys_can_be_used, there_are_keys


def test_good_keys_are_not_talked_of(settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]

    assert keys_can_be_used(None) + there_are_keys(None) == []


def test_missing_keys_are_told_before_the_first_save(settings):
    settings.PERSONAL_DATA_KEYS = []

    assert [found.id for found in there_are_keys(None)] == ["portal.W001"]


def test_bad_key_is_told_by_its_place_alone(settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode(), "secret-but-no-key"]

    [found] = keys_can_be_used(None)

    assert (found.id, "key 2" in found.msg) == ("portal.E001", True)
    assert "secret-but-no-key" not in str(found)

"""Settings from the environment."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factually_app import paths
from factually_app.config import SettingError, Settings
from factually_app.keys import demo_secret, secret_key

KEY = "k" * 32


def read(**environ):
    return Settings.from_environment(environ)


def test_an_empty_environment_gives_what_a_newcomer_needs():
    settings = read()
    assert settings.data_dir == paths.DATA
    assert settings.database_path == paths.DATA / "factually.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.base_url, settings.given_key, settings.demo, settings.trusted_proxies) == (
        None,
        None,
        False,
        0,
    )


def test_everything_can_be_set(tmp_path):
    settings = read(
        FACTUALLY_DATA=str(tmp_path),
        FACTUALLY_BASE_URL="https://oddly-weir.example:8443",
        FACTUALLY_SECRET_KEY=KEY,
        FACTUALLY_DEMO="on",
        FACTUALLY_TRUSTED_PROXIES="2",
        HOST="0.0.0.0",
        PORT="9000",
    )
    assert settings == Settings(
        data_dir=tmp_path,
        host="0.0.0.0",
        port=9000,
        base_url="https://oddly-weir.example:8443",
        given_key=KEY,
        demo=True,
        trusted_proxies=2,
    )


def test_a_blank_setting_is_as_good_as_none():
    names = ("DATA", "BASE_URL", "SECRET_KEY", "SECRET_KEY_FILE", "DEMO", "TRUSTED_PROXIES", "RQLITE")
    assert read(**{f"FACTUALLY_{name}": "" for name in names}, HOST="", PORT="") == read()


def test_the_data_folder_does_not_depend_on_where_one_stands_later(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = read(FACTUALLY_DATA="weir")
    monkeypatch.chdir("/")
    assert settings.data_dir == tmp_path / "weir"


@pytest.mark.parametrize("word", ["1", "on", "ON", "true", "Yes"])
def test_words_that_mean_on(word):
    assert read(FACTUALLY_DEMO=word).demo


@pytest.mark.parametrize("word", ["0", "off", "False", "no"])
def test_words_that_mean_off(word):
    assert not read(FACTUALLY_DEMO=word).demo


@pytest.mark.parametrize(
    "origin",
    ["http://localhost", "https://oddly-weir.example", "http://127.0.0.1:8000", "https://[::1]:8443"],
)
def test_an_origin_is_a_scheme_and_a_host(origin):
    assert read(FACTUALLY_BASE_URL=origin).base_url == origin


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FACTUALLY_BASE_URL", "oddly-weir.example"),
        ("FACTUALLY_BASE_URL", "ftp://oddly-weir.example"),
        ("FACTUALLY_BASE_URL", "https://oddly-weir.example/"),
        ("FACTUALLY_BASE_URL", "https://oddly-weir.example/checks"),
        ("FACTUALLY_BASE_URL", "https://oddly-weir.example?a=b"),
        ("FACTUALLY_BASE_URL", "https://me:secret@oddly-weir.example"),
        ("FACTUALLY_BASE_URL", "https://oddly-weir.example:99999"),
        ("FACTUALLY_BASE_URL", "https://oddly-weir.example\n"),
        ("FACTUALLY_BASE_URL", "https://"),
        ("FACTUALLY_SECRET_KEY", "k" * 31),
        ("FACTUALLY_SECRET_KEY_FILE", "/nowhere/at/all"),
        ("FACTUALLY_DEMO", "perhaps"),
        ("FACTUALLY_STRIPE_PAYMENT_LINK", "http://buy.stripe.com/abc"),
        ("FACTUALLY_STRIPE_PAYMENT_LINK", "https://buy.stripe.com/a b"),
        ("FACTUALLY_STRIPE_WEBHOOK_SECRET", "sk_live_" + "a" * 32),
        ("FACTUALLY_STRIPE_WEBHOOK_SECRET", ",".join(["whsec_" + "a" * 32] * 3)),
        ("FACTUALLY_WEBHOOK_SECRET", "short"),
        ("FACTUALLY_WEBHOOK_SECRET", "whsec_" + "é" * 32),
        ("FACTUALLY_TRUSTED_PROXIES", "-1"),
        ("FACTUALLY_TRUSTED_PROXIES", "11"),
        ("FACTUALLY_TRUSTED_PROXIES", "1.5"),
        ("FACTUALLY_TRUSTED_PROXIES", "²"),
        ("FACTUALLY_RQLITE", "http://127.0.0.1:4001"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
    ],
)
def test_a_malformed_value_is_refused_by_name_in_one_line(name, value):
    with pytest.raises(SettingError) as refused:
        read(**{name: value})
    assert name in str(refused.value)
    assert "has to" in str(refused.value)


def test_a_short_key_is_not_repeated_in_the_message():
    with pytest.raises(SettingError) as refused:
        read(FACTUALLY_SECRET_KEY="hunter2")
    assert "hunter2" not in str(refused.value)


def test_a_key_is_not_in_what_settings_print():
    assert KEY not in repr(read(FACTUALLY_SECRET_KEY=KEY))


def test_secrets_of_providers_are_one_or_two_and_may_lie_in_a_file(tmp_path):
    new, old = "whsec_" + "n" * 32, "whsec_" + "o" * 32
    assert read(FACTUALLY_STRIPE_WEBHOOK_SECRET=f"{new}, {old}").stripe_webhook_secrets == (new, old)
    (tmp_path / "secret").write_text(f"{new}\n")
    settings = read(FACTUALLY_WEBHOOK_SECRET_FILE=str(tmp_path / "secret"))
    assert settings.webhook_secrets == (new,)
    assert new not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FACTUALLY_STRIPE_WEBHOOK_SECRET", "whsec_" + "n" * 32),
        ("FACTUALLY_WEBHOOK_SECRET", "whsec_" + "n" * 32),
        ("FACTUALLY_STRIPE_PAYMENT_LINK", "https://buy.stripe.com/abc"),
    ],
)
def test_the_demo_does_not_start_beside_anything_meant_in_earnest(name, value):
    assert read(**{name: value})
    with pytest.raises(SettingError, match=f"FACTUALLY_DEMO has to be 'off' where {name} is set"):
        read(FACTUALLY_DEMO="on", **{name: value})


def test_the_demo_has_a_secret_of_its_own(tmp_path):
    settings = read(FACTUALLY_DATA=str(tmp_path), FACTUALLY_DEMO="on")
    assert demo_secret(settings) == demo_secret(settings) != secret_key(settings)
    assert stat.S_IMODE(settings.demo_secret_path.stat().st_mode) == 0o600


def test_a_key_may_lie_in_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    assert secret_key(read(FACTUALLY_SECRET_KEY_FILE=str(file))) == KEY


def test_a_key_given_twice_is_refused(tmp_path):
    with pytest.raises(SettingError, match="both set"):
        read(FACTUALLY_SECRET_KEY=KEY, FACTUALLY_SECRET_KEY_FILE=str(tmp_path / "key"))


def test_a_key_is_made_once_and_kept_from_others(tmp_path):
    settings = read(FACTUALLY_DATA=str(tmp_path / "new"))
    key = secret_key(settings)
    assert len(key) == 64
    assert secret_key(settings) == key
    assert stat.S_IMODE(settings.key_path.stat().st_mode) == 0o600
    assert [entry.name for entry in settings.data_dir.iterdir()] == ["secret_key"]


def test_all_who_ask_at_once_get_the_same_key(tmp_path):
    settings = read(FACTUALLY_DATA=str(tmp_path))
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: secret_key(settings), range(64)))
    assert len(keys) == 1


def test_a_kept_key_that_was_cut_short_is_refused(tmp_path):
    (tmp_path / "secret_key").write_text("short")
    with pytest.raises(SettingError, match="secret_key has to hold at least 32"):
        secret_key(read(FACTUALLY_DATA=str(tmp_path)))


def test_a_data_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SettingError, match="has to be a file"):
        secret_key(read(FACTUALLY_DATA=str(tmp_path / "file" / "data")))


def test_reading_settings_makes_nothing(tmp_path):
    read(FACTUALLY_DATA=str(tmp_path / "data"))
    assert list(Path(tmp_path).iterdir()) == []

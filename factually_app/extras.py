"""The extra `[semantic]`: the one place that loads what need not be installed, where a setting says so."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from sqlite_utils import Database

from factually_app.config import SettingError, Settings
from factually_app.semantic.published import MODEL, require_published
from factually_app.store.meaning import Near

_TO_RUN = ("numpy", "onnxruntime", "tokenizers")
_TO_PREPARE = (*_TO_RUN, "onnx")


class RecordEncoder(Protocol):
    """Makes the vectors of records."""

    model: bytes

    def encode_record(self, words: str, language: str) -> bytes:
        """Return the vector of a text as it is kept; empty where it is not understood."""
        ...


class LoadedMeaning(Protocol):
    """What is loaded of the extra: it is asked by the matcher, and makes the vectors of records."""

    encoder: RecordEncoder

    def near(self, db: Database, text: str) -> Near | None:
        """Return what a text is close to; see `store/meaning.py`."""
        ...

    def read_all(self, db: Database) -> None:
        """Take up all vectors that came since."""
        ...


def load_meaning(settings: Settings) -> LoadedMeaning | None:
    """Load the model, preparing it first where nobody did; None where no setting asks for it.

    SettingError when the extra is not installed, ModelError when the folder does not hold the model.
    """
    if settings.semantic_model is None:
        return None
    prepared = prepare_model(settings)
    load: Callable[[Path, Path], LoadedMeaning] = _part("meaning").SentenceMeaning
    return load(settings.semantic_model, prepared)


def prepare_model(settings: Settings) -> Path:
    """Make what the server runs of the published model, unless that was done; return its folder."""
    if settings.semantic_model is None:
        raise SettingError("FACTUALLY_SEMANTIC_MODEL has to name the folder of the model")
    _require_installed(_TO_RUN)
    require_published(settings.semantic_model)
    prepared = settings.data_dir / "semantic" / MODEL.hex()
    if not prepared.is_dir():
        _require_installed(_TO_PREPARE)
        _part("prepare").prepare(settings.semantic_model, prepared)
    return prepared


def _part(name: str) -> Any:
    return import_module(f"factually_app.semantic.{name}")


def _require_installed(names: tuple[str, ...]) -> None:
    if missing := [name for name in names if find_spec(name) is None]:
        raise SettingError(
            f"FACTUALLY_SEMANTIC_MODEL is set, but {' and '.join(missing)} cannot be found: install "
            "Factually with its extra, as in pip install 'factually[semantic]', or unset it"
        )

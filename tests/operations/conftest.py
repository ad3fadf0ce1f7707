"""What tests of operations share: the invented town of Oddly Weir as files to import."""

import shutil
from pathlib import Path

import pytest

from tests.importing import WEIR


@pytest.fixture
def weir(tmp_path):
    return Path(shutil.copytree(WEIR, tmp_path / "weir"))


@pytest.fixture
def write(tmp_path):
    def write_file(name, text):
        file = tmp_path / name
        file.write_text(text, "utf-8") if isinstance(text, str) else file.write_bytes(text)
        return file

    return write_file

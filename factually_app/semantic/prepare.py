"""Preparing: of the published weights the graphs are made that are run, with whole numbers in them."""

import logging
import os
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from factually_app.semantic.graph import closeness_graph, sentence_graph
from factually_app.semantic.published import WEIGHTS, ModelError
from factually_app.semantic.sessions import CLOSENESS, SENTENCES
from factually_app.semantic.weights import read_weights


def prepare(published: Path, prepared: Path) -> None:
    """Make the folder `prepared`, whole or not at all; one that another process made meanwhile will do."""
    try:
        prepared.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _prepare(published, prepared)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ModelError(f"{prepared.parent} cannot be written: {why}") from None


def _prepare(published: Path, prepared: Path) -> None:
    with tempfile.TemporaryDirectory(dir=prepared.parent, prefix=".preparing-") as folder:
        draft = Path(folder) / "draft"
        draft.mkdir()
        exact = Path(folder) / "exact.onnx"
        onnx.save(sentence_graph(read_weights(published / WEIGHTS)), exact)
        _round(exact, draft / SENTENCES)
        onnx.save(closeness_graph(), draft / CLOSENESS)
        for file in draft.iterdir():
            _write_through(file)
        try:
            draft.rename(prepared)
        except OSError:
            if not prepared.is_dir():
                raise
        _write_through(prepared.parent)


def _round(exact: Path, rounded: Path) -> None:
    """Round the weights, column by column; to 7 bits, which no processor's arithmetic overflows with."""
    quiet = logging.getLogger()
    level = quiet.level
    quiet.setLevel(logging.ERROR)  # it advises an optimisation that changes nothing here
    try:
        quantize_dynamic(exact, rounded, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    finally:
        quiet.setLevel(level)


def _write_through(path: Path) -> None:
    """See to it that what is written outlives a power cut."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

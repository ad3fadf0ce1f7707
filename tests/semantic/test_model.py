"""The model: the graph computes what its makers' library does, and rounding changes little of it."""

import shutil
import stat
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from tokenizers import BertWordPieceTokenizer

from factually_app.config import Settings
from factually_app.extras import load_meaning, prepare_model
from factually_app.semantic.encoder import MOST_PIECES, Encoder
from factually_app.semantic.graph import sentence_graph
from factually_app.semantic.published import ModelError
from factually_app.semantic.vector import Vector, unpacked
from factually_app.semantic.weights import read_weights

pytestmark = pytest.mark.semantic

TEXTS = [
    "The clock tower stopped on 2 May 1994.",
    "When did the clock stop?",
    "A goat rang the bell of the town hall.",
    "NATO promised not to expand eastward after German reunification",
    "Did James Baker promise Gorbachev that NATO would not expand?",
]
BEGINNING = [0.017089, 0.086927, 0.051928, -0.029596, 0.079222, 0.04057, -0.157626, 0.012139]
COSINES = [
    [1, 0.7023, 0.1665, 0.0706, 0.0402],
    [0.7023, 1, 0.2325, -0.0054, 0.0396],
    [0.1665, 0.2325, 1, -0.0254, -0.0352],
    [0.0706, -0.0054, -0.0254, 1, 0.5775],
    [0.0402, 0.0396, -0.0352, 0.5775, 1],
]
"""What sentence-transformers 6.2 with torch 2.13 computes: numbers of the first vector, cosines of all."""


@pytest.fixture(scope="module")
def exact(published):
    """The vectors by the graph before it is rounded."""
    session = onnxruntime.InferenceSession(
        sentence_graph(read_weights(published / "model.safetensors")).SerializeToString()
    )
    tokenizer = BertWordPieceTokenizer(str(published / "vocab.txt"))
    rows = [session.run(None, {"pieces": np.array([tokenizer.encode(t).ids], np.int64)})[0] for t in TEXTS]
    return np.concatenate(rows)


@pytest.fixture(scope="module")
def encoder(semantic_settings, published):
    return Encoder(published, prepare_model(semantic_settings))


def exactly(vector):
    return vector.numbers.astype(np.float32) * vector.scale


def test_the_graph_computes_what_the_makers_library_does(exact):
    assert exact[0, :8] == pytest.approx(BEGINNING, abs=2e-6)
    assert exact @ exact.T == pytest.approx(np.array(COSINES), abs=1e-4)
    assert np.linalg.norm(exact, axis=1) == pytest.approx(1)


def test_rounding_keeps_the_direction_and_who_is_near_whom(exact, encoder):
    rounded = np.array([exactly(encoder.encode(text)) for text in TEXTS])
    assert (rounded * exact).sum(axis=1).min() > 0.985
    assert np.abs(rounded @ rounded.T - exact @ exact.T).max() < 0.04


def test_a_text_has_the_same_vector_whatever_was_asked_before(encoder):
    first = encoder.encode(TEXTS[0]).packed
    encoder.encode(" ".join(TEXTS * 10))
    assert encoder.encode(TEXTS[0]).packed == first


def test_long_texts_are_cut(encoder):
    words = " bell" * (MOST_PIECES - 2)
    assert encoder.encode(words).packed == encoder.encode(words + " clock" * 100).packed
    assert encoder.encode("x " * 1_000_000).packed


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀", "\ud800", "a" * 100_000])
def test_any_text_has_a_vector(encoder, text):
    assert len(encoder.encode(text).packed) == 388


def test_records_and_questions_that_are_not_english_have_none(encoder):
    assert encoder.encode_record("Die Glocke hat nicht geläutet.", "") == b""
    assert encoder.encode_record("The bell rang.", "fr") == b""
    assert len(encoder.encode_record("The bell rang.", "en")) == 388
    assert encoder.encode_question("Hat die Glocke wirklich geläutet?") is None


def test_links_and_what_else_is_no_word_do_not_count(encoder):
    plain = encoder.encode_question("A goat rang the bell &amp; left")
    post = encoder.encode_question("A goat rang the bell &amp;amp; left https://weir.example/7")
    assert post.packed == plain.packed


def test_a_vector_is_read_as_it_was_written():
    exact = np.linspace(-0.1, 0.1, 384, dtype=np.float32)
    vector = Vector.rounded(exact)
    scales, numbers = unpacked([vector.packed, vector.packed])
    assert (scales[:, None] * numbers)[1] == pytest.approx(exact, abs=0.1 / 254 + 1e-6)


def test_it_is_prepared_once_and_whole(published, tmp_path):
    settings = Settings(data_dir=tmp_path, semantic_model=published)
    folder = prepare_model(settings)
    files = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert set(files) == {"sentences.onnx", "closeness.onnx"}
    assert prepare_model(settings) == folder
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == files
    assert [entry.name for entry in folder.parent.iterdir()] == [folder.name]


def test_what_cannot_be_run_is_said_with_what_to_do(published, semantic_settings, tmp_path):
    settings = Settings(data_dir=tmp_path, semantic_model=published)
    folder = tmp_path / "semantic" / prepare_model(semantic_settings).name
    folder.mkdir(parents=True)
    (folder / "sentences.onnx").write_bytes(b"torn")
    with pytest.raises(ModelError, match=r"sentences\.onnx cannot be run; delete .* it is made anew"):
        load_meaning(settings)


def test_a_changed_word_list_is_refused(published, tmp_path):
    model = tmp_path / "model"
    shutil.copytree(published, model, copy_function=lambda a, b: Path(b).symlink_to(a))
    (model / "vocab.txt").unlink()
    (model / "vocab.txt").write_text("bell\n")
    with pytest.raises(ModelError, match=r"vocab\.txt is not the file of all-MiniLM-L6-v2"):
        prepare_model(Settings(data_dir=tmp_path, semantic_model=model))


def test_a_data_folder_that_cannot_be_written_is_said(published, tmp_path):
    (tmp_path / "semantic").write_text("a file, where a folder has to be")
    with pytest.raises(ModelError, match="semantic cannot be written"):
        prepare_model(Settings(data_dir=tmp_path, semantic_model=published))
    assert stat.S_ISREG((tmp_path / "semantic").stat().st_mode)

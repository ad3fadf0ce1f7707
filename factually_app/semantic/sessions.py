"""Sessions of onnxruntime: prepared graphs ready to run, each on the one thread that asks."""

from pathlib import Path

import onnxruntime

from factually_app.semantic.published import ModelError

SENTENCES, CLOSENESS = "sentences.onnx", "closeness.onnx"
INPUT, OUTPUT = "pieces", "vector"
ROWS, COLUMN, PRODUCTS = "rows", "column", "products"


def open_session(file: Path) -> onnxruntime.InferenceSession:
    """Open a prepared graph; ModelError for one that cannot be run."""
    how = onnxruntime.SessionOptions()
    # Server threads share the processors already: more would only take them from each other.
    how.intra_op_num_threads = how.inter_op_num_threads = 1
    # Memory of the largest text ever seen is not kept by every worker.
    how.enable_cpu_mem_arena = False
    how.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(file), how, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own have no common ancestor
        raise ModelError(
            f"{file} cannot be run; delete {file.parent}, and it is made anew at the next start: {error}"
        ) from None

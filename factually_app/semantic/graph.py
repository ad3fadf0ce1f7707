"""The graphs that are run: MiniLM, which is six layers of BERT and their mean, and rows times a column."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from factually_app.semantic.sessions import COLUMN, INPUT, OUTPUT, PRODUCTS, ROWS
from factually_app.semantic.vector import WIDTH
from factually_app.semantic.weights import Array

LAYERS, HEADS = 6, 12
_HEAD = WIDTH // HEADS
_EPSILON = 1e-12
_OPSET = 20
"""The first in which GELU is one step."""
_FORMAT = 9
"""Of the file; read by every onnxruntime that knows these steps."""


def sentence_graph(weights: Mapping[str, Array]) -> ModelProto:
    """Return the graph that makes the vector of one text out of the numbers of its pieces, [1, n].

    One text at a time: nothing is padded, so that nothing has to be masked.
    """
    drawing = _Drawing(weights)
    hidden = _embedded(drawing)
    for layer in range(LAYERS):
        hidden = _layer(drawing, hidden, f"encoder.layer.{layer}")
    mean = drawing.add("ReduceMean", hidden, drawing.whole([1]), keepdims=0)
    drawing.add("LpNormalization", mean, name=OUTPUT, axis=-1, p=2)
    graph = helper.make_graph(
        drawing.nodes,
        "minilm",
        [helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, WIDTH])],
        drawing.constants,
    )
    return _model(graph)


def closeness_graph() -> ModelProto:
    """Return the graph that multiplies rows of whole numbers by a column of them, exactly."""
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", [ROWS, COLUMN], [PRODUCTS])],
        "closeness",
        [
            helper.make_tensor_value_info(ROWS, TensorProto.INT8, ["n", WIDTH]),
            helper.make_tensor_value_info(COLUMN, TensorProto.INT8, [WIDTH, 1]),
        ],
        [helper.make_tensor_value_info(PRODUCTS, TensorProto.INT32, ["n", 1])],
    )
    return _model(graph)


def _model(graph: GraphProto) -> ModelProto:
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_FORMAT)


@dataclass
class _Drawing:
    """The graph as far as it is drawn: each step is called by a number, each array by its name."""

    weights: Mapping[str, Array]
    nodes: list[NodeProto] = field(default_factory=list)
    constants: list[TensorProto] = field(default_factory=list)

    def add(self, kind: str, *inputs: str, name: str | None = None, **how: object) -> str:
        """Add a step and return what its result is called."""
        result = name or f"{kind}-{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [result], name=f"make {result}", **how))
        return result

    def constant(self, array: Array, name: str) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def whole(self, numbers: list[int]) -> str:
        return self.constant(np.array(numbers, np.int64), f"numbers-{len(self.constants)}")

    def dense(self, x: str, name: str) -> str:
        """Multiply by a matrix, which files keep turned, and add what belongs to it."""
        matrix = self.constant(self.weights[f"{name}.weight"].T, f"{name}.weight")
        bias = self.constant(self.weights[f"{name}.bias"], f"{name}.bias")
        return self.add("Add", self.add("MatMul", x, matrix), bias)

    def normal(self, x: str, name: str) -> str:
        scale = self.constant(self.weights[f"{name}.weight"], f"{name}.weight")
        bias = self.constant(self.weights[f"{name}.bias"], f"{name}.bias")
        return self.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=_EPSILON)


def _embedded(drawing: _Drawing) -> str:
    """Draw what each piece is, and where it stands; all are of the first of the two texts that BERT knows."""
    pieces = drawing.constant(drawing.weights["embeddings.word_embeddings.weight"], "pieces known")
    places = drawing.weights["embeddings.position_embeddings.weight"]
    first = drawing.weights["embeddings.token_type_embeddings.weight"][0]
    placed = drawing.constant(places + first, "places")
    length = drawing.add("Shape", INPUT, start=1, end=2)
    standing = drawing.add("Slice", placed, drawing.whole([0]), length, drawing.whole([0]))
    return drawing.normal(
        drawing.add("Add", drawing.add("Gather", pieces, INPUT), standing), "embeddings.LayerNorm"
    )


def _layer(drawing: _Drawing, hidden: str, name: str) -> str:
    attention = f"{name}.attention"
    seen = drawing.dense(_attention(drawing, hidden, f"{attention}.self"), f"{attention}.output.dense")
    hidden = drawing.normal(drawing.add("Add", hidden, seen), f"{attention}.output.LayerNorm")
    wide = drawing.add("Gelu", drawing.dense(hidden, f"{name}.intermediate.dense"))
    told = drawing.dense(wide, f"{name}.output.dense")
    return drawing.normal(drawing.add("Add", hidden, told), f"{name}.output.LayerNorm")


def _attention(drawing: _Drawing, hidden: str, name: str) -> str:
    """Let each piece look at all pieces, by twelve heads."""
    asks = _by_head(drawing, drawing.dense(hidden, f"{name}.query"), [0, 2, 1, 3])
    answers = _by_head(drawing, drawing.dense(hidden, f"{name}.key"), [0, 2, 3, 1])
    tells = _by_head(drawing, drawing.dense(hidden, f"{name}.value"), [0, 2, 1, 3])
    root = drawing.constant(np.array(_HEAD**0.5, np.float32), f"{name}.root")
    met = drawing.add("Div", drawing.add("MatMul", asks, answers), root)
    told = drawing.add("MatMul", drawing.add("Softmax", met, axis=-1), tells)
    return drawing.add(
        "Reshape", drawing.add("Transpose", told, perm=[0, 2, 1, 3]), drawing.whole([1, -1, WIDTH])
    )


def _by_head(drawing: _Drawing, x: str, order: list[int]) -> str:
    return drawing.add(
        "Transpose", drawing.add("Reshape", x, drawing.whole([1, -1, HEADS, _HEAD])), perm=order
    )

#!/usr/bin/env bash
# Package: onnxruntime 1.30.0, CPU.
# Behaviour: ReduceMax and ReduceMin keep a NaN only where it comes first; the operator Max keeps it wherever it is.
# Seen: ReduceMax of [NaN, 1, 2] is NaN, of [1, NaN, 2] and [1, 2, NaN] it is 2.
# Expected: NaN each time: as numpy.max and torch.amax, from which models are exported, and as the same runtime's
#   Max does.
# Here: a softmax takes the largest logit away first. A NaN in a net's outputs is not seen in the maximum, so that a
#   check of the maximum for being finite passes, and results depend on the order of the classes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check onnx==1.19.0 onnxruntime==1.30.0 numpy
cat > finding.py <<'END'
import numpy as np, onnxruntime as ort
from onnx import TensorProto, helper


def run(operator, x, shape, **attributes):
    value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    node = helper.make_node(operator, ["x"], ["y"], **attributes)
    graph = helper.make_graph([node], "g", [value("x", x.shape)], [value("y", shape)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0]


largest = lambda *row: float(run("ReduceMax", np.array([row], np.float32), [1, 1], keepdims=1)[0, 0])
nan = float("nan")
seen = [largest(nan, 1, 2), largest(1, nan, 2), largest(1, 2, nan)]
print("ReduceMax:", seen, "numpy:", [float(np.max(row)) for row in ([nan, 1, 2], [1, nan, 2], [1, 2, nan])])
assert np.isnan(seen[0]) and seen[1:] == [2, 2]
assert np.isnan(run("Max", np.array([[1, nan, 2]], np.float32), [1, 3])[0, 1])
END
env/bin/python finding.py

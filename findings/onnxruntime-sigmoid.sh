#!/usr/bin/env bash
# Package: onnxruntime 1.30.0, CPU, float32.
# Behaviour: Sigmoid has an absolute error of about 1e-7, not a relative one, and is exactly 0 from -18 down.
# Seen: 5.96e-8 at -16 (true 1.13e-7), 0 at -18 (true 1.52e-8) and at -50 (true 1.9e-22).
# Expected: a few units in the last place down to -87, as torch.sigmoid and 1 / (1 + exp(-x)) in float32 give; the
#   ONNX standard defines just that formula.
# Here: the logarithm of a classifier's output is -Infinity for words of which it is sure, and a training's loss
#   with it. We take losses from logits, by log(1 + exp(-|x|)).
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


at = [-10, -16, -18, -50]
seen = run("Sigmoid", np.array([at * 4], np.float32), [1, 16])[0, :4]
true = 1 / (1 + np.exp(-np.array(at, np.float64)))
for row in zip(at, seen, true):
    print("Sigmoid(%g) = %.4g, true %.4g" % row)
assert abs(seen[0] / true[0] - 1) < 1e-3 and abs(seen[1] / true[1] - 1) > 0.3 and all(seen[2:] == 0)
END
env/bin/python finding.py

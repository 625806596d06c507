#!/usr/bin/env bash
# Package: onnxruntime 1.30.0, CPU, all optimisations on.
# Behaviour: a node whose output nothing reads is run.
# Seen: of the graph y = Relu(x), with Sin(x) computed beside it and given to nobody, the profile lists both
#   kernels.
# Expected: that it is left out: the documentation of graph optimisations names "redundant node eliminations" among
#   the basic ones, and compilers of such graphs (XLA, TVM) do it.
# Here: what a tracing library makes of a gradient is a quarter dead nodes (272 of 1015 for a small transformer).
#   They cost their time at each step until we took them out ourselves.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check onnx==1.19.0 onnxruntime==1.30.0 numpy
cat > finding.py <<'END'
import json
import numpy as np, onnxruntime as ort
from onnx import TensorProto, helper

value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [4])
nodes = [
    helper.make_node("Sin", ["x"], ["unread"], name="dead"),
    helper.make_node("Relu", ["x"], ["y"], name="live"),
]
graph = helper.make_graph(nodes, "g", [value("x")], [value("y")])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
options = ort.SessionOptions()
options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
options.enable_profiling = True
session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
session.run(None, {"x": np.ones(4, np.float32)})
with open(session.end_profiling()) as profile:
    run = sorted({event["name"] for event in json.load(profile) if event.get("cat") == "Node"})
print(run)
assert run == ["dead_kernel_time", "live_kernel_time"]
END
env/bin/python finding.py

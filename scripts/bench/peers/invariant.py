"""Jones and Alexander polynomials by Regina, and the Alexander polynomial from knot Floer homology by Spherogram.

The best that there is in Python: both hand the work to compiled libraries, which choose their algorithm themselves; all
words of a job are asked for at once, and what they return is read after the clock has stopped.

Reads a line {"task": ..., "words": [[...]]} at a time from standard input; answers a line {"seconds", "values"}, values as
[[exponent, coefficient], ...] in t. Diagrams are made before the clock starts. The first line sent says who is there.
"""

import importlib
import importlib.metadata
import json
import sys
import time


def optional(name):
    try:
        return importlib.import_module(name), f"{name} {importlib.metadata.version(name)}"
    except ImportError:
        return None, None


regina, regina_name = optional("regina")
spherogram, spherogram_name = optional("spherogram")


def diagram(word):
    return spherogram.Link(braid_closure=word)


def regina_link(word):
    return regina.Link.fromPD(diagram(word).PD_code(min_strand_index=1))


def regina_jones(links):
    return [link.jones() for link in links]


def regina_alexander(links):
    return [link.alexander() for link in links]


def spherogram_floer(links):
    return [link.knot_floer_homology() for link in links]


def euler(floer):
    sums = {}
    for (alexander, maslov), rank in floer["ranks"].items():
        sums[alexander] = sums.get(alexander, 0) + (-1) ** maslov * rank
    return sorted([e, c] for e, c in sums.items() if c != 0)


def jones_terms(v):
    pairs = [(e / 2, int(v[e].stringValue())) for e in range(v.minExp(), v.maxExp() + 1)]
    return [pair for pair in pairs if pair[1] != 0]


def alexander_terms(d):
    pairs = [(e, int(d[e].stringValue())) for e in range(d.degree() + 1)]
    pairs = [pair for pair in pairs if pair[1] != 0]
    middle = (pairs[0][0] + pairs[-1][0]) // 2
    return [(e - middle, c) for e, c in pairs]


both = regina is not None and spherogram is not None
tasks = {}
if both:
    tasks["jones"] = (regina_name, regina_link, regina_jones, jones_terms)
    tasks["alexander"] = (regina_name, regina_link, regina_alexander, alexander_terms)
if spherogram is not None:
    tasks["floer"] = (spherogram_name, diagram, spherogram_floer, euler)

print(json.dumps({name: task[0] for name, task in tasks.items()}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    _, make, run, read = tasks[job["task"]]
    links = [make(word) for word in job["words"]]
    start = time.perf_counter()
    results = run(links)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "values": [read(result) for result in results]}), flush=True)

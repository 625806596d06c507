"""What knot theorists ask of Python: Jones and Alexander polynomials by Regina, Khovanov homology by khoca, KnotInfo's words.

The best that there is in Python: compiled libraries, each with its own choice of algorithm; khoca over a field of machine words.
What they are asked about is made before the clock starts, and what they return is read after it has stopped.

    jones     regina: link.jones()                     values [[exponent of t, coefficient], ...]
    both      regina: link.jones(), link.alexander()   no values
    khovanov  khoca over the field of 32003 elements   values: the rank of the unreduced homology
    words     database_knotinfo: the braid words of its knots, in its order; no time

Reads a line {"task", "codes" or "words"} at a time from standard input; answers a line {"seconds", "values"}, seconds of the processor. The
first line, whose task is null, is answered by the names of the tasks.
"""

import importlib
import json
import sys
import time


def optional(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


regina = optional("regina")
khoca = optional("khoca")
knotinfo = optional("database_knotinfo")


def regina_links(job):
    return [regina.Link.fromPD([tuple(crossing) for crossing in code]) for code in job["codes"]]


def jones(links):
    return [link.jones() for link in links]


def jones_terms(v):
    pairs = [(e / 2, int(v[e].stringValue())) for e in range(v.minExp(), v.maxExp() + 1)]
    return [pair for pair in pairs if pair[1] != 0]


def both(links):
    return [(link.jones(), link.alexander()) for link in links]


def khoca_links(job):
    if "words" in job:
        return [tuple(word) for word in job["words"]]
    return [[list(crossing) for crossing in code] for code in job["codes"]]


def khovanov(links):
    calculator = khoca.InteractiveCalculator(32003)
    return [calculator(link) for link in links]


def rank(homology):
    return sum(coefficient for _, _, _, coefficient in homology[1])


def knotinfo_words(_):
    rows = [row["braid_notation"] for row in knotinfo.link_list()]
    return [json.loads(row) for row in rows if row.startswith("[") and not row.startswith("[[")]


tasks = {}
if regina is not None:
    tasks["jones"] = (regina_links, jones, jones_terms)
    tasks["both"] = (regina_links, both, lambda _: None)
if khoca is not None:
    tasks["khovanov"] = (khoca_links, khovanov, rank)
if knotinfo is not None:
    tasks["words"] = (knotinfo_words, lambda words: words, lambda word: word)

for line in sys.stdin:
    job = json.loads(line)
    if job["task"] is None:
        print(json.dumps(list(tasks)), flush=True)
        continue
    make, run, read = tasks[job["task"]]
    links = make(job)
    start = time.process_time()
    results = run(links)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "values": [read(result) for result in results]}), flush=True)

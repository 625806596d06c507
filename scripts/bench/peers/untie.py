"""Whether a diagram is one of the unknot, by SnapPy and by Regina.

The best that there is in Python: compiled libraries, each asked the one question that it answers by itself.

    group     snappy: Link(code).exterior().fundamental_group() has one generator and no relator
    simplify  snappy: Link.simplify("global") leaves no crossing
    floer     snappy: knot_floer_homology() finds genus 0 (Szabo's program), in a process of its own that ends after so many `seconds`
    torus     regina: the complement is a solid torus

Reads a line {"task": ..., "crossings": [[...]], "seconds": ...} at a time from standard input; answers a line {"seconds", "solved"}:
seconds of processor time, without those in which the library reads the code. The first line, which asks nothing, is answered
by the names of the tasks.
"""

import json
import multiprocessing
import resource
import sys
import time

import spherogram

try:
    import snappy
except ImportError:
    snappy = None
try:
    import regina
except ImportError:
    regina = None


def link(crossings):
    return spherogram.Link([tuple(crossing) for crossing in crossings])


def regina_link(crossings):
    return regina.Link.fromPD(link(crossings).PD_code(min_strand_index=1))


def group(link):
    found = link.exterior().fundamental_group()
    return found.num_generators() == 1 and found.num_relators() == 0


def simplify(link):
    link.simplify("global")
    return len(link.crossings) == 0


def torus(link):
    complement = link.complement()
    complement.truncateIdeal() if hasattr(complement, "truncateIdeal") else complement.idealToFinite()
    complement.simplify() if hasattr(complement, "simplify") else complement.intelligentSimplify()
    return complement.isSolidTorus()


def floer_within(crossings, seconds, pipe):
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    knot = link(crossings)
    start = time.process_time()
    genus = knot.knot_floer_homology()["seifert_genus"]
    pipe.send([time.process_time() - start, genus == 0])


def floer(crossings, seconds):
    ours, theirs = multiprocessing.Pipe(False)
    arguments = (crossings, seconds, theirs)
    child = multiprocessing.get_context("fork").Process(target=floer_within, args=arguments)
    child.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        answer = [seconds, False]
    child.join()
    return answer


tasks = {}
if snappy is not None:
    tasks["group"] = (link, group)
    tasks["simplify"] = (link, simplify)
if regina is not None:
    tasks["torus"] = (regina_link, torus)

for line in sys.stdin:
    job = json.loads(line)
    task = job["task"]
    if task is None:
        answer = [*tasks, *(["floer"] if snappy is not None else [])]
    elif task == "floer":
        seconds, solved = floer(job["crossings"], job["seconds"])
        answer = {"seconds": seconds, "solved": solved}
    else:
        read, ask = tasks[task]
        diagram = read(job["crossings"])
        start = time.process_time()
        solved = ask(diagram)
        answer = {"seconds": time.process_time() - start, "solved": solved}
    print(json.dumps(answer), flush=True)

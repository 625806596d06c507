"""Tasks of no work whose results are kept: trials of Optuna in SQLite, and cached calls of joblib.Memory.

The best that a good engineer would write for results that outlast the process: Optuna is used by ask and tell, which leaves
out its own loop; its storage is SQLite, the one that keeps trials on disk without a server. joblib.Memory pickles each result into a folder of its own; it does not wait for the disk, Optuna and we do.

Reads a line {"library": ..., "tasks": n} at a time from standard input; answers a line {"milliseconds"} of processor time a
task, of all threads. What is made once (the study, the folder) is made before the clock starts.
"""

import importlib
import json
import sys
import tempfile
import time


def optuna_tasks(count, folder):
    optuna = importlib.import_module("optuna")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(storage=f"sqlite:///{folder}/study.db")
    started = time.process_time()
    for number in range(count):
        trial = study.ask()
        study.tell(trial, float(number))
    return time.process_time() - started


def nothing(number):
    return number


def joblib_tasks(count, folder):
    joblib = importlib.import_module("joblib")
    cached = joblib.Memory(folder, verbose=0).cache(nothing)
    started = time.process_time()
    for number in range(count):
        cached(number)
    return time.process_time() - started


programs = {"optuna": optuna_tasks, "joblib": joblib_tasks}

for line in sys.stdin:
    job = json.loads(line)
    with tempfile.TemporaryDirectory() as folder:
        seconds = programs[job["library"]](job["tasks"], folder)
    print(json.dumps({"milliseconds": 1000 * seconds / job["tasks"]}), flush=True)

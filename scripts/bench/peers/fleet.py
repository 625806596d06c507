"""Tasks on a worker of its own, with 1 kB there and 1 kB back: Ray's remote functions, Dask distributed's futures.

The best that a good engineer would write: Ray with one processor and without its dashboard, arguments within the message, all
tasks submitted before the first result is asked for; Dask with one worker process of one thread over TCP, futures of one
`map`, results taken in batches as they come, without its dashboard. Neither keeps results over a restart; our journal is not
in what is compared, either.

Reads a line {"library", "tasks", "seconds"} at a time from standard input: a task sleeps for so long, and sends back what it
was sent. Answers a line {"milliseconds", "wall"}: processor time a task, in all processes (driver, scheduler, worker and whatever
else was started), and seconds on the clock. What is started once is started before.
"""

import atexit
import json
import os
import signal
import sys
import time

library = sys.argv[1]
payload = bytes(1000)
hertz = os.sysconf("SC_CLK_TCK")


def used():
    """Seconds of processor time of this process, of all below it, and of those that have ended."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rpartition(") ")[2].split()
        except OSError:
            continue
        found[int(name)] = int(fields[1]), sum(map(int, fields[11:15]))
    family = {os.getpid()}
    while grown := {pid for pid, (parent, _) in found.items() if parent in family} - family:
        family |= grown
    return sum(found[pid][1] for pid in family) / hertz


def echo(sent, seconds):
    if seconds > 0:
        time.sleep(seconds)
    return sent


def with_ray():
    import ray

    ray.init(num_cpus=1, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    atexit.register(ray.shutdown)
    remote = ray.remote(num_cpus=1)(echo)

    def run(tasks, seconds):
        ray.get([remote.remote(payload, seconds) for _ in range(tasks)])

    return run


def with_dask():
    from dask.distributed import Client, LocalCluster, as_completed

    cluster = LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, protocol="tcp", dashboard_address=None, silence_logs=50
    )
    client = Client(cluster)
    atexit.register(cluster.close)
    atexit.register(client.close)

    def run(tasks, seconds):
        futures = client.map(echo, [payload] * tasks, seconds=seconds, pure=False)
        for batch in as_completed(futures, with_results=True).batches():
            for _ in batch:
                pass

    return run


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    run = {"ray": with_ray, "distributed": with_dask}[library]()
    for line in sys.stdin:
        job = json.loads(line)
        before, began = used(), time.perf_counter()
        run(job["tasks"], job["seconds"])
        wall = time.perf_counter() - began
        print(json.dumps({"milliseconds": 1000 * (used() - before) / job["tasks"], "wall": wall}), flush=True)

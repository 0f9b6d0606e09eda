#!/usr/bin/env python3
"""Measures a case in eager PyTorch, the other side of the comparisons that ../compare makes.

usage: peer.py MODULE [NAME=VALUE ...] [--threads N] [--warm-up SECONDS] [--block SECONDS]

MODULE is a file beside this one whose setup(parameters) returns a function: it runs one iteration and returns how many items that did. The parameters are those of
the case. Once warm, the program prints a line of JSON with its versions; each line "go" on standard input is answered by a measured block of iterations, a line of
JSON; between blocks it sleeps; it ends when its input does. By hand: echo go | peer.py recurrent cell=lstm hidden=256 batch=32 time=64 pass=train"""
import argparse, importlib, json, os, platform, resource, sys, time

LEAST_WARM_UP = 3


class Parameters(dict):
    """The sizes and choices of a case."""

    def number(self, name, default=None):
        return int(self.get(name, default))

    def flag(self, name):
        return self.get(name) == "true"


def run(iteration, iterations):
    """Items, seconds and seconds of processors of so many iterations."""
    cpu, start = time.process_time(), time.perf_counter()
    items = sum(iteration() for _ in range(iterations))
    return items, time.perf_counter() - start, time.process_time() - cpu


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("module")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--warm-up", type=float, default=2)
    parser.add_argument("--block", type=float, default=1)
    parser.add_argument("parameters", nargs="*", metavar="NAME=VALUE")
    arguments = parser.parse_intermixed_args()
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer

    import torch

    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    parameters = Parameters(text.split("=", 1) for text in arguments.parameters)
    iteration = importlib.import_module(arguments.module).setup(parameters)
    start, warm = time.perf_counter(), 0
    while warm < LEAST_WARM_UP or time.perf_counter() - start < arguments.warm_up:
        iteration()
        warm += 1
    again = max(1, warm // 4)
    iterations = max(1, round(arguments.block * again / run(iteration, again)[1]))

    def answer(**fields):
        print(json.dumps(fields), file=out, flush=True)

    answer(versions={"pytorch": torch.__version__, "python": platform.python_version()})
    for line in sys.stdin:
        if line != "go\n":
            sys.exit(f"A peer takes the line go only, not {line.strip()}.")
        items, seconds, cpu = run(iteration, iterations)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        answer(iterations=iterations, items=items, milliseconds=seconds * 1e3, cpu_milliseconds=cpu * 1e3, peak_megabytes=round(peak))


if __name__ == "__main__":
    main()

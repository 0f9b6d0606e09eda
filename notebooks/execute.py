"""Executes notebooks, each with a kernel of its own: execute.py TARGET_FOLDER LOG_FOLDER NOTEBOOK..."""

import asyncio
import base64
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async

SECONDS_A_CELL = 600
SECONDS_TO_START = 120
SECONDS_TO_ANSWER = 20
STARTS = 8
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Client(NotebookClient):
    """Speaks to a kernel when it is ready: the Java kernel breaks if a message comes between its binding of the ports and
    the end of its start, which on a busy machine is a matter of seconds."""

    kernel_log = None

    async def async_start_new_kernel_client(self):
        for start in range(1, STARTS + 1):
            await self.bound(start)
            self.kc = self.km.client()
            self.kc.start_channels()
            try:
                await ensure_async(self.kc.wait_for_ready(timeout=SECONDS_TO_ANSWER))
                self.kc.allow_stdin = False
                return self.kc
            except RuntimeError:
                self.kc.stop_channels()
                if start == STARTS:
                    raise
                await ensure_async(self.km.restart_kernel(now=True))

    async def bound(self, start):
        """Waits until the kernel of this start says that it listens, and a little longer."""
        for _ in range(10 * SECONDS_TO_START):
            if self.kernel_log.read_text(encoding="utf-8", errors="replace").count("Polling on Heartbeat") >= start:
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(start)  # longer from start to start: a second is not always enough


def halve(notebook):
    """Pictures have two pixels to a point: they are shown at half their pixels."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            png = output.get("data", {}).get("image/png")
            if png:
                header = base64.b64decode(png[:64])
                width, height = (int.from_bytes(header[at : at + 4], "big") for at in (16, 20))
                output.metadata["image/png"] = {"width": width // 2, "height": height // 2}


def failed(notebook, error, log):
    """What went wrong, in a sentence."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, 1):
        for output in cell.outputs:
            if output.output_type == "error":
                trace = COLOURS.sub("", "\n".join(output.traceback))
                return f"code cell {number} of {len(code)} failed: {output.evalue}\n{trace}"
    if isinstance(error, CellTimeoutError):
        return f"a cell ran for more than {SECONDS_A_CELL} s."
    return f"the Java kernel ended: {log} says why. ({COLOURS.sub('', str(error)).strip()})"


def run(path, target, log):
    notebook = nbformat.read(path, as_version=4)
    client = Client(notebook, timeout=SECONDS_A_CELL, kernel_name="java", record_timing=False, coalesce_streams=True)
    client.kernel_log = log
    with log.open("w", encoding="utf-8") as output:
        try:
            client.execute(stdout=output, stderr=output)
        except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
            return failed(notebook, error, log)
    noise = [o.text for c in notebook.cells for o in c.get("outputs", []) if o.get("name") == "stderr"]
    if noise:
        return f"a cell wrote to standard error, expected results only: {noise[0].strip()}"
    halve(notebook)
    target.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target / path.name)
    return None


def main():
    target, logs, *paths = map(Path, sys.argv[1:])
    logs.mkdir(parents=True, exist_ok=True)
    failures = 0
    for path in paths:
        start = time.monotonic()
        fault = run(path, target, logs / f"{path.stem}.log")
        seconds = time.monotonic() - start
        if fault:
            failures += 1
            print(f"notebooks/{path.name}: {fault}", file=sys.stderr)
        else:
            print(f"notebooks/{path.name}: {seconds:.0f} s", flush=True)
    sys.exit(1 if failures else 0)


main()

"""How notebooks/run --open starts the Java kernel.

The kernel breaks if a message comes between its binding of the ports and the end of its start, and Jupyter sends one at
once. So Jupyter is told of the kernel only when it says that it listens and a little time has passed.
"""

import asyncio
import os
from pathlib import Path

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

SECONDS_TO_START = 120
SECONDS_TO_SETTLE = 2


class JavaKernelManager(ServerKernelManager):
    """Starts the Java kernel with patience, others as ever. What the kernel says of itself goes to a file."""

    async def _async_launch_kernel(self, kernel_cmd, **options):
        if self.kernel_name != "java":
            return await super()._async_launch_kernel(kernel_cmd, **options)
        log = Path(os.environ["SEQ4J_NOTEBOOK_LOGS"], f"kernel-{self.kernel_id}.log")
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as output:
            await super()._async_launch_kernel(kernel_cmd, **{**options, "stdout": output, "stderr": output})
        await self._listens(log)
        await asyncio.sleep(SECONDS_TO_SETTLE)

    async def _listens(self, log):
        for _ in range(10 * SECONDS_TO_START):
            if not await self._async_is_alive():
                raise RuntimeError(f"The Java kernel ended at its start; {log} says why.")
            if "Polling on Heartbeat" in log.read_text(encoding="utf-8", errors="replace"):
                return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"The Java kernel does not listen after {SECONDS_TO_START} s; {log} holds what it said.")

#!/usr/bin/env python3
"""Times a pointer network in eager PyTorch, the peer of PointerTiming.

LSTM encoder over 50 points in the plane, LSTM decoder over the points chosen so far, additive pointing (Vinyals, Fortunato, Jaitly 2015, equation 3) over the encoder's
outputs and a learned row for the end, all sizes 256, 13 output steps, batch 128.
train: one iteration: forward with the decoder and the pointing over all steps at once, cross-entropy, backward, clipping by global norm, Adam.
greedy: examples of 13 steps a second.
usage: torch_pointer.py train|greedy [THREADS] [RUNS] [BATCH] [POINTS] [STEPS] [HIDDEN]"""
import resource, statistics, sys, time
import torch
from torch import nn
from torch.nn import functional as F


class Pointer(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.encoder, self.decoder = (nn.LSTM(2, hidden, batch_first=True) for _ in range(2))
        self.start, self.end = nn.Parameter(torch.randn(2)), nn.Parameter(torch.randn(hidden) * 0.1)
        self.key, self.query = (nn.Linear(hidden, hidden, bias=False) for _ in range(2))
        self.score = nn.Linear(hidden, 1, bias=False)

    def encode(self, points):
        memory, state = self.encoder(points)  # [B, S, H]
        ends = self.end.expand(memory.shape[0], 1, -1)
        return self.key(torch.cat([ends, memory], 1)), state

    def point(self, keys, states):  # [B, S + 1, A], [B, T, H] -> [B, T, S + 1]
        return self.score(torch.tanh(self.query(states).unsqueeze(2) + keys.unsqueeze(1))).squeeze(3)

    def chosen(self, points, positions):  # [B, T], 0: the start
        rows = torch.cat([self.start.expand(points.shape[0], 1, -1), points], 1)
        return rows.gather(1, positions.unsqueeze(2).expand(-1, -1, 2))

    def forward(self, points, positions):
        keys, state = self.encode(points)
        return self.point(keys, self.decoder(self.chosen(points, positions), state)[0])


def report(what, times, examples=0):
    ms = statistics.median(times) * 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rate = f", {examples / ms * 1e3:.0f} examples a second" if examples else ""
    print(f"{what}: median {ms:.1f} ms{rate}; peak memory {peak} MB")


def train(model, runs, batch, points, steps):
    adam = torch.optim.Adam(model.parameters(), 1e-3)
    source = torch.rand(batch, points, 2)
    labels = torch.randint(1, points + 1, (batch, steps))
    labels[:, -1] = 0
    target = torch.cat([torch.zeros(batch, 1, dtype=torch.long), labels[:, :-1]], 1)
    times = []
    for i in range(runs + 3):
        start = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(source, target).flatten(0, 1), labels.flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        if i >= 3:
            times.append(time.perf_counter() - start)
    return times


@torch.no_grad()
def greedy(model, runs, batch, points, steps):
    times = []
    for i in range(runs + 3):
        source = torch.rand(batch, points, 2)
        start = time.perf_counter()
        keys, state = model.encode(source)
        position, positions = torch.zeros(batch, 1, dtype=torch.long), []
        for _ in range(steps):
            output, state = model.decoder(model.chosen(source, position), state)
            position = 1 + model.point(keys, output)[:, :, 1:].argmax(2)
            positions.append(position)
        torch.cat(positions, 1)
        if i >= 3:
            times.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    torch.manual_seed(1)
    threads, runs, batch, points, steps, hidden = (list(map(int, sys.argv[2:])) + [2, 20, 128, 50, 13, 256][len(sys.argv) - 2 :])[:6]
    torch.set_num_threads(threads)
    kind = {"train": train, "greedy": greedy}[sys.argv[1]]
    what = f"{sys.argv[1]}, batch {batch}, {points} points, {steps} steps, H={hidden}, {threads} threads"
    report(what, kind(Pointer(hidden), runs, batch, points, steps), batch if sys.argv[1] == "greedy" else 0)

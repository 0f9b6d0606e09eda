#!/usr/bin/env python3
"""Times an attention sequence-to-sequence model in eager PyTorch, the peer of Seq2SeqTiming.

Bidirectional LSTM encoder, LSTM cell decoder with Bahdanau attention and input feeding of the attentional vector tanh(W [c; s]) (Luong et al. 2015), all sizes 256,
vocabulary 8,000 on both sides, sources and targets of 25 tokens.
train: one iteration at batch 64: forward with the output layer over all steps at once, cross-entropy, backward, clipping by global norm, Adam.
greedy, beam: sentences of 25 steps a second; a beam of 5 hypotheses a sentence, states reordered by index_select.
usage: torch_seq2seq.py train [THREADS] [RUNS] [BATCH] [LENGTH] [VOCABULARY] [HIDDEN]
       torch_seq2seq.py greedy|beam [THREADS] [RUNS] [BATCH (1|32)] [LENGTH] [VOCABULARY] [HIDDEN] [BEAM]"""
import resource, statistics, sys, time
import torch
from torch import nn
from torch.nn import functional as F


class Seq2Seq(nn.Module):
    def __init__(self, vocabulary, hidden):
        super().__init__()
        self.source_embedding = nn.Embedding(vocabulary, hidden)
        self.target_embedding = nn.Embedding(vocabulary, hidden)
        self.encoder = nn.LSTM(hidden, hidden, bidirectional=True, batch_first=True)
        self.bridge_h, self.bridge_c = nn.Linear(2 * hidden, hidden), nn.Linear(2 * hidden, hidden)
        self.cell = nn.LSTMCell(2 * hidden, hidden)
        self.key, self.query = nn.Linear(2 * hidden, hidden, bias=False), nn.Linear(hidden, hidden, bias=False)
        self.score = nn.Linear(hidden, 1, bias=False)
        self.combine = nn.Linear(3 * hidden, hidden)
        self.output = nn.Linear(hidden, vocabulary)

    def encode(self, source):
        memory, (h, c) = self.encoder(self.source_embedding(source))  # [B, S, 2H], [2, B, H]
        join = lambda state: torch.cat([state[0], state[1]], 1)
        h, c = torch.tanh(self.bridge_h(join(h))), torch.tanh(self.bridge_c(join(c)))
        return memory, self.key(memory), (h, c, torch.zeros_like(h))

    def step(self, embedded, memory, keys, state):
        h, c, fed = state
        h, c = self.cell(torch.cat([embedded, fed], 1), (h, c))
        scores = self.score(torch.tanh(self.query(h).unsqueeze(1) + keys)).squeeze(2)  # [B, S]
        context = torch.bmm(torch.softmax(scores, 1).unsqueeze(1), memory).squeeze(1)  # [B, 2H]
        return h, c, torch.tanh(self.combine(torch.cat([context, h], 1)))

    def forward(self, source, target):
        memory, keys, state = self.encode(source)
        vectors = []
        for embedded in self.target_embedding(target).unbind(1):
            state = self.step(embedded, memory, keys, state)
            vectors.append(state[2])
        return self.output(torch.stack(vectors, 1))  # all steps at once


def report(what, times, sentences=0):
    ms = statistics.median(times) * 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rate = f", {sentences / ms * 1e3:.1f} sentences a second" if sentences else ""
    print(f"{what}: median {ms:.1f} ms{rate}; peak memory {peak} MB")


def train(threads=2, runs=15, batch=64, length=25, vocabulary=8000, hidden=256):
    torch.set_num_threads(threads)
    model = Seq2Seq(vocabulary, hidden)
    adam = torch.optim.Adam(model.parameters(), 1e-3)
    source, target, labels = (torch.randint(4, vocabulary, (batch, length)) for _ in range(3))
    times = []
    for i in range(runs + 3):
        start = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(source, target).view(-1, vocabulary), labels.view(-1))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        if i >= 3:
            times.append(time.perf_counter() - start)
    report(f"training iteration, batch {batch}, length {length}, V={vocabulary} H={hidden}, {threads} threads", times)


@torch.no_grad()
def greedy(model, source, steps):
    memory, keys, state = model.encode(source)
    token, tokens = torch.full((source.shape[0],), 2), []
    for _ in range(steps):
        state = model.step(model.target_embedding(token), memory, keys, state)
        token = model.output(state[2]).argmax(1)
        tokens.append(token)
    return torch.stack(tokens, 1)


@torch.no_grad()
def beam(model, source, steps, size):
    batch, vocabulary = source.shape[0], model.output.out_features
    memory, keys, state = model.encode(source)
    repeat = torch.arange(batch).repeat_interleave(size)
    memory, keys = memory.index_select(0, repeat), keys.index_select(0, repeat)  # once; the rows of a sentence stay together
    state = tuple(part.index_select(0, repeat) for part in state)
    first = (torch.arange(batch) * size).unsqueeze(1)
    sums = torch.full((batch, size), float("-inf"))
    sums[:, 0] = 0  # all hypotheses are alike before the first step
    token, tokens = torch.full((batch * size,), 2), torch.empty(batch * size, 0, dtype=torch.long)
    for _ in range(steps):
        state = model.step(model.target_embedding(token), memory, keys, state)
        scores = torch.log_softmax(model.output(state[2]), 1).view(batch, size, vocabulary)
        sums, best = (sums.unsqueeze(2) + scores).view(batch, -1).topk(size, 1)
        rows = (first + best // vocabulary).view(-1)
        token = (best % vocabulary).view(-1)
        state = tuple(part.index_select(0, rows) for part in state)
        tokens = torch.cat([tokens.index_select(0, rows), token.unsqueeze(1)], 1)
    return tokens.view(batch, size, -1)[:, 0]


def search(kind, threads=2, runs=10, batch=0, length=25, vocabulary=8000, hidden=256, size=5):
    torch.set_num_threads(threads)
    model = Seq2Seq(vocabulary, hidden).eval()
    batch = batch or (1 if kind == "greedy" else 32)
    times = []
    for i in range(runs + 2):
        source = torch.randint(4, vocabulary, (batch, length))
        start = time.perf_counter()
        greedy(model, source, length) if kind == "greedy" else beam(model, source, length, size)
        if i >= 2:
            times.append(time.perf_counter() - start)
    name = "greedy" if kind == "greedy" else f"beam {size}"
    report(f"{name}, batch {batch}, length {length}, V={vocabulary} H={hidden}, {threads} threads", times, batch)


if __name__ == "__main__":
    torch.manual_seed(1)
    numbers = list(map(int, sys.argv[2:]))
    train(*numbers) if sys.argv[1] == "train" else search(sys.argv[1], *numbers)

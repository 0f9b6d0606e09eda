#!/usr/bin/env python3
"""Times a character language model in PyTorch, the peer of LanguageModelTiming (train) and GenerationTiming (generate).

train: one iteration of embedding, one recurrent layer, linear, cross-entropy, clipping by global norm, Adam. generate: one character at batch 1, sampled.
usage: torch_language_model.py train CELL(RNN|LSTM|GRU) HIDDEN BATCH TIME [THREADS] [RUNS] [VOCABULARY]
       torch_language_model.py generate CELL HIDDEN EMBEDDING [THREADS] [CHARACTERS]"""
import resource, statistics, sys, time
import torch


class LanguageModel(torch.nn.Module):
    def __init__(self, cell, vocabulary, embedding, hidden):
        super().__init__()
        self.embedding = torch.nn.Embedding(vocabulary, embedding)
        self.rnn = getattr(torch.nn, cell)(embedding, hidden)
        self.output = torch.nn.Linear(hidden, vocabulary)

    def forward(self, x, state=None):
        y, state = self.rnn(self.embedding(x), state)
        return self.output(y), state


def train(cell, hidden, batch, steps, threads=2, runs=20, vocabulary=65):
    torch.set_num_threads(threads)
    model = LanguageModel(cell, vocabulary, hidden, hidden)
    adam = torch.optim.Adam(model.parameters(), 1e-3)
    x, y = torch.randint(vocabulary, (steps, batch)), torch.randint(vocabulary, (steps, batch))
    times = []
    for i in range(runs + 5):
        start = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(model(x)[0].view(-1, vocabulary), y.view(-1))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        if i >= 5:
            times.append((time.perf_counter() - start) * 1e3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{cell} H={hidden} B={batch} T={steps} V={vocabulary}: {statistics.median(times):.1f} ms an iteration; peak memory {peak} MB")


@torch.no_grad()
def generate(cell, hidden, embedding, threads=2, characters=500, vocabulary=65):
    torch.set_num_threads(threads)
    model = LanguageModel(cell, vocabulary, embedding, hidden).eval()
    token, state, times = torch.zeros(1, 1, dtype=torch.long), None, []
    for i in range(characters + 50):
        start = time.perf_counter()
        scores, state = model(token, state)
        token = torch.multinomial(torch.softmax(scores[0], -1), 1)
        if i >= 50:
            times.append((time.perf_counter() - start) * 1e3)
    print(f"{cell} H={hidden} E={embedding} V={vocabulary}: {statistics.median(times):.3f} ms a character")


torch.manual_seed(1)
{"train": train, "generate": generate}[sys.argv[1]](sys.argv[2], *map(int, sys.argv[3:]))

#!/usr/bin/env python3
"""Times a BiLSTM-CRF tagger in eager PyTorch, the peer of TaggerTiming.

Embedding of 128, bidirectional LSTM of 128 a direction, scores of 72 labels, linear-chain CRF whose forward algorithm runs over batch and labels at once, one
torch.logsumexp a step (Huang, Xu, Yu 2015; the usual implementation); vocabulary 10,000. Lengths of sentences lie between half of T and T.
train: one iteration: loss, backward, clipping by global norm, Adam.
label: the best sequences, by Viterbi over batch and labels at once.
usage: torch_tagger.py train|label [THREADS] [RUNS] [BATCH] [LENGTH] [VOCABULARY] [HIDDEN] [LABELS]"""
import resource, statistics, sys, time
import torch
from torch import nn


class Crf(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.start, self.end = nn.Parameter(torch.empty(labels)), nn.Parameter(torch.empty(labels))
        self.transitions = nn.Parameter(torch.empty(labels, labels))  # from, to
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -0.1, 0.1)

    def score(self, emissions, labels, mask):  # [T, B, L], [T, B], [T, B]
        own = emissions.gather(2, labels.unsqueeze(2)).squeeze(2) * mask
        steps = self.transitions[labels[:-1], labels[1:]] * mask[1:]
        last = labels.gather(0, mask.sum(0).long().unsqueeze(0) - 1).squeeze(0)
        return self.start[labels[0]] + own.sum(0) + steps.sum(0) + self.end[last]

    def partition(self, emissions, mask):
        alpha = self.start + emissions[0]  # [B, L]
        for t in range(1, len(emissions)):
            moved = torch.logsumexp(alpha.unsqueeze(2) + self.transitions, 1) + emissions[t]
            alpha = torch.where(mask[t].unsqueeze(1) > 0, moved, alpha)
        return torch.logsumexp(alpha + self.end, 1)

    def loss(self, emissions, labels, mask):
        return (self.partition(emissions, mask) - self.score(emissions, labels, mask)).sum() / mask.sum()

    def best(self, emissions, mask):
        alpha, sources = self.start + emissions[0], []
        for t in range(1, len(emissions)):
            most, source = (alpha.unsqueeze(2) + self.transitions).max(1)
            alpha = torch.where(mask[t].unsqueeze(1) > 0, most + emissions[t], alpha)
            sources.append(source)
        last = (alpha + self.end).argmax(1)
        lengths, sources, paths = mask.sum(0).long().tolist(), torch.stack(sources).tolist(), []
        for b, length in enumerate(lengths):
            path = [int(last[b])]
            for t in range(length - 2, -1, -1):
                path.append(sources[t][b][path[-1]])
            paths.append(path[::-1])
        return paths


class Tagger(nn.Module):
    def __init__(self, vocabulary, hidden, labels):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, hidden, padding_idx=0)
        self.encoder = nn.LSTM(hidden, hidden, bidirectional=True)
        self.output = nn.Linear(2 * hidden, labels)
        self.crf = Crf(labels)

    def forward(self, source, lengths):  # [T, B]
        packed = nn.utils.rnn.pack_padded_sequence(self.embedding(source), lengths, enforce_sorted=False)
        outputs, _ = nn.utils.rnn.pad_packed_sequence(self.encoder(packed)[0], total_length=len(source))
        return self.output(outputs)


def main(kind, threads=2, runs=20, batch=32, length=20, vocabulary=10000, hidden=128, labels=72):
    torch.set_num_threads(threads)
    model = Tagger(vocabulary, hidden, labels)
    adam = torch.optim.Adam(model.parameters(), 1e-3)
    lengths = torch.tensor([length - i * (length // 2) // max(1, batch - 1) for i in range(batch)])
    mask = (torch.arange(length).unsqueeze(1) < lengths).float()
    source = torch.randint(1, vocabulary, (length, batch)) * mask.long()
    tags = torch.randint(0, labels, (length, batch))
    times, cpu = [], []
    for i in range(runs + 3):
        start, start_cpu = time.perf_counter(), time.process_time()
        if kind == "train":
            adam.zero_grad(set_to_none=True)
            loss = model.crf.loss(model(source, lengths), tags, mask)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
        else:
            with torch.no_grad():
                paths = model.crf.best(model(source, lengths), mask)
                assert [len(path) for path in paths] == lengths.tolist()
        if i >= 3:
            times.append(time.perf_counter() - start)
            cpu.append(time.process_time() - start_cpu)
    ms = statistics.median(times) * 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{kind}, batch {batch}, length {length}, V={vocabulary} H={hidden} L={labels}, {threads} threads: median {ms:.1f} ms, "
          f"mean processor time {statistics.mean(cpu) * 1e3:.1f} ms; peak memory {peak} MB")


if __name__ == "__main__":
    torch.manual_seed(1)
    main(sys.argv[1], *map(int, sys.argv[2:]))

"""A BiLSTM-CRF tagger.

Embedding, bidirectional LSTM, scores of labels, linear-chain CRF whose forward algorithm runs over batch and labels at once, one torch.logsumexp a step (Huang, Xu, Yu 2015;
the usual implementation). Lengths of sentences lie between half of the longest and the longest.
train: one iteration. label: the best sequences, by Viterbi over batch and labels at once."""
import torch
from torch import nn
from updates import updates


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


def setup(parameters):
    hidden, vocabulary, labels, batch, length = map(parameters.number, ("hidden", "vocabulary", "labels", "batch", "length"))
    model = Tagger(vocabulary, hidden, labels)
    lengths = torch.tensor([length - i * (length // 2) // max(1, batch - 1) for i in range(batch)])
    mask = (torch.arange(length).unsqueeze(1) < lengths).float()
    source = torch.randint(1, vocabulary, (length, batch)) * mask.long()
    tags = torch.randint(0, labels, (length, batch))

    @torch.no_grad()
    def label():
        return len(model.crf.best(model(source, lengths), mask))

    return updates(model, lambda: model.crf.loss(model(source, lengths), tags, mask)) if parameters["pass"] == "train" else label

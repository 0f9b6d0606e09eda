"""A sequence-to-sequence model with attention.

Bidirectional LSTM encoder, LSTM decoder, Bahdanau attention, attentional vector tanh(W [c; s]) (Luong et al. 2015), fed into the next step with input feeding; all sizes
equal, one vocabulary size on both sides.
train: one iteration, the output layer over all steps at once; without input feeding so are the decoder and the attention.
search: sentences; with a beam of 1 greedy, else so many hypotheses a sentence, states reordered by index_select."""
import torch
from torch import nn
from torch.nn import functional as F
from updates import updates


class Seq2Seq(nn.Module):
    def __init__(self, vocabulary, hidden, feeding):
        super().__init__()
        self.feeding = feeding
        self.source_embedding = nn.Embedding(vocabulary, hidden)
        self.target_embedding = nn.Embedding(vocabulary, hidden)
        self.encoder = nn.LSTM(hidden, hidden, bidirectional=True, batch_first=True)
        self.bridge_h, self.bridge_c = nn.Linear(2 * hidden, hidden), nn.Linear(2 * hidden, hidden)
        self.cell = nn.LSTMCell(2 * hidden, hidden) if feeding else None
        self.decoder = None if feeding else nn.LSTM(hidden, hidden, batch_first=True)
        self.key, self.query = nn.Linear(2 * hidden, hidden, bias=False), nn.Linear(hidden, hidden, bias=False)
        self.score = nn.Linear(hidden, 1, bias=False)
        self.combine = nn.Linear(3 * hidden, hidden)
        self.output = nn.Linear(hidden, vocabulary)

    def encode(self, source):
        memory, (h, c) = self.encoder(self.source_embedding(source))  # [B, S, 2H], [2, B, H]
        join = lambda state: torch.cat([state[0], state[1]], 1)
        h, c = torch.tanh(self.bridge_h(join(h))), torch.tanh(self.bridge_c(join(c)))
        return memory, self.key(memory), (h, c, torch.zeros_like(h))

    def attend(self, h, memory, keys):
        scores = self.score(torch.tanh(self.query(h).unsqueeze(1) + keys)).squeeze(2)  # [B, S]
        context = torch.bmm(torch.softmax(scores, 1).unsqueeze(1), memory).squeeze(1)  # [B, 2H]
        return torch.tanh(self.combine(torch.cat([context, h], 1)))

    def step(self, embedded, memory, keys, state):
        h, c, fed = state
        h, c = self.cell(torch.cat([embedded, fed], 1), (h, c))
        return h, c, self.attend(h, memory, keys)

    def forward(self, source, target):
        memory, keys, state = self.encode(source)
        embedded = self.target_embedding(target)
        if not self.feeding:  # all steps at once
            states = self.decoder(embedded, (state[0].unsqueeze(0), state[1].unsqueeze(0)))[0]  # [B, T, H]
            scores = self.score(torch.tanh(self.query(states).unsqueeze(2) + keys.unsqueeze(1))).squeeze(3)  # [B, T, S]
            contexts = torch.bmm(torch.softmax(scores, 2), memory)  # [B, T, 2H]
            return self.output(torch.tanh(self.combine(torch.cat([contexts, states], 2))))
        vectors = []
        for step in embedded.unbind(1):
            state = self.step(step, memory, keys, state)
            vectors.append(state[2])
        return self.output(torch.stack(vectors, 1))  # all steps at once


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


def train(model, batch, length, vocabulary):
    source, target, labels = (torch.randint(4, vocabulary, (batch, length)) for _ in range(3))
    return updates(model, lambda: F.cross_entropy(model(source, target).view(-1, vocabulary), labels.view(-1)))


def search(model, batch, length, vocabulary, size):
    def iteration():
        source = torch.randint(4, vocabulary, (batch, length))
        found = greedy(model, source, length) if size == 1 else beam(model, source, length, size)
        return found.shape[0]

    return iteration


def setup(parameters):
    batch, length, vocabulary = map(parameters.number, ("batch", "length", "vocabulary"))
    model = Seq2Seq(vocabulary, parameters.number("hidden"), parameters.flag("input_feeding"))
    if parameters["pass"] == "train":
        return train(model, batch, length, vocabulary)
    return search(model, batch, length, vocabulary, parameters.number("beam"))

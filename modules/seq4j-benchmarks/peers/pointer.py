"""A pointer network.

LSTM encoder over points in the plane, LSTM decoder over the points chosen so far, additive pointing (Vinyals, Fortunato, Jaitly 2015, equation 3) over the encoder's outputs
and a learned row for the end, all sizes equal.
train: one iteration, the decoder and the pointing over all steps at once. greedy: examples."""
import torch
from torch import nn
from torch.nn import functional as F
from updates import updates


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


def train(model, batch, points, steps):
    source = torch.rand(batch, points, 2)
    labels = torch.randint(1, points + 1, (batch, steps))
    labels[:, -1] = 0
    target = torch.cat([torch.zeros(batch, 1, dtype=torch.long), labels[:, :-1]], 1)
    return updates(model, lambda: F.cross_entropy(model(source, target).flatten(0, 1), labels.flatten()))


def greedy(model, batch, points, steps):
    @torch.no_grad()
    def iteration():
        source = torch.rand(batch, points, 2)
        keys, state = model.encode(source)
        position, positions = torch.zeros(batch, 1, dtype=torch.long), []
        for _ in range(steps):
            output, state = model.decoder(model.chosen(source, position), state)
            position = 1 + model.point(keys, output)[:, :, 1:].argmax(2)
            positions.append(position)
        return torch.cat(positions, 1).shape[0]

    return iteration


def setup(parameters):
    kind = {"train": train, "greedy": greedy}[parameters["pass"]]
    return kind(Pointer(parameters.number("hidden")), *map(parameters.number, ("batch", "points", "steps")))

"""One recurrent layer, or several one above the other: forward, forward and backward, or one generation step. Input size = hidden size.

rnn, lstm and gru_reset_after are torch.nn's. PyTorch has neither a peephole LSTM nor a GRU whose reset gate acts before the product; their peers are loops over time whose
input products are made for all steps at once, as users of PyTorch write them."""
import torch
from torch import nn

FUSED = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru_reset_after": nn.GRU}


class Loop(nn.Module):
    """A layer of one direction whose steps are written out."""

    def __init__(self, size_in, hidden, gates):
        super().__init__()
        self.hidden = hidden
        self.input = nn.Linear(size_in, gates * hidden)

    def forward(self, x, state=None):  # [T, B, I]
        state = self.start(x) if state is None else state
        outputs = []
        for projected in self.input(x).unbind(0):
            state = self.step(projected, state)
            outputs.append(state[0])
        return torch.stack(outputs), state


class PeepholeLstm(Loop):
    """Gates i, f, g, o; i and f see c', o sees c (Gers, Schraudolph, Schmidhuber 2002)."""

    def __init__(self, size_in, hidden):
        super().__init__(size_in, hidden, 4)
        self.recurrent = nn.Linear(hidden, 4 * hidden, bias=False)
        self.peepholes = nn.Parameter(torch.zeros(3, hidden))

    def start(self, x):
        zeros = x.new_zeros(x.shape[1], self.hidden)
        return zeros, zeros

    def step(self, projected, state):
        h, c = state
        i, f, g, o = (projected + self.recurrent(h)).chunk(4, 1)
        c = torch.sigmoid(f + self.peepholes[1] * c) * c + torch.sigmoid(i + self.peepholes[0] * c) * torch.tanh(g)
        return torch.sigmoid(o + self.peepholes[2] * c) * torch.tanh(c), c


class Gru(Loop):
    """Gates u, r, n; the reset gate acts before the product (Cho et al. 2014)."""

    def __init__(self, size_in, hidden):
        super().__init__(size_in, hidden, 3)
        self.gates = nn.Linear(hidden, 2 * hidden, bias=False)
        self.candidate = nn.Linear(hidden, hidden, bias=False)

    def start(self, x):
        return (x.new_zeros(x.shape[1], self.hidden),)

    def step(self, projected, state):
        h = state[0]
        u, r = torch.sigmoid(projected[:, : 2 * self.hidden] + self.gates(h)).chunk(2, 1)
        n = torch.tanh(projected[:, 2 * self.hidden :] + self.candidate(r * h))
        return (u * h + (1 - u) * n,)


LOOPS = {"peephole_lstm": PeepholeLstm, "gru": Gru}


class Loops(nn.Module):
    """Layers of loops, in one direction or both."""

    def __init__(self, kind, hidden, layers, both):
        super().__init__()
        width = 2 * hidden if both else hidden
        sizes = [hidden] + [width] * (layers - 1)
        self.forwards = nn.ModuleList(kind(size, hidden) for size in sizes)
        self.backwards = nn.ModuleList(kind(size, hidden) for size in sizes) if both else None

    def forward(self, x, state=None):
        for number, layer in enumerate(self.forwards):
            y, last = layer(x, state)
            if self.backwards is not None:
                y = torch.cat([y, self.backwards[number](x.flip(0))[0].flip(0)], 2)
            x = y
        return x, last


def setup(parameters):
    cell, hidden, batch, time = parameters["cell"], *map(parameters.number, ("hidden", "batch", "time"))
    layers, both = parameters.number("layers", 1), parameters.flag("bidirectional")
    if cell in FUSED:
        layer = FUSED[cell](hidden, hidden, layers, bidirectional=both)
    else:
        layer = Loops(LOOPS[cell], hidden, layers, both)
    x = torch.randn(time, batch, hidden, requires_grad=True)
    dy = torch.randn(time, batch, 2 * hidden if both else hidden) * 0.01
    state = [None]

    @torch.no_grad()
    def forward():
        layer(x)
        return 1

    def train():
        x.grad = None
        layer.zero_grad(set_to_none=True)
        layer(x)[0].backward(dy)
        return 1

    @torch.no_grad()
    def step():
        state[0] = layer(x, state[0])[1]
        return 1

    return {"forward": forward, "train": train, "step": step}[parameters["pass"]]

"""A language model: embedding, one LSTM layer, linear, cross-entropy.

train: one iteration. sample: characters at batch 1, each drawn from the model's distribution."""
import torch
from updates import updates


class LanguageModel(torch.nn.Module):
    def __init__(self, vocabulary, embedding, hidden):
        super().__init__()
        self.embedding = torch.nn.Embedding(vocabulary, embedding)
        self.rnn = torch.nn.LSTM(embedding, hidden)
        self.output = torch.nn.Linear(hidden, vocabulary)

    def forward(self, x, state=None):
        y, state = self.rnn(self.embedding(x), state)
        return self.output(y), state


def train(model, parameters):
    vocabulary, shape = parameters.number("vocabulary"), (parameters.number("time"), parameters.number("batch"))
    x, y = torch.randint(vocabulary, shape), torch.randint(vocabulary, shape)
    return updates(model, lambda: torch.nn.functional.cross_entropy(model(x)[0].view(-1, vocabulary), y.view(-1)))


def sample(model, parameters):
    characters = parameters.number("characters")

    @torch.no_grad()
    def iteration():
        token, state = torch.zeros(1, 1, dtype=torch.long), None
        for _ in range(characters):
            scores, state = model(token, state)
            token = torch.multinomial(torch.softmax(scores[0], -1), 1)
        return characters

    return iteration


def setup(parameters):
    model = LanguageModel(*map(parameters.number, ("vocabulary", "embedding", "hidden")))
    return {"train": train, "sample": sample}[parameters["pass"]](model, parameters)

"""The property `descends` for Adam, written with Hypothesis and PyTorch: how many trainings a second they check.

  python3 hypothesis_check.py EXAMPLES SEED    prints one line of JSON: trainings, steps, seconds
"""
import json
import math
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import torch
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

torch.set_num_threads(1)
torch.set_flush_denormal(True)
CELLS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
WAVES = [
    torch.sin,
    lambda a: torch.sign(torch.sin(a)),
    lambda a: 2 * (a / (2 * math.pi) % 1) - 1,
    lambda a: 1 - 4 * torch.abs(a / (2 * math.pi) % 1 - 0.5),
]
done = {"trainings": 0, "steps": 0}


def data(samples, length, features, classes):
    labels = torch.arange(samples) % classes
    time_axis = torch.arange(length).reshape(-1, 1, 1)
    phase = torch.rand(1, samples, features) * 2 * math.pi
    frequency = 0.1 + 0.2 * (labels // 4).reshape(1, -1, 1) + 0.05 * torch.rand(1, samples, 1)
    angle = 2 * math.pi * frequency * time_axis + phase
    x = torch.stack([WAVES[int(label) % 4](angle[:, i]) for i, label in enumerate(labels)], 1)
    return x.float(), labels


@seed(int(sys.argv[2]))
@settings(max_examples=int(sys.argv[1]), deadline=None, database=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))
@given(
    samples=st.sampled_from([4, 8, 16, 32, 64]),
    length=st.sampled_from([1, 2, 4, 8, 12]),
    features=st.sampled_from([1, 2, 3]),
    classes=st.sampled_from([2, 3, 4, 5, 8]),
    units=st.sampled_from([2, 3, 4, 6, 8, 12, 16]),
    cell=st.sampled_from(sorted(CELLS)),
    steps=st.sampled_from([20, 30, 40, 50, 60, 80, 100]),
    rate=st.integers(0, 4).map(lambda k: 0.1 * 0.0005 * 10 ** (k / 4)),
    start=st.integers(0, 2**31),
)
def descends(samples, length, features, classes, units, cell, steps, rate, start):
    torch.manual_seed(start)
    x, y = data(samples, length, features, classes)
    layer, head = CELLS[cell](features, units), torch.nn.Linear(units, classes)
    optimizer = torch.optim.Adam([*layer.parameters(), *head.parameters()], lr=rate)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(head(layer(x)[0][-1]), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    done["trainings"] += 1
    done["steps"] += steps
    window = max(2, steps // 5)
    for at in range(0, steps - window + 1, window):
        assert losses[at + window - 1] <= losses[at] + 0.05 * losses[0]


before = time.perf_counter()
descends()
print(json.dumps({**done, "seconds": time.perf_counter() - before}))

"""PyTorch's side: whole Adam steps of the same classifier, eager, float32, one thread, denormals flushed to zero.

Answers tasks, one line of JSON each on standard input, with one line on standard output.
"""
import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import torch

torch.set_num_threads(1)
torch.set_flush_denormal(True)
CELLS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


def about():
    """The version, and the BLAS that is really loaded: Debian's default is several times slower than OpenBLAS."""
    with open("/proc/self/maps") as maps:
        libraries = {os.path.basename(line.split()[-1]) for line in maps if "blas" in line and ".so" in line}
    return f"PyTorch {torch.__version__}, {', '.join(sorted(libraries))}"


class Classifier(torch.nn.Module):
    def __init__(self, cell, features, units, classes):
        super().__init__()
        self.cell = CELLS[cell](features, units)
        self.head = torch.nn.Linear(units, classes)

    def forward(self, x):
        states, _ = self.cell(x)
        return self.head(states[-1])


def answer(task):
    torch.manual_seed(0)
    model = Classifier(task["cell"], task["features"], task["units"], task["classes"])
    x = torch.randn(task["length"], task["batch"], task["features"])
    y = torch.arange(task["batch"]) % task["classes"]
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < 0.3 * task["seconds"]:
        step()
        count += 1
    steps = max(1, round(count / 0.3))
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return {"ms": (time.perf_counter() - start) / steps * 1e3, "steps": steps, "about": about()}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)

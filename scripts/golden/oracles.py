"""PyTorch's optimizers in float64 on given gradients, one thread.

Prints its version, then answers tasks, one line of JSON each on standard input, with one line on standard output: the
weights after each step.
"""
import json
import platform
import sys

import torch

torch.set_num_threads(1)


def optimizer(rule, weights):
    kind, one = rule["kind"], [weights]
    if kind == "sgd":
        return torch.optim.SGD(one, lr=1)
    if kind in ("momentum", "nesterov"):
        return torch.optim.SGD(one, lr=1, momentum=rule["momentum"], nesterov=kind == "nesterov")
    if kind == "adagrad":
        start = rule["initialAccumulator"]
        return torch.optim.Adagrad(one, initial_accumulator_value=start, eps=rule["epsilon"])
    if kind == "adadelta":
        return torch.optim.Adadelta(one, rho=rule["rho"], eps=rule["epsilon"])
    if kind.startswith("rmsprop"):
        numbers = dict(alpha=rule["decay"], momentum=rule["momentum"], eps=rule["epsilon"])
        return torch.optim.RMSprop(one, centered=kind == "rmsprop-centered", **numbers)
    numbers = dict(betas=(rule["beta1"], rule["beta2"]), eps=rule["epsilon"])
    if kind == "adamax":
        return torch.optim.Adamax(one, **numbers)
    if kind == "adamw":
        return torch.optim.AdamW(one, weight_decay=rule["weightDecay"], **numbers)
    return torch.optim.Adam(one, amsgrad=kind == "amsgrad", **numbers)


def run(task):
    weights = torch.tensor(task["start"], dtype=torch.float64, requires_grad=True)
    rule, path = optimizer(task["rule"], weights), []
    for gradient, rate in zip(task["gradients"], task["rates"]):
        rule.param_groups[0]["lr"] = rate
        weights.grad = torch.tensor(gradient, dtype=torch.float64)
        rule.step()
        path.append(weights.tolist())
    return path


print(json.dumps(f"PyTorch {torch.__version__}, Python {platform.python_version()}"), flush=True)
for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)

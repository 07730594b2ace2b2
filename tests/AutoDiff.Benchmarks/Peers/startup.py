"""How long the smallest programs take with PyTorch, from the start of the process to its end: python3 startup.py

The programs are those of `AutoDiff.Benchmarks startup`: nothing but the interpreter and the import, the derivative of x² at 3, and one step
of training a 2-16-16-1 network with Adam.
"""
import json
import statistics
import subprocess
import sys
import time

RUNS = 5


def nothing(torch):
    pass


def scalar(torch):
    x = torch.tensor(3.0, requires_grad=True)
    (x * x).backward()
    print(x.grad.item())


def step(torch):
    nn = torch.nn
    model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1))
    optimiser = torch.optim.Adam(model.parameters())
    loss = nn.MSELoss()(model(torch.randn(1, 2)), torch.randn(1, 1))
    loss.backward()
    optimiser.step()
    print(loss.item())


def milliseconds(program):
    start = time.perf_counter()
    subprocess.run([sys.executable, __file__, program], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1e3


PROGRAMS = {f.__name__: f for f in (nothing, scalar, step)}
if len(sys.argv) > 1:
    import torch
    PROGRAMS[sys.argv[1]](torch)
else:
    for name in PROGRAMS:
        times = [milliseconds(name) for _ in range(RUNS)]
        print(json.dumps({"startup": name, "lib": "torch", "median_ms": round(statistics.median(times), 1), "min_ms": round(min(times), 1)}), flush=True)

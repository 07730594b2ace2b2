"""PyTorch's matrix products in the forms that torch_mm.py of the peers leaves out: double, transposed operands, a fresh result.

Run with the folder of torch_common.py on PYTHONPATH; same options, same lines.
"""
import torch_common as c

a = c.args()
import torch


def race(kind, m, k, n, dtype=torch.float32, left=False, right=False, fresh=False):
    A = torch.randn(k, m, dtype=dtype).t() if left else torch.randn(m, k, dtype=dtype)
    B = torch.randn(n, k, dtype=dtype).t() if right else torch.randn(k, n, dtype=dtype)
    C = torch.empty(m, n, dtype=dtype)
    work = (lambda: torch.mm(A, B)) if fresh else (lambda: torch.mm(A, B, out=C))
    c.report(f"mm_{kind}_{m}x{k}x{n}", work, a, gflops=lambda t: round(2 * m * k * n / t / 1e9, 1))


for shape in [(128,) * 3, (512,) * 3, (1024,) * 3, (32, 784, 128)]:
    race("f64", *shape, dtype=torch.float64)
for shape in [(32, 784, 128), (512,) * 3]:
    race("op", *shape, fresh=True)
for shape in [(32, 784, 128), (32, 128, 784), (512,) * 3]:
    race("nt", *shape, right=True)
for shape in [(784, 32, 128), (512,) * 3]:
    race("tn", *shape, left=True)

"""What the benchmarks must answer: python3 answers.py [NAME ... | -] > answers.json

Computes every workload in double precision with PyTorch, an implementation that shares nothing with this project, and prints for each
benchmark a list of [number, scale]: the program compares its own numbers with them, relative to the scale. Both sides make the same
inputs and weights by a formula (`numbers` below, `Numbers.cs` there), so nothing but the answers has to be exchanged.

A tensor is told by two numbers, its length |g| and its shadow <v, g> on a direction v that the same formula makes: the first sees
wrong values, the second wrong places and signs.
"""
import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F

INPUT, TARGET, VECTOR, WEIGHT, SHADOW = 1, 2, 64, 16, 255     # the streams of numbers; VECTOR and WEIGHT are the first of many
UNIT_VARIANCE = math.sqrt(3)                                    # of uniform numbers on (-s, s)


# The formula: a 32-bit hash of the place of a number in its stream (the "lowbias32" mix of C. Wellons).

def bits(count, stream):
    h = np.arange(count, dtype=np.uint32) + np.uint32(stream * 0x9E3779B9 & 0xFFFFFFFF)
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x7FEB352D)
    h ^= h >> np.uint32(15)
    h *= np.uint32(0x846CA68B)
    return h ^ (h >> np.uint32(16))


def numbers(shape, stream, scale=1.0, shift=0.0):
    """shift + scale u, u uniform on [-1, 1) and a multiple of 2^-23, in single precision and then widened."""
    u = (bits(math.prod(shape), stream) >> np.uint32(8)).astype(np.float32) * np.float32(2.0 ** -23) - np.float32(1)
    return torch.from_numpy((np.float32(shift) + np.float32(scale) * u).astype(np.float64).reshape(shape))


def labels(shape, stream, classes):
    return torch.from_numpy((bits(math.prod(shape), stream) % np.uint32(classes)).astype(np.int64).reshape(shape))


def digits(x):
    return float(f"{float(x):.10g}")


def number(x):
    return [[digits(x), abs(digits(x))]]


def fingerprint(x):
    x = x.detach().reshape(-1)
    length = digits(x.norm())
    return [[length, length], [digits(x @ numbers((x.numel(),), SHADOW)), length]]


# Networks: the shapes and scales of their weights, their result and their loss as functions of the weights. Weights are [inputs, outputs].

class Network:
    def __init__(self, *weights):
        self.weights = [numbers(shape, WEIGHT + k, scale, shift).requires_grad_() for k, (shape, scale, shift) in enumerate(weights)]

    def loss(self, weights):
        raise NotImplementedError


def weight(*shape, inputs=None, scale=None, shift=0.0):
    return shape, scale or 1 / math.sqrt(inputs or shape[0]), shift


def affine(inputs, outputs):
    return weight(inputs, outputs), weight(outputs, inputs=inputs)


class Mlp(Network):
    def __init__(self, batch, widths, activation, is_classifier):
        super().__init__(*(w for i, o in zip(widths, widths[1:]) for w in affine(i, o)))
        self.x, self.activation, self.is_classifier = numbers((batch, widths[0]), INPUT, UNIT_VARIANCE), activation, is_classifier
        self.y = labels((batch,), TARGET, widths[-1]) if is_classifier else numbers((batch, widths[-1]), TARGET, UNIT_VARIANCE)

    def forward(self, weights):
        h = self.x
        for k in range(0, len(weights), 2):
            h = (self.activation(h) if k else h) @ weights[k] + weights[k + 1]
        return h

    def loss(self, weights):
        return F.cross_entropy(self.forward(weights), self.y) if self.is_classifier else F.mse_loss(self.forward(weights), self.y)


class Cnn(Network):
    def __init__(self, batch):
        conv = lambda i, o: (weight(o, i, 3, 3, inputs=9 * i), weight(o, inputs=9 * i))
        super().__init__(*conv(1, 32), *conv(32, 64), *affine(9216, 128), *affine(128, 10))
        self.x, self.y = numbers((batch, 1, 28, 28), INPUT, UNIT_VARIANCE), labels((batch,), TARGET, 10)

    def forward(self, w):
        h = F.relu(F.conv2d(F.relu(F.conv2d(self.x, w[0], w[1])), w[2], w[3]))
        h = F.relu(F.max_pool2d(h, 2).flatten(1) @ w[4] + w[5])
        return h @ w[6] + w[7]

    def loss(self, w):
        return F.cross_entropy(self.forward(w), self.y)


class Lstm(Network):
    """One layer, weights [inputs, 4 hidden] in the order input gate, forget gate, cell, output gate, with the two biases of PyTorch."""
    T, B, I, H = 64, 32, 64, 128

    def __init__(self):
        H = self.H
        super().__init__(*(weight(*s, inputs=H) for s in ((self.I, 4 * H), (H, 4 * H), (4 * H,), (4 * H,))))
        self.x = numbers((self.T, self.B, self.I), INPUT, UNIT_VARIANCE)

    def forward(self, w):
        zero = torch.zeros(1, self.B, self.H, dtype=torch.float64)
        return torch._VF.lstm(self.x, (zero, zero), [w[0].t(), w[1].t(), w[2], w[3]], True, 1, 0.0, False, False, False)[0]

    def loss(self, w):
        return self.forward(w).square().mean()


class LstmByHand(Lstm):
    """One bias, scale 0.1, and the loss of torch_lstm.py: the sum over the steps of the mean of h²."""

    def __init__(self):
        Network.__init__(self, *(weight(*s, scale=0.1) for s in ((self.I, 4 * self.H), (self.H, 4 * self.H), (4 * self.H,))))
        self.x = numbers((self.T, self.B, self.I), INPUT, UNIT_VARIANCE)

    def loss(self, w):
        return self.forward([*w, torch.zeros_like(w[2])]).square().mean() * self.T


class Gpt(Network):
    L, D, NH, T, B, V = 4, 128, 4, 64, 12, 65

    def __init__(self):
        D = self.D
        norm = weight(D, scale=0.1, shift=1)
        block = (norm, weight(D, 3 * D), weight(D, D), norm, weight(D, 4 * D), weight(4 * D, D))
        super().__init__(weight(self.V, D, scale=0.1), weight(self.T, D, scale=0.1), *block * self.L, norm)
        self.x, self.y = labels((self.B, self.T), INPUT, self.V), labels((self.B, self.T), TARGET, self.V)

    def forward(self, w):
        B, T, D, NH = self.B, self.T, self.D, self.NH
        norm = lambda x, scale: F.layer_norm(x, (D,), scale, None, 1e-5)
        future = torch.ones(T, T, dtype=torch.bool).triu(1)
        x = w[0][self.x] + w[1]
        for k in range(2, 2 + 6 * self.L, 6):
            n1, qkv, out, n2, up, down = w[k:k + 6]
            q, k, v = ((norm(x, n1) @ qkv).view(B, T, 3, NH, D // NH).permute(2, 0, 3, 1, 4))
            a = ((q @ k.transpose(2, 3)) / math.sqrt(D // NH)).masked_fill(future, -math.inf).softmax(3)
            x = x + (a @ v).transpose(1, 2).reshape(B, T, D) @ out
            x = x + F.gelu(norm(x, n2) @ up, approximate="tanh") @ down
        return norm(x, w[-1]) @ w[0].t()

    def loss(self, w):
        return F.cross_entropy(self.forward(w).view(-1, self.V), self.y.view(-1))


# What is asked of a network.

def gradients(network):
    return [f for g in torch.autograd.grad(network.loss(network.weights), network.weights) for f in fingerprint(g)]


def forward_backward(network):
    return number(network.loss(network.weights)) + gradients(network)


def training(network, optimiser):
    """The gradients at the start, and the loss before each of four steps."""
    answer, steps = gradients(network), optimiser(network.weights)
    for _ in range(4):
        steps.zero_grad()
        loss = network.loss(network.weights)
        answer += number(loss)
        loss.backward()
        steps.step()
    return answer


def inference(network):
    return fingerprint(network.forward(network.weights))


def hessian_vector(network):
    w = network.weights
    v = [numbers(tuple(x.shape), VECTOR + k) for k, x in enumerate(w)]
    g = torch.autograd.grad(network.loss(w), w, create_graph=True)
    return [f for h in torch.autograd.grad(g, w, grad_outputs=v) for f in fingerprint(h)]


def product(m, k, n, left=False, right=False):
    """A B; left or right says that A or B is stored as its transpose."""
    a = numbers((k, m) if left else (m, k), INPUT)
    b = numbers((n, k) if right else (k, n), TARGET)
    return fingerprint((a.t() if left else a) @ (b.t() if right else b))


def elementwise(n, what):
    x = numbers((n,), INPUT, UNIT_VARIANCE).requires_grad_()
    a, b = (torch.tensor([np.float32(c).item()], dtype=torch.float64, requires_grad=True) for c in (1.3, 0.2))
    y = (torch.tanh(x * a + b) * torch.sigmoid(x)).sum()
    wanted = {"": (x, a, b), "xonly_": (x,), "fwd_": ()}[what]
    return number(y) + [f for g in (torch.autograd.grad(y, wanted) if wanted else ()) for f in fingerprint(g)]


def chain(op, length, what):
    x, y = numbers((length,), INPUT, 1e-3, 1).requires_grad_(), numbers((length,), TARGET)
    z = x
    for _ in range(1000):
        z = z + y if op == "add" else z * x
    return fingerprint(z) + (fingerprint(torch.autograd.grad(z.sum(), x)[0]) if what == "fwdbwd" else [])


def square():
    x = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
    return number(torch.autograd.grad(x * x, x)[0])


def benchmarks():
    """The name of every benchmark and how its answer is computed."""
    sgd = lambda w: torch.optim.SGD(w, 0.01)
    adam = lambda w: torch.optim.Adam(w, 1e-3)
    adamw = lambda w: torch.optim.AdamW(w, 1e-3)
    tiny = lambda b: Mlp(b, (2, 16, 16, 1), torch.tanh, False)
    mnist = lambda b, activation=torch.relu: Mlp(b, (784, 128, 10), activation, True)
    for shape in [(n,) * 3 for n in (64, 128, 256, 512, 1024, 2048)] + [(32, 784, 128), (128, 784, 512), (64, 1024, 1024), (256, 512, 512)]:
        yield "torch_mm_%dx%dx%d" % shape, lambda s=shape: product(*s)
    for kind, shapes, sides in (
            ("f64", [(128,) * 3, (512,) * 3, (1024,) * 3, (32, 784, 128)], {}),
            ("op", [(32, 784, 128), (512,) * 3], {}),
            ("nt", [(32, 784, 128), (32, 128, 784), (512,) * 3], {"right": True}),
            ("tn", [(784, 32, 128), (512,) * 3], {"left": True})):
        for shape in shapes:
            yield "mm_%s_%dx%dx%d" % (kind, *shape), lambda s=shape, sides=sides: product(*s, **sides)
    for b in (1, 32):
        for name in ("adam", "adam_foreach"):
            yield f"mlp_tiny_b{b}_{name}", lambda b=b: training(tiny(b), adam)
        yield f"mlp_tiny_b{b}_fwdbwd", lambda b=b: forward_backward(tiny(b))
        yield f"mlp_tiny_b{b}_infer", lambda b=b: inference(tiny(b))
    for b in (32, 128):
        yield f"mlp_mnist_b{b}_sgd", lambda b=b: training(mnist(b), sgd)
        yield f"mlp_mnist_b{b}_adam", lambda b=b: training(mnist(b), adam)
        yield f"mlp_mnist_b{b}_fwdbwd", lambda b=b: forward_backward(mnist(b))
    yield "cnn_b64_sgd", lambda: training(Cnn(64), sgd)
    yield "cnn_b64_adam", lambda: training(Cnn(64), adam)
    yield "cnn_b64_infer", lambda: inference(Cnn(64))
    yield "lstm_t64_b32_i64_h128_sgd", lambda: training(Lstm(), sgd)
    yield "lstm_infer", lambda: inference(Lstm())
    yield "lstm_manual_fwdbwd", lambda: forward_backward(LstmByHand())
    yield "gpt_mini_adamw", lambda: training(Gpt(), adamw)
    yield "gpt_mini_fwdbwd", lambda: forward_backward(Gpt())
    yield "gpt_mini_fwd", lambda: number(Gpt().loss(Gpt().weights))
    for n in (1000, 100000, 10000000):
        for what in ("", "xonly_", "fwd_"):
            yield f"elementwise_{what}{n}", lambda n=n, what=what: elementwise(n, what)
    for length in (1, 64):
        for op, what in (("add", "fwd"), ("add", "fwdbwd"), ("mul", "fwdbwd"), ("add", "nograd")):
            yield f"chain_{op}_{length}_{what}", lambda op=op, n=length, what=what: chain(op, n, what)
    for name, network in (("tiny", lambda: tiny(32)), ("mnist", lambda: mnist(32, torch.tanh))):
        yield f"grad_{name}", lambda n=network: gradients(n())
        yield f"hvp_{name}", lambda n=network: hessian_vector(n())
    yield "startup_scalar", square
    yield "startup_step", lambda: number(tiny(1).loss(tiny(1).weights))


if __name__ == "__main__":
    known, wanted = dict(benchmarks()), sys.stdin.read().split() if sys.argv[1:] == ["-"] else sys.argv[1:]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit("answers.py: no benchmark is named " + ", ".join(unknown))
    lines = [f"  {json.dumps(name)}: {json.dumps(known[name]())}" for name in wanted or known]
    print("{\n" + ",\n".join(lines) + "\n}")

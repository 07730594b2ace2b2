"""Writes the reference tables of the elementary and special functions: python3 generate.py [points per range] [folder]

Each line is `x y rest` (or `a b y rest`, `n x y rest`): y is the correctly rounded double of f(x) and y + rest the value to twice
that precision, so that an error can be told in fractions of a unit in the last place. Computed with mpmath 1.2.1 in 120 digits
(1200 for the trigonometric functions of huge arguments), which rounds correctly for all practical purposes; arguments are seeded,
and are doubles themselves.
"""
import random
import struct
import sys

import mpmath
from mpmath import mp, mpf

POINTS = int(sys.argv[1]) if len(sys.argv) > 1 else 40
FOLDER = sys.argv[2] if len(sys.argv) > 2 else '.'


def double(x):
    """The double nearest to x, subnormals included (rounded once)."""
    x = mpf(x)
    if x == 0 or abs(x) >= mpf(2) ** -1022:
        try:
            return float(x)
        except OverflowError:
            return float('inf') if x > 0 else float('-inf')
    return float(mpmath.nint(x * mpf(2) ** 1074)) * 2.0 ** -1074


def uniform(a, b):
    return [random.uniform(a, b) for _ in range(POINTS)]


def powers(a, b):
    """Magnitudes spread evenly over the exponents a to b of 2."""
    return [random.uniform(1, 2) * 2.0 ** random.randint(a, b) for _ in range(POINTS)]


def signed(xs):
    return [x if random.random() < 0.5 else -x for x in xs]


def around(x, count=4):
    """The doubles next to x."""
    bits = struct.unpack('<q', struct.pack('<d', x))[0]
    return [struct.unpack('<d', struct.pack('<q', bits + i))[0] for i in range(-count, count + 1)]


def subnormals():
    return [random.randint(1, 2 ** 52) * 5e-324 for _ in range(POINTS // 4)] + [5e-324]


def quarter_turns(limit):
    """Doubles nearest to multiples of pi/2: nearly everything cancels in the reduction."""
    return [float(random.randint(1, limit) * mp.pi / 2) for _ in range(POINTS)]


def table(name, f, xs):
    lines = []
    for x in xs:
        args = x if isinstance(x, tuple) else (x,)
        value = mpf(f(*[a if isinstance(a, int) else mpf(a) for a in args]))
        y = double(value)
        if y in (float('inf'), float('-inf')):
            rest = 0.0
        else:
            rest = float(value - mpf(y))
        lines.append(' '.join([repr(a) for a in args] + [repr(y).replace('inf', 'Infinity'), '%.3g' % rest]))
    with open(f'{FOLDER}/{name}.txt', 'w', newline='\n') as file:
        file.write('\n'.join(lines) + '\n')


def log_gamma(x):
    return mpmath.log(abs(mpmath.gamma(x))) if abs(x) < 1000 else mpmath.loggamma(x).real


def erf_inverse(x):
    y = mpmath.erfinv(x)
    return y - (mpmath.erf(y) - x) * mpmath.sqrt(mp.pi) / 2 * mpmath.exp(y * y)


random.seed(20240501)
mp.dps = 120
inverses = signed(uniform(0, 1)) + signed(powers(-1060, -2)) + [1 - x for x in powers(-53, -2)] + subnormals()

table('exp', mpmath.exp, uniform(-1, 1) + uniform(-745, 709) + uniform(-745, -708) + signed(powers(-1000, 8)) + around(709.782712893384) + around(-745.1332191019411) + around(-708.3964185322641))
table('exp2', lambda x: mpf(2) ** x, uniform(-1, 1) + uniform(-1075, 1024) + uniform(-1075, -1021) + signed(powers(-1000, 8)) + around(1024.0, 2) + around(-1075.0, 2) + around(-1022.0, 2))
table('expm1', mpmath.expm1, uniform(-1, 1) + uniform(-40, 40) + uniform(0, 709) + signed(powers(-1070, 5)) + signed(subnormals()) + around(709.782712893384) + around(0.34657359027997264) + around(-0.34657359027997264))
positive = uniform(0.5, 1.5) + uniform(0, 100) + powers(-1022, 1023) + subnormals() + around(1.0, 10) + around(0.7071067811865476) + around(1.4142135623730951) + [1 + x for x in signed(powers(-52, -5))]
table('log', mpmath.log, positive)
table('log2', lambda x: mpmath.log(x) / mpmath.log(2), positive)
table('log10', lambda x: mpmath.log(x) / mpmath.log(10), positive + [10.0 ** i for i in range(-20, 23)])
table('log1p', mpmath.log1p, uniform(-1, 1) + uniform(-1, 100) + signed(powers(-1070, -1)) + powers(0, 1022) + [-1 + x for x in powers(-53, -2)] + signed(subnormals()) + around(-0.2928932188134524) + around(0.41421356237309503))
table('tanh', mpmath.tanh, signed(uniform(0, 1)) + signed(uniform(0, 20)) + signed(powers(-1070, 4)) + signed(subnormals()))
table('sinh', mpmath.sinh, signed(uniform(0, 3)) + signed(uniform(0, 710)) + signed(powers(-1070, 8)) + around(1.0) + around(710.4758600739439) + subnormals())
table('cosh', mpmath.cosh, signed(uniform(0, 3)) + signed(uniform(0, 710)) + signed(powers(-1070, 8)) + around(710.4758600739439))
table('asinh', mpmath.asinh, signed(uniform(0, 3)) + signed(uniform(0, 100)) + signed(powers(-1070, 1022)) + signed(powers(-30, 30)) + subnormals())
table('acosh', mpmath.acosh, uniform(1, 3) + uniform(1, 100) + powers(0, 1022) + [1 + x for x in powers(-52, -2)] + powers(20, 32))
table('atanh', mpmath.atanh, inverses)
table('asin', mpmath.asin, inverses + around(0.5) + [-1.0, 1.0])
table('acos', mpmath.acos, inverses + [-x for x in inverses] + around(0.5) + around(-0.5) + [-1.0])
table('atan', mpmath.atan, signed(uniform(0, 3)) + signed(powers(-1070, 1022)) + around(0.41421356237309503) + around(2.414213562373095) + subnormals())
pairs = list(zip(signed(uniform(0, 5)), signed(uniform(0, 5)))) + list(zip(signed(powers(-1070, 1022)), signed(powers(-1070, 1022))))
near = [(x, x * random.uniform(0.3, 3)) for x in signed(powers(-1000, 1000))]
table('atan2', mpmath.atan2, pairs + near + [(-a, b) for a, b in near] + [(a, -b) for a, b in near] + list(zip(signed(subnormals()), signed(subnormals()))) + [(1.7e308, 1.6e308), (-1.7e308, -1e307)])
table('hypot', mpmath.hypot, pairs + near + [(1.2e308, 1.2e308), (1e154, 1e154), (1e-170, 1e-160)] + list(zip(subnormals(), subnormals())))
table('cbrt', lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), signed(uniform(0, 10)) + signed(powers(-1070, 1022)) + signed(subnormals()) + [float(i ** 3) for i in range(1, 21)])
table('pow', lambda a, b: mpmath.power(a, b), list(zip(uniform(0, 5), uniform(-10, 10))) + list(zip(powers(-200, 200), uniform(-5, 5))) + list(zip([1 + x for x in signed(powers(-40, -3))], uniform(-1000, 1000))))
table('erf', mpmath.erf, signed(uniform(0, 1.2)) + signed(uniform(0, 6)) + signed(powers(-1060, 2)) + around(1.0) + subnormals())
table('erfc', mpmath.erfc, uniform(-1, 1) + uniform(0.4, 6) + uniform(6, 26.6) + uniform(26, 27.3) + signed(powers(-100, 1)) + around(0.5) + around(1.0))
table('erfinv', erf_inverse, signed(uniform(0, 1)) + [1 - x for x in powers(-53, -2)] + powers(-50, -1))
table('loggamma', log_gamma, uniform(0, 3) + uniform(0.9, 1.1) + uniform(1.9, 2.1) + uniform(2, 30) + powers(-1020, 1013) + uniform(-20, 0) + [-x for x in powers(-1020, 0)] + around(8.0) + around(2.5) + around(1.5) + around(0.5))
table('polygamma', lambda n, x: mpmath.psi(n, x), [(n, x) for n in (0, 1, 2, 3, 5, 10, 40, 100) for x in uniform(0, 3)[:POINTS // 2] + uniform(0, 30)[:POINTS // 2] + uniform(-6, 0)[:POINTS // 2] + [10.0 ** i for i in range(-3, 4)]] + [(0, x) for x in powers(30, 1000)[:10]] + [(0, x) for x in powers(-1000, -30)[:10]] + [(1, x) for x in powers(30, 300)[:10]])
for n in (0, 1):
    bessel = lambda x: mpmath.besseli(n, x)
    table(f'besseli{n}', bessel, uniform(0, 8) + signed(uniform(0, 20)) + signed(uniform(0, 713)) + powers(-1000, 3) + around(8.0))
    table(f'besseli{n}e', lambda x: bessel(x) * mpmath.exp(-abs(x)), uniform(0, 8) + signed(uniform(0, 20)) + signed(uniform(0, 700)) + powers(-1000, 12) + around(8.0))

mp.dps = 1200
angles = signed(uniform(0, 1.6)) + signed(uniform(0, 1000)) + signed(powers(-1000, 27)) + signed(powers(20, 1022)) + quarter_turns(100) + quarter_turns(2 ** 25) + subnormals() + around(0.7853981633974483)
table('sin', mpmath.sin, angles)
table('cos', mpmath.cos, angles)
table('tan', mpmath.tan, angles)

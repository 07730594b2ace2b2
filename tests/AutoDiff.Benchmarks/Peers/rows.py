"""Puts the lines of both sides together: python3 rows.py FILE ... (compare.sh calls it).

Reads JSON lines of several rounds, ours and the peer's mixed, takes medians over the rounds, prints one JSON line a row and then a table.
"""
import json
import statistics
import sys

OURS = "AutoDiff"


def collect(lines, kind, value):
    """(ours, theirs): for each name and number of threads the values of all rounds, in the order of their first appearance."""
    sides = {}, {}
    for line in lines:
        if kind in line and value in line:
            sides[not line["lib"].startswith(OURS)].setdefault((line[kind], line.get("threads", 1)), []).append(line[value])
    return sides


def peers(lines, kind):
    """The name that the peer has for each of our names."""
    return {line[kind]: line["peer"] for line in lines if kind in line and "peer" in line}


def medians(lines, kind, value):
    return [{key: statistics.median(values) for key, values in side.items()} for side in collect(lines, kind, value)]


def quotient(a, b, digits=3):
    return round(a / b, digits) if a is not None and b else None


def times(lines):
    (ours, theirs), peer_of = collect(lines, "bench", "median_us"), peers(lines, "bench")
    limits = medians(lines, "limit", "giga_per_s")[0]
    limit_of = {(line["bench"], line["threads"]): line.get("limit") for line in lines if "bench" in line and line["lib"].startswith(OURS)}
    flops, traffic = medians(lines, "bench", "gflops")[0], medians(lines, "bench", "gb_per_s")[0]
    for key, mine in ours.items():
        bench, threads = key
        yours = theirs.get((peer_of[bench], threads))
        ours_us, peer_us = statistics.median(mine), statistics.median(yours) if yours else None
        ratios = [y / m for m, y in zip(mine, yours or [])]
        yield {
            "bench": bench, "threads": threads, "ours_us": round(ours_us, 3), "peer_us": round(peer_us, 3) if yours else None,
            "ratio": quotient(peer_us, ours_us), "ratio_range": [round(min(ratios), 3), round(max(ratios), 3)] if ratios else None,
            "share_of_limit": quotient(flops.get(key, traffic.get(key)), limits.get((limit_of[key], threads)), 4)}


def memory(lines):
    (ours, theirs), peer_of = medians(lines, "memory", "peak_mb"), peers(lines, "memory")
    bytes_, large = (medians(lines, "memory", name)[0] for name in ("bytes_per_call", "large_object_bytes_per_call"))
    for key, mine in ours.items():
        yours = theirs.get((peer_of[key[0]], key[1]))
        yield {"memory": key[0], "threads": key[1], "ours_peak_mb": mine, "peer_peak_mb": yours, "ratio": quotient(yours, mine),
               "ours_bytes_per_call": bytes_[key], "ours_large_object_bytes_per_call": large[key]}


def startup(lines):
    ours, theirs = medians(lines, "startup", "median_ms")
    for key, mine in ours.items():
        yours = theirs.get(key)
        yield {"startup": key[0], "ours_ms": mine, "peer_ms": yours, "ratio": quotient(yours, mine, 1)}
    for line in lines:
        if "lost_ms" in line:
            yield {name: line[name] for name in ("startup", "first_ms", "second_ms", "third_ms", "late_ms", "lost_ms")}


def text(value):
    if value is None:
        return "-"
    if isinstance(value, list):
        return "..".join(text(one) for one in value)
    return f"{value:,.4g}" if isinstance(value, float) and abs(value) < 1000 else f"{value:,.0f}" if isinstance(value, (int, float)) else value


def table(rows):
    """Columns in order of appearance; the first is left-aligned."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = [columns] + [[text(row[name]) if name in row else "" for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells)]
    for line in cells:
        print("  ".join(cell.rjust(width) if k else cell.ljust(width) for k, (cell, width) in enumerate(zip(line, widths))).rstrip())


if __name__ == "__main__":
    lines = [json.loads(line) for name in sys.argv[1:] for line in open(name) if line.startswith("{")]
    kinds = [rows for rows in (list(kind(lines)) for kind in (times, memory, startup)) if rows]
    if not kinds:
        sys.exit("rows.py: there is nothing to compare")
    for rows in kinds:
        for row in rows:
            print(json.dumps(row))
    for rows in kinds:
        print()
        table(rows)

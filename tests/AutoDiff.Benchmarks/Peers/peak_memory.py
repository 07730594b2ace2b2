"""The most memory that PyTorch takes for a workload of the peers' scripts: python3 peak_memory.py SCRIPT NAME [options of the script]

Runs the script as it is, but where it would measure NAME it calls the work 20 times and prints the peak of the process since the moment
before the model was built, in megabytes, as `AutoDiff.Benchmarks memory` does. Needs Linux.
"""
import json
import os
import runpy
import sys

script, wanted = sys.argv[1:3]
sys.argv = [script, *sys.argv[3:]]
sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
import torch_common


def status(name):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))


def args(parse=torch_common.args, **extra):
    global baseline
    options = parse(**extra)
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")                                     # the peak counts from now on
    baseline = status("VmRSS")
    return options


def report(name, work, options, **_):
    if name != wanted:
        return
    for _ in range(20):
        work()
    print(json.dumps({"memory": name, "lib": "torch " + torch_common.torch.__version__, "threads": options.threads,
                      "peak_mb": round((status("VmHWM") - baseline) / 1024, 1), "baseline_mb": round(baseline / 1024, 1)}))
    sys.exit()


torch_common.args, torch_common.report = args, report
runpy.run_path(script, run_name="__main__")
sys.exit(f"peak_memory.py: {script} has no benchmark {wanted}")

#!/usr/bin/env bash
# Races this library against PyTorch on the workloads of the peers' scripts, interleaved on this machine, and prints one JSON line a row, then a table.
# ratio is the peer's time divided by ours: above 1 we are faster. share_of_limit is what was reached of the arithmetic or memory traffic
# that the machine showed in the same run. A benchmark whose answer is wrong is an error, not a number.
set -uo pipefail

usage() {
  cat <<'HELP'
usage: compare.sh [options]

  --only NAME,NAME   just these benchmarks; see --list       (all)
  --threads N,N      one race for each number of threads     (1)
  --quick            one short round, to see that all is well
  --rounds N         ours and theirs alternate so often      (3)
  --reps N           repetitions of a measurement            (7)
  --min_time X       seconds of a repetition                 (0.1)
  --memory           races peak memory instead of time
  --startup          races the start of small programs instead of time
  --fresh-answers    lets PyTorch compute the answers again, instead of those of answers.json
  --peers DIR        the folder of torch_common.py           (../shared/peers beside the project)
  --openblas DIR     the OpenMP build of OpenBLAS, which the peer prefers; also $AUTODIFF_OPENBLAS   (found in the system)
  --python PATH      the Python that has PyTorch             (python3)
  --list             prints the names of the benchmarks
HELP
}

stop() { echo "compare.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
only= threads=1 rounds=3 reps=7 min_time=0.1 warm=2 mode=times fresh=no
peers=$root/../shared/peers openblas=${AUTODIFF_OPENBLAS:-} python=$(command -v /usr/bin/python3 python3 | head -n 1)

while [ $# -gt 0 ]; do
  case $1 in
    --only|--threads|--rounds|--reps|--min_time|--peers|--openblas|--python)
      [ $# -gt 1 ] || stop "$1 needs a value"
      declare "${1#--}=$2"; shift ;;
    --quick) rounds=1 reps=3 min_time=0.02 warm=0.5 ;;
    --memory) mode=memory ;;
    --startup) mode=startup ;;
    --fresh-answers) fresh=yes ;;
    --list) mode=list ;;
    --help|-h) usage; exit 0 ;;
    *) usage >&2; stop "unknown option '$1'" ;;
  esac
  shift
done

# What is needed.
command -v dotnet > /dev/null || stop "the .NET SDK is missing; see https://dotnet.microsoft.com/download"
[ -n "$python" ] || stop "Python is missing; install it with: apt-get install python3"
if [ "$mode" != list ]; then
  "$python" -c 'import torch' 2> /dev/null || stop "$python has no PyTorch; install it with: apt-get install python3-torch (or name another Python with --python)"
  [ -f "$peers/torch_common.py" ] || stop "the peers' scripts are not in $peers; name their folder with --peers"
  peers=$(cd "$peers" && pwd)
fi
if [ -z "$openblas" ]; then
  for folder in /usr/lib/*/openblas-openmp /usr/lib64/openblas-openmp; do [ -d "$folder" ] && openblas=$folder; done
fi
if [ -n "$openblas" ]; then
  [ -e "$openblas/libopenblas.so.0" ] || stop "there is no libopenblas.so.0 in $openblas"
elif [ "$mode" = times ]; then
  echo "compare.sh: the OpenMP build of OpenBLAS is missing, so the peer runs with another one and may be slower than it can be with several threads;" >&2
  echo "compare.sh: install it with: apt-get install libopenblas0-openmp (or unpack that package anywhere and pass --openblas DIR)" >&2
fi
tuned=
grep -qw avx512f /proc/cpuinfo 2> /dev/null && tuned=--tuned

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
dotnet build -c Release "$here" > "$work/build.log" 2>&1 || { cat "$work/build.log" >&2; stop "the benchmarks do not build"; }

failed=0
complain() { echo "compare.sh: $*" >&2; failed=1; }

ours() { dotnet "$here/bin/Release/net10.0/AutoDiff.Benchmarks.dll" "$@"; }

# The peer with the settings it prefers, and none that the caller's shell may have left.
theirs() {
  env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE -u OMP_NUM_THREADS -u OPENBLAS_NUM_THREADS -u MKL_NUM_THREADS \
    ${openblas:+"LD_LIBRARY_PATH=$openblas${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"} PYTHONPATH="$peers" "$python" "$@"
}

# Which script of the peer has a benchmark.
script_of() {
  case $1 in
    torch_mm_*) echo "$peers/torch_mm.py" ;;
    mm_*) echo "$here/Peers/torch_mm_more.py" ;;
    mlp_tiny_*) echo "$peers/torch_mlp_tiny.py" ;;
    mlp_mnist_*) echo "$peers/torch_mlp_mnist.py" ;;
    cnn_*) echo "$peers/torch_cnn.py" ;;
    lstm_*) echo "$peers/torch_lstm.py" ;;
    gpt_*) echo "$peers/torch_gpt.py" ;;
    elementwise_*) echo "$peers/torch_elementwise.py" ;;
    chain_*) echo "$peers/torch_overhead.py" ;;
    grad_*|hvp_*) echo "$peers/torch_hvp.py" ;;
    *) stop "no script of the peer is known for $1" ;;
  esac
}

list=$(ours compare --list ${only:+--only "$only"}) || stop "the benchmarks cannot be listed"
if [ "$mode" = list ]; then cut -d ' ' -f 1 <<< "$list"; exit 0; fi
if [ "$mode" = memory ] && [ -z "$only" ]; then list=$(grep -E '^(mlp_mnist_b(32|128)_adam|cnn_b64_sgd|lstm_t64.*_sgd|gpt_mini_adamw)(_compiled)? ' <<< "$list"); fi

# Ours and the peer's names by script; several of ours may race the same one of the peer.
scripts=()
declare -A our_names=() peer_names=()
while read -r name peer; do
  script=$(script_of "$peer") || exit 1
  [ -n "${our_names[$script]:-}" ] || scripts+=("$script")
  our_names[$script]+="${our_names[$script]:+,}$name"
  [[ ",${peer_names[$script]:-}," = *",$peer,"* ]] || peer_names[$script]+="${peer_names[$script]:+,}$peer"
done <<< "$list"
echo "compare.sh: the peer is PyTorch $("$python" -c 'import torch; print(torch.__version__)') ${tuned:+with AVX-512 kernels }and OpenBLAS from ${openblas:-the system}" >&2

answers=()
if [ $fresh = yes ]; then
  printf '%s\n' "${peer_names[@]}" | tr ',' '\n' | theirs "$here/Peers/answers.py" - > "$work/answers.json" || stop "the answers cannot be computed"
  answers=(--answers "$work/answers.json")
fi

race_times() {
  local how=(--threads "$1" --reps "$reps" --min_time "$min_time")
  for ((round = 1; round <= rounds; round++)); do
    ours limits --threads "$1" >> "$work/lines" || complain "the limits of the machine cannot be measured"
    for script in "${scripts[@]}"; do
      echo "compare.sh: threads $1, round $round of $rounds, $(basename "$script" .py)" >&2
      ours compare "${how[@]}" --warm "$warm" "${answers[@]}" --only "${our_names[$script]}" >> "$work/lines" || complain "ours failed"
      theirs "$script" "${how[@]}" $tuned --only "${peer_names[$script]}" >> "$work/lines" || complain "the peer failed"
    done
  done
}

race_memory() {
  for script in "${scripts[@]}"; do
    echo "compare.sh: threads $1, memory, $(basename "$script" .py)" >&2
    for name in ${our_names[$script]//,/ }; do ours memory --threads "$1" "${answers[@]}" --only "$name" >> "$work/lines" || complain "ours failed"; done
    for name in ${peer_names[$script]//,/ }; do
      theirs "$here/Peers/peak_memory.py" "$script" "$name" --threads "$1" $tuned >> "$work/lines" || complain "the peer failed"
    done
  done
}

case $mode in
  times) for n in ${threads//,/ }; do race_times "$n"; done ;;
  memory) for n in ${threads//,/ }; do race_memory "$n"; done ;;
  startup)
    ours startup >> "$work/lines" || complain "ours failed"
    theirs "$here/Peers/startup.py" >> "$work/lines" || complain "the peer failed" ;;
esac

"$python" "$here/Peers/rows.py" "$work/lines" || stop "there are no rows"
[ $failed -eq 0 ] || stop "not everything ran; see above"

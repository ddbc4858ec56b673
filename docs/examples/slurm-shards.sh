#!/bin/bash
# A large study on a cluster with Slurm: each task of a job array computes a shard, a job behind it makes one study of them.
#
#     array=$(sbatch --parsable --array=1-40 slurm-shards.sh scenarios/ihk-2022 20000 40 out/large)
#     sbatch --dependency=afterok:"$array" slurm-shards.sh scenarios/ihk-2022 20000 40 out/large
#
# Arguments: scenario, worlds in all, number of shards, a folder that all machines see (a network's file system will do).
# Where tasks failed or ran out of time, submit the array again with their numbers alone (--array=3,17): a shard goes on
# where it was, and one that is done ends at once. The number of shards stays 40, so it is an argument of its own.
# KAMMERSPIEL names the program where it is not in the PATH. What a shard is: docs/scale.md.

#SBATCH --job-name=kammerspiel
#SBATCH --cpus-per-task=8
#SBATCH --time=02:00:00

set -euo pipefail

if [ $# -ne 4 ]; then
    echo "usage: $0 SCENARIO WORLDS SHARDS FOLDER" >&2
    exit 2
fi
scenario=$1 worlds=$2 shards=$3 folder=$4
program=${KAMMERSPIEL:-kammerspiel}

if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
    # In the shell's place, so that Slurm's signal before the end of the time reaches the program, which then stops in good order.
    exec "$program" compare "$scenario" --worlds "$worlds" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
        --threads "${SLURM_CPUS_PER_TASK:-0}" --out "$folder"
fi
exec "$program" results merge "$folder"/shard-*-of-"$shards".sqlite --out "$folder/study.sqlite"

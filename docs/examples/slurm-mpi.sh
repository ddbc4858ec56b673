#!/bin/bash
# A large study on a cluster with Slurm, as one job of MPI.
#
#     sbatch --nodes=4 --ntasks-per-node=16 slurm-mpi.sh scenarios/ihk-2022 out/large --worlds 1000000
#
# Arguments: scenario, a folder that all machines see, options of `compare`. Submitted again, it goes on where it was.
# The study is written to the disk of the first machine and brought to the folder at the end, also when the time is up: its
# file must not be written to a network's file system.
# KAMMERSPIEL_MPI names the program where it is not in the PATH. More: docs/scale.md.

#SBATCH --job-name=kammerspiel
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=16
#SBATCH --time=02:00:00
# To this script alone, two minutes before the end: time to write, and to bring the results back.
#SBATCH --signal=B:TERM@120

set -euo pipefail

if [ $# -lt 2 ]; then
    echo "usage: $0 SCENARIO FOLDER [OPTIONS]" >&2
    exit 2
fi
scenario=$1 folder=$2
shift 2
program=${KAMMERSPIEL_MPI:-kammerspiel-mpi}

here=$(mktemp -d "${TMPDIR:-/tmp}/kammerspiel-XXXXXX")
# shellcheck disable=SC2317  # called at the end
bring_back() {
    mkdir -p "$folder"
    rm -rf "$folder.part"
    # What was there stays until all of the new is there.
    cp -r "$here" "$folder.part"
    find "$folder.part" -mindepth 1 -maxdepth 1 -exec mv -f -t "$folder" {} +
    rm -r "$folder.part" "$here"
}
trap bring_back EXIT
if [ -d "$folder" ]; then cp -r "$folder/." "$here"; fi

# In the background, so that the signal reaches this script while it waits. mpirun passes it on after so many seconds, and
# kills what is still there as many later: time to write the pages.
mpirun --mca odls_base_sigkill_timeout 15 "$program" compare "$scenario" --out "$here" "$@" &
job=$!
trap 'kill -TERM "$job" 2>/dev/null || true' TERM INT
status=0
wait "$job" || status=$?
# A wait that a signal breaks off has not seen the job's end.
while kill -0 "$job" 2>/dev/null; do
    status=0
    wait "$job" || status=$?
done
exit "$status"

"""Every call that changes a file fails in turn: afterwards there is the old result or the whole new one.

A layer (fault_layer.c) lets the n-th call that writes, flushes, renames or removes below a folder
fail as a disk does. For each command and each n: the program ends with status 3 and a sentence that
says where and what to do, or with 0 and the whole result; what was there before is there or the
whole new result is; and the same command again, on a disk that works, ends in the same content.

    faults_test.py PROGRAM LAYER [--points 8]     so many points of each command; all without it
"""

import argparse
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

WAYS = ("eio", "enospc", "short", "kill")


class Trial:
    """A command that writes below the folder `w`, and what is right afterwards."""

    def __init__(self, name, arguments, results, prepare=(), is_kept=lambda path: True):
        self.name = name
        self.arguments = arguments
        self.results = results  # what has to be there at the end, below w
        self.prepare = prepare  # commands whose results stand there before
        self.is_kept = is_kept


class Stage:
    def __init__(self, program, layer, folder):
        self.program = program
        self.layer = layer
        self.folder = pathlib.Path(folder)
        self.work = self.folder / "w"
        self.before = self.folder / "before"

    def run(self, arguments, at=0, how="", count=False):
        settings = dict(os.environ, FAULT_UNDER=str(self.work), FAULT_AT=str(at), FAULT_HOW=how)
        settings["LD_PRELOAD"] = self.layer
        if count:
            settings["FAULT_COUNT"] = str(self.folder / "count")
        return subprocess.run([self.program, *arguments.split()], cwd=self.folder, env=settings,
                              capture_output=True, text=True, timeout=120)

    def begin(self, trial):
        """The folder as it is before the command."""
        shutil.rmtree(self.before, ignore_errors=True)
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()
        for arguments in trial.prepare:
            done = self.run(arguments)
            assert done.returncode == 0, (arguments, done.stderr)
        shutil.copytree(self.work, self.before, symlinks=True)

    def reset(self):
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.before, self.work, symlinks=True)

    def content(self, trial):
        """What the results say: studies by their digest, since bytes of a database are its own affair."""
        told = {}
        for name in trial.results:
            path = self.work / name
            if path.suffix == ".sqlite":
                told[name] = self.digest(path)
            elif path.is_dir():
                for file in sorted(path.rglob("*")):
                    if file.is_file() and ".sqlite" not in file.name:
                        told[str(file.relative_to(self.work))] = self.sum(file)
            else:
                told[name] = self.sum(path)
        return told

    @staticmethod
    def sum(path):
        if not path.exists():
            return "nothing"
        # When it was written, and by which command, is not a part of the result.
        text = path.read_bytes()
        if path.suffix == ".json":
            text = re.sub(rb'"written(_at)?": *"[^"]*"', b"", text)
        return hashlib.sha256(text).hexdigest()

    def digest(self, path):
        if not path.exists():
            return "nothing"
        if path.name.startswith("shard-"):
            # Nobody reads one but the merging; begun ones are looked at by going on.
            return "a shard"
        done = self.run(f"results {path} --digest")
        assert done.returncode == 0, f"the study cannot be read: {done.stderr}"
        return done.stdout.strip()


def points_of(calls, wanted):
    """The first and last ones, and some between."""
    if wanted is None or calls <= wanted:
        return range(1, calls + 1)
    step = (calls - 1) / (wanted - 1)
    return sorted({round(1 + step * i) for i in range(wanted)})


def check_said(done, how, place):
    said = done.stderr
    assert "nexpected" not in said and "terminate" not in said, f"{place}: {said}"
    if how == "kill":
        assert done.returncode == -signal.SIGKILL, f"{place}: status {done.returncode}"
        return
    assert done.returncode in (0, 3), f"{place}: status {done.returncode}: {said}"
    if done.returncode == 3:
        assert said.strip(), f"{place}: status 3 without a word"
        reason = "error" if how == "eio" else "full"
        assert reason in said or "disk" in said or "cannot" in said, f"{place}: {said}"


def check_whole(stage, trial, new, place):
    now = stage.content(trial)
    others = sorted(name for name in now.keys() | new.keys()
                    if now.get(name) != new.get(name) and "/.unfinished-" not in name)
    assert not others, f"{place}: not the whole result, by {others}"


def try_one(stage, trial, at, how, old, new):
    place = f"{trial.name}, {how} at call {at}"
    stage.reset()
    done = stage.run(trial.arguments, at, how)
    check_said(done, how, place)
    if done.returncode == 0:
        check_whole(stage, trial, new, f"{place}: status 0")
    now = stage.content(trial)
    for name, told in now.items():
        if pathlib.Path(name).name.startswith(".") or "/.unfinished-" in name:
            continue  # what it notes for itself; of one that was killed, the next takes it away
        is_study = name.endswith(".sqlite")
        # A study that ended early has whole worlds, which going on shows to be right.
        fits = told in (old.get(name, "nothing"), new.get(name, "nothing"), "nothing") or is_study
        assert fits, f"{place}: {name} is neither the old nor the new one"
        # What was there before is there, or what replaces it. One that is killed while it puts its
        # files in their places leaves the last one out: so everybody sees that it was broken off.
        lost = how != "kill" and told == "nothing" and old.get(name, "nothing") != "nothing"
        assert not lost, f"{place}: {name} is gone"
    again = stage.run(trial.arguments)
    # What came to nothing but its last step has its result, which is not to be overwritten.
    is_there = again.returncode == 2 and "exists" in again.stderr
    assert again.returncode == 0 or is_there, f"{place}: again: {again.returncode}: {again.stderr}"
    check_whole(stage, trial, new, f"{place}: again")
    left = [p for p in stage.work.rglob("*") if p.name.endswith((".part", ".unfinished", ".merge"))]
    assert not left, f"{place}: left behind: {left}"
    return done.returncode


def try_all(stage, trial, wanted):
    stage.begin(trial)
    old = stage.content(trial)
    first = stage.run(trial.arguments, count=True)
    assert first.returncode == 0, (trial.name, first.stderr)
    new = stage.content(trial)
    assert all(told != "nothing" for told in new.values()), (trial.name, new)
    calls = int((stage.folder / "count").read_text())
    assert calls > 5, f"{trial.name}: the layer saw {calls} calls"
    failed = 0
    tried = 0
    for how in WAYS:
        for at in points_of(calls, wanted):
            failed += try_one(stage, trial, at, how, old, new) != 0
            tried += 1
    print(f"{trial.name}: {tried} faults at {calls} calls, {failed} of them ended the program")
    assert failed > tried / 3, f"{trial.name}: hardly any fault was felt"


TRIALS = (
    Trial("run", "run s -o w/r -q", ("r",)),
    Trial("run over an older one", "run s -o w/r -q --world 3", ("r",), ("run s -o w/r -q",)),
    Trial("compare", "compare s -n 4 -o w/c -q", ("c", "c/study.sqlite")),
    Trial("compare that goes on", "compare s -n 6 -o w/c -q", ("c", "c/study.sqlite"),
          ("compare s -n 4 -o w/c -q",)),
    Trial("report", "report s -o w/p -q", ("p",)),
    Trial("a shard", "compare s -n 4 --shard 2/2 -o w/h -q", ("h/shard-2-of-2.sqlite",)),
    Trial("results merge", "results merge w/h/shard-1-of-2.sqlite w/h/shard-2-of-2.sqlite -o w/m.sqlite",
          ("m.sqlite",), ("compare s -n 4 --shard 1/2 -o w/h -q", "compare s -n 4 --shard 2/2 -o w/h -q")),
)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("layer")
    parser.add_argument("--points", type=int)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(options.program, options.layer, folder)
        done = subprocess.run([options.program, "init", "s", "--template", "hospitals"], cwd=folder,
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        for trial in TRIALS:
            if options.only not in trial.name:
                continue
            try:
                try_all(stage, trial, options.points)
            except AssertionError as fault:
                faults += 1
                print(f"FAULT {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

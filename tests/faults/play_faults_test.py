"""A disk that fails during live play: nothing that was acknowledged is lost, and control is told.

A session is begun and played over its interface, while the n-th call that changes its file fails
(fault_layer.c), or the process is killed before it. Afterwards a session that goes on has every
command that was answered with 200, and a report can be made of it.

    play_faults_test.py PROGRAM LAYER [--points 8]
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from faults_test import points_of

NOTES = 6


class Played:
    """A session in a process of its own, and control's seat in it."""

    def __init__(self, program, folder, what, settings):
        self.process = subprocess.Popen([program, "play", *what.split()], cwd=folder, env=settings,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.told = ""
        self.port = None
        self.cookie = None
        for line in self.process.stdout:
            self.told += line
            link = re.search(r"http://127\.0\.0\.1:(\d+)/#control=([0-9a-f]+)", line)
            if link:
                self.port, self.secret = int(link[1]), link[2]
            if ".sqlite" in line:
                break  # all is told, and it listens
        self.sent = 0

    def is_there(self):
        return self.port is not None

    def ask(self, method, path, body=None):
        """Status and JSON; None where nobody answers."""
        headers = {"Host": f"127.0.0.1:{self.port}"}
        if method == "POST":
            headers |= {"Origin": f"http://127.0.0.1:{self.port}", "X-Kammerspiel": "1",
                        "Content-Type": "application/json"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        try:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            line.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = line.getresponse()
            text = answer.read().decode()
            if answer.getheader("Set-Cookie"):
                self.cookie = answer.getheader("Set-Cookie").split(";")[0]
            return answer.status, text
        except (OSError, http.client.HTTPException):
            return None, ""

    def command(self, kind, **args):
        self.sent += 1
        return self.ask("POST", "/api/commands",
                        {"id": f"c{self.sent}", "type": kind, "args": args})[0]

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        out, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


def play(played):
    """Acknowledged notes, and whether the disk was said to have failed."""
    noted, is_told = [], False
    status, _ = played.ask("POST", "/api/control", {"secret": played.secret})
    if status is None:
        return noted, False
    if status != 200:
        return noted, status == 503
    for kind, args in [("start", {})] + [("note", {"text": f"note {i}"}) for i in range(NOTES)]:
        status = played.command(kind, **args)
        if status == 200 and kind == "note":
            noted.append(args["text"])
        is_told |= status == 503
        if status is None:
            break
    if is_told:
        status, view = played.ask("GET", "/api/view")
        assert status == 200, "control sees nothing any more"
        assert json.loads(view)["view"].get("stopped") is True, "control is not told that it stopped"
        assert played.command("note", text="later") == 503, "something is accepted after a fault"
    return noted, is_told


def log_of(program, folder):
    settings = dict(os.environ)
    again = Played(program, folder, "w/s.sqlite", settings)
    assert again.is_there(), f"the session does not go on: {again.end()}"
    assert again.ask("POST", "/api/control", {"secret": again.secret})[0] == 200
    log = again.ask("GET", "/api/export/log.jsonl")[1]
    again.end()
    return log


def try_one(program, layer, folder, at, how):
    work = folder / "w"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    settings = dict(os.environ, LD_PRELOAD=layer, FAULT_UNDER=str(work), FAULT_AT=str(at),
                    FAULT_HOW=how, FAULT_COUNT=str(folder / "count"))
    played = Played(program, folder, "s -o w/s.sqlite", settings)
    place = f"{how} at call {at}"
    if not played.is_there():
        status, said = played.end()
        assert how == "kill" or (status == 3 and said.strip()), f"{place}: begins: {status}: {said}"
        assert "nexpected" not in said, f"{place}: {said}"
        return "not begun"
    noted, is_told = play(played)
    status, said = played.end()
    assert "nexpected" not in said and "terminate" not in said, f"{place}: {said}"
    assert status in (0, 3, 130, -signal.SIGKILL), f"{place}: ended with {status}: {said}"
    assert how == "kill" or status != -signal.SIGKILL, place
    log = log_of(program, folder)
    lost = [text for text in noted if text not in log]
    assert not lost, f"{place}: acknowledged and lost: {lost}"
    if at == 0:
        assert len(noted) == NOTES and not is_told, f"{place}: {noted}"
    return "told" if is_told else "went on"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("layer")
    parser.add_argument("--points", type=int)
    options = parser.parse_args()
    ended = {}
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([options.program, "init", "s", "--template", "hospitals"], cwd=folder,
                       capture_output=True, check=True)
        try_one(options.program, options.layer, folder, 0, "eio")
        calls = int((folder / "count").read_text())
        for how in ("eio", "enospc", "short", "kill"):
            for at in points_of(calls, options.points):
                try:
                    end = try_one(options.program, options.layer, folder, at, how)
                    ended[end] = ended.get(end, 0) + 1
                except AssertionError as fault:
                    faults += 1
                    print(f"FAULT {fault}")
    print(f"play: faults at {calls} calls; sessions that {ended}")
    return 1 if faults or ended.get("told", 0) == 0 else 0


if __name__ == "__main__":
    sys.exit(main())

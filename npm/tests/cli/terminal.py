"""Runs a command on a terminal of its own and types into it.

`{"command": [..], "env": {..}, "steps": [[seen, typed], ..]}` on standard input gives `{"exit": .., "output": ..,
"echo": [..]}`. A number is a signal to send instead; `echo` says before it and at the end whether what is typed is shown. With `body` the command's standard input is a pipe that holds it.
"""

import json
import os
import pty
import select
import signal
import sys
import termios
import time


def main():
    given = json.load(sys.stdin)
    child, terminal = pty.fork()
    if child == 0:
        # A runner in the background may have ignored them, and so would the command.
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        if "body" in given:
            # The command's standard input is a pipe, as behind `cat body |`.
            read, write = os.pipe()
            os.write(write, given["body"].encode())
            os.close(write)
            os.dup2(read, 0)
        os.execvpe(given["command"][0], given["command"], given["env"])
    output, echo = b"", []
    steps = list(given["steps"])
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if steps and steps[0][0].encode() in output:
            typed = steps.pop(0)[1]
            if isinstance(typed, str):
                os.write(terminal, typed.encode())
            else:
                echo.append(echoes(terminal))
                os.kill(child, typed)
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            output += piece
    _, status = os.waitpid(child, 0)
    echo.append(echoes(terminal))
    text = output.decode("utf-8", "replace")
    json.dump({"exit": os.waitstatus_to_exitcode(status), "output": text, "echo": echo}, sys.stdout)


def echoes(terminal):
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


main()

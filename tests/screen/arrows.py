#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real terminal's arrows, as it sends them in keypad mode and out of it: both move, neither is read
as Esc and a letter (which would open the Calls or the Care screen). TAP."""
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios

QUIET = 0.5  # seconds without output after which a screen has settled


def read(terminal):
    """What comes until it settles."""
    seen = b''
    while select.select([terminal], [], [], QUIET)[0]:
        try:
            came = os.read(terminal, 65536)
        except OSError:
            break
        if not came:
            break
        seen += came
    return seen


def screens_after(keys):
    """All that a desk paints after these keys, on 80x24."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(os.environ['CHAIRTIME'], ['chairtime', '--db', 'book.db', '--now',
                                            '2026-11-24T10:42', '--desk', 'front'])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.kill(pid, signal.SIGWINCH)
    read(terminal)
    seen = b''
    for key in keys:
        os.write(terminal, key)
        seen += read(terminal)
    os.kill(pid, signal.SIGTERM)
    os.close(terminal)
    os.waitpid(pid, 0)
    return seen


def main():
    os.environ['TERM'] = 'xterm-256color'
    subprocess.run([os.environ['CHAIRTIME'], '--db', 'book.db', '--now', '2026-11-24T10:42', 'init',
                    '--name', 'Riverside Dental', '--zone', 'UTC'], check=True, stderr=subprocess.DEVNULL)
    number = 0
    for name, lead in ('in keypad mode', b'\x1bO'), ('out of it', b'\x1b['):
        seen = screens_after([lead + letter for letter in (b'B', b'C', b'A', b'D')])
        for what, good in ('they move', bool(seen)), ('the Day screen stays', b'[Calls' not in seen and
                                                      b'[cAre' not in seen):
            number += 1
            print('ok' if good else 'not ok', number, '-', f'arrows {name}: {what}')
    print(f'1..{number}')


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network between desks and their server that swallows whatever is sent, both ways, and says nothing. TAP."""
import os
import signal
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from frozen import Screens, made, wait_for  # noqa: E402
from group import CHAIRTIME, NOW, SERVER, Skip, must, psql, run_tests  # noqa: E402

PATIENCE = 4
SLOT = ('book', '--patient', '1', '--type', 'exam', '--at', '2026-11-24T11:00')


class Network:
    """A TCP port before the server's socket. `at` is called with what a desk sends, before it is passed on."""

    def __init__(self, at=None):
        self.at, self.open = at or (lambda data: True), True
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def where(self, practice_url):
        """The address of a practice through it."""
        return practice_url.replace(f'host={os.environ["PGHOST"]}', f'host=127.0.0.1&port={self.port}')

    def accept(self):
        while True:
            desk, _ = self.listener.accept()
            self.wait()
            server = socket.socket(socket.AF_UNIX)
            server.connect(f'{os.environ["PGHOST"]}/.s.PGSQL.5432')
            threading.Thread(target=self.carry, args=(server, desk, lambda data: True), daemon=True).start()
            threading.Thread(target=self.carry, args=(desk, server, self.at), daemon=True).start()

    def wait(self):
        while not self.open:
            time.sleep(0.05)

    def carry(self, one, other, at):
        try:
            while data := one.recv(65536):
                self.wait()
                passes = at(data)
                if passes is not None:
                    other.sendall(data)
                self.wait()
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class AtCommit(Network):
    """It swallows all from the first COMMIT of a desk on: that too, or only the answer to it; for so long."""

    def __init__(self, passes, seconds):
        super().__init__(self.at_commit)
        self.passes, self.seconds, self.met = passes, seconds, False

    def at_commit(self, data):
        if b'\0COMMIT\0' not in data or self.met:
            return True
        self.met, self.open = True, False
        threading.Timer(self.seconds, self.heal).start()
        return True if self.passes else None

    def heal(self):
        self.open = True


def timed(where, *words):
    began = time.monotonic()
    done = subprocess.run([CHAIRTIME, '--db', where, '--now', NOW, '--desk', 'front', *words], stdin=subprocess.DEVNULL,
                          capture_output=True, encoding='utf-8', check=False,
                          env=dict(os.environ, CHAIRTIME_PATIENCE=str(PATIENCE)))
    return done.returncode, done.stdout, done.stderr, time.monotonic() - began


def test_from_the_beginning():
    """A command that reaches nobody ends within its patience: it says that the server can't be reached."""
    network = Network()
    network.open = False
    status, out, said, took = timed(network.where(made('swallowed')), 'day')
    print(f'# {took:.1f} s: {said}', end='')
    assert status == 3 and not out and said and took < PATIENCE + 3, (status, said, took)


def booked_at_commit(name, passes, seconds):
    where = made(name)
    network = AtCommit(passes, seconds)
    status, out, said, took = timed(network.where(where), *SLOT)
    print(f'# {took:.1f} s: {status} {out.strip()} {said.strip()}')
    assert network.met
    network.heal()
    time.sleep(0.5)
    return status, out.strip(), said, took, psql(f'select count(*) from {name}.appointment')[1].strip(), where


def test_doubt():
    """A commit whose answer is swallowed is told as doubtful: whether it was written isn't known."""
    status, out, said, took, there, where = booked_at_commit('doubtful', True, 600)
    assert status == 3 and not out and "isn't known: look before you do it again" in said, (status, said)
    assert took < 3 * PATIENCE + 6, took
    assert there in ('0', '1') and 'nothing wrong' in must(where, 'check')


def test_doubt_swallowed():
    """A commit that is swallowed itself is told as doubtful: nothing of it is there."""
    status, out, said, _, there, where = booked_at_commit('unsent', False, 600)
    assert status == 3 and not out and "isn't known: look before you do it again" in said, (status, said)
    assert there == '0' and 'nothing wrong' in must(where, 'check')


def test_again():
    """Where the network comes back meanwhile the log tells: what was written is acknowledged, once."""
    status, out, said, _, there, where = booked_at_commit('healed', True, PATIENCE + 1)
    assert (status, out, there) == (0, '1', '1'), (status, out, said, there)
    assert 'nothing wrong' in must(where, 'check')


def let_go(screens):
    """Esc, and again for the connection that is made anew, until the screens say what came of it."""
    began = time.monotonic()

    def said():
        screens.press(b'\x1b')
        return screens.reads("can't be used")
    wait_for('the screens', said)
    assert time.monotonic() - began < 12


def stepped(screens):
    """Is it another day, by a key?"""
    screens.press(b'.')
    time.sleep(0.5)
    return screens.reads('(2[5-9]|30) Nov|Dec')


def test_screens():
    """Screens say so after some seconds and let go by Esc: also where connecting anew is swallowed."""
    network = Network()
    screens = Screens(network.where(made('watched')))
    screens.see('24 Nov')
    network.open = False
    screens.press(b'.')
    screens.see('server has not answered')
    let_go(screens)
    network.open = True
    wait_for('the network', lambda: stepped(screens))
    os.kill(screens.pid, signal.SIGTERM)
    wait_for('the end', screens.ended)


if __name__ == '__main__':
    run_tests([test_from_the_beginning, test_doubt, test_doubt_swallowed, test_again, test_screens])

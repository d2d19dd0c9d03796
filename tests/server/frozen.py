#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is there and says nothing: its backend is stopped in mid-session. TAP."""
import os
import pty
import re
import select
import signal
import subprocess
import time

from group import CHAIRTIME, NOW, must, practice, psql, run_tests

SECONDS = 40  # for what a busy machine does in one


def wait_for(what, question):
    """What question() gives, once it gives something."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = question()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f'{what}: waited in vain')


def made(name):
    where = practice(name)
    must(where, 'init', '--name', name.title(), '--zone', 'UTC')
    must(where, 'patient', 'add', '--name', 'Ruiz, Elena', '--phone', '555-0100')
    return where


def backend(condition):
    found = psql("select pid from pg_stat_activity where application_name = 'chairtime' and state is not "
                 f'null and {condition} order by backend_start desc limit 1')[1].strip()
    return int(found) if found else None


def test_command():
    """A command gives a silent server up: nothing was written, and the sentence says so."""
    where = made('silent')
    with subprocess.Popen(['psql', '-XAtq', '-c', 'begin; lock silent.store; select pg_sleep(600)'],
                          env=dict(os.environ, PATH=f'{os.environ["PGBIN"]}:{os.environ["PATH"]}')) as holder:
        wait_for('the lock', lambda: psql("select 1 from pg_stat_activity where wait_event = 'PgSleep'")[1])
        with subprocess.Popen([CHAIRTIME, '--db', where, '--now', NOW, 'book', '--patient', '1', '--type', 'exam',
                               '--at', '2026-11-24T11:00'], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=dict(os.environ, CHAIRTIME_PATIENCE='4'), encoding='utf-8') as command:
            pid = wait_for('the backend', lambda: backend("wait_event_type = 'Lock'"))
            os.kill(pid, signal.SIGSTOP)
            try:
                said = command.communicate(timeout=SECONDS)[1]
            finally:
                os.kill(pid, signal.SIGCONT)
        psql("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'")
        holder.wait(SECONDS)
    assert command.returncode == 3 and "the server doesn't answer" in said, (command.returncode, said)
    wait_for('its end', lambda: backend(f'pid = {pid}') is None)
    assert psql('select count(*) from silent.appointment') == (0, '0\n')
    assert must(where, 'book', '--patient', '1', '--type', 'exam', '--at', '2026-11-24T11:00').strip() == '1'


class Screens:
    """The screens on a pseudo-terminal."""

    def __init__(self, where):
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execve(CHAIRTIME, [CHAIRTIME, '--db', where, '--now', NOW],
                      dict(os.environ, TERM='xterm', LC_ALL='C.UTF-8', LINES='24', COLUMNS='80'))
        self.seen = ''

    def reads(self, words):
        """Do these words stand in what has come since the last see()?"""
        while select.select([self.file], [], [], 0)[0]:
            try:
                self.seen += os.read(self.file, 65536).decode('utf-8', 'replace')
            except OSError:
                break
        return re.search(words, self.seen)

    def see(self, words):
        try:
            wait_for(words, lambda: self.reads(words))
        except AssertionError as error:
            raise AssertionError(f'{error}: {self.seen[-300:]!r}') from error
        self.seen = ''

    def press(self, key):
        os.write(self.file, key)

    def ended(self):
        return os.waitpid(self.pid, os.WNOHANG)[0] == self.pid


def stopped(screens, key, before=0):
    """The screens' backend, stopped, and a key that asks it something."""
    pid = wait_for('the backend', lambda: backend(f"state = 'idle' and pid not in ({before})"))
    os.kill(pid, signal.SIGSTOP)
    screens.press(key)
    return pid


def test_screens():
    """Screens say that the server is silent: Esc goes on by another connection, SIGTERM ends them."""
    screens = Screens(made('frozen'))
    stopped_here = []
    try:
        screens.see('24 Nov')
        stopped_here.append(stopped(screens, b'.'))
        screens.see('server has not answered')
        screens.press(b'\x1b')
        wait_for('another connection', lambda: backend(f"state = 'idle' and pid <> {stopped_here[0]}"))
        screens.press(b'.')
        screens.see('2[5-7] Nov')
        stopped_here.append(stopped(screens, b'.', stopped_here[0]))
        screens.see('server has not answered')
        os.kill(screens.pid, signal.SIGTERM)
        wait_for('the end', screens.ended)
    finally:
        for pid in stopped_here:
            os.kill(pid, signal.SIGCONT)


if __name__ == '__main__':
    run_tests([test_command, test_screens])

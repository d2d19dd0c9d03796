#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A foreign program that holds the practice's rows without its lock: deadlocks, and who reads without waiting. TAP."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from frozen import SECONDS, backend, made, wait_for  # noqa: E402
from group import CHAIRTIME, NOW, must, psql, run_tests  # noqa: E402


class Foreign:
    """A session of psql, with a transaction."""

    def __init__(self, *sql):
        self.psql = subprocess.Popen(['psql', '-XAtq'], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                                     env=dict(os.environ, PATH=f'{os.environ["PGBIN"]}:{os.environ["PATH"]}',
                                              PGAPPNAME='foreign'))
        self.say('begin', *sql)
        wait_for('the foreign program', lambda: psql("select 1 from pg_stat_activity where application_name = 'foreign' "
                                                     "and state = 'idle in transaction'")[1])

    def say(self, *sql):
        self.psql.stdin.write(''.join(f'{line};\n' for line in sql))
        self.psql.stdin.flush()

    def end(self, *sql):
        self.say(*sql)
        self.psql.stdin.close()
        self.psql.wait(SECONDS)


def deadlocks():
    return int(psql("select deadlocks from pg_stat_database where datname = 'group'")[1])


def in_a_deadlock(name, *words):
    """A command that waits for a recall which another program holds, while that one wants what the command has
    written: of the two the command is given up. Its status, what it printed and what it said."""
    where, before = made(name), deadlocks()
    other = Foreign("set deadlock_timeout = '60s'", f'select id from {name}.recall for update')
    with subprocess.Popen([CHAIRTIME, '--db', where, '--now', NOW, *words], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8',
                          env=dict(os.environ, PGOPTIONS='-c deadlock_timeout=4s')) as command:
        wait_for('the command', lambda: backend("wait_event_type = 'Lock'"))
        other.end(f'lock table {name}.change in share mode', 'commit')
        out, said = command.communicate(timeout=SECONDS)
    wait_for('the deadlock', lambda: deadlocks() > before)
    assert 'nothing wrong' in must(where, 'check')
    return command.returncode, out, said, where


def test_again():
    """A command that is one change is done again: it is there once."""
    status, out, said, _ = in_a_deadlock('again', 'book', '--patient', '1', '--type', 'exam', '--at',
                                         '2026-11-24T11:00')
    assert (status, out.strip()) == (0, '1'), (status, out, said)
    assert psql('select count(*) from again.appointment')[1] == '1\n'


def test_told():
    """One that is more says that nothing was done, and nothing was."""
    status, out, said, _ = in_a_deadlock('told', 'series', '1', 'x3', '--type', 'exam', '--every', '6w')
    assert status == 3 and not out and 'nothing was done, try again' in said, (status, out, said)
    assert psql('select count(*) from told.appointment')[1] == '0\n'


def test_check():
    """A check waits for nobody: a foreign program holds the practice's own lock meanwhile."""
    where = made('looked')
    key = 0xcbf29ce484222325
    for byte in b'looked':
        key = (key ^ byte) * 0x100000001b3 & (1 << 64) - 1
    key -= (key >> 63) << 64
    other = Foreign(f'select pg_advisory_xact_lock({key})')
    try:
        assert 'nothing wrong' in must(where, 'check')
    finally:
        other.end('commit')


if __name__ == '__main__':
    run_tests([test_again, test_told, test_check])

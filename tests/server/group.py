# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of practices on a server share. Run by tests/on-postgres, else they skip."""
import os
import subprocess
import sys

SERVER = os.environ.get('CHAIRTIME_TEST_DB')
CONTROL = os.environ.get('CHAIRTIME_TEST_SERVER')
CHAIRTIME = os.environ['CHAIRTIME']
NOW = '2026-11-24T10:00'
WHATS = ['patients', 'appointments', 'recalls', 'contacts', 'concerns', 'changes']


def chairtime(where, *words, desk='front', user=None):
    """(status, what it printed, what it said) of a command."""
    if user:
        where = where.replace('user=postgres', f'user={user}')
    run = subprocess.run([CHAIRTIME, '--db', where, '--now', NOW, '--desk', desk, *words],
                         stdin=subprocess.DEVNULL, capture_output=True, encoding='utf-8')
    return run.returncode, run.stdout, run.stderr


def must(where, *words, **more):
    status, out, said = chairtime(where, *words, **more)
    assert status == 0, f'{" ".join(words)}: {said}'
    return out


def practice(name):
    return f'{SERVER}&practice={name}'


def psql(sql, user='postgres'):
    run = subprocess.run(['psql', '-XAtq', '-U', user, '-c', sql], capture_output=True, encoding='utf-8',
                         env=dict(os.environ, PATH=f'{os.environ["PGBIN"]}:{os.environ["PATH"]}'))
    return run.returncode, run.stdout + run.stderr


def exports(where):
    return [must(where, 'export', 'json', what) for what in WHATS]


class Skip(Exception):
    """Why a test isn't run."""


def run_tests(tests):
    """Each is a function; the first sentence of its comment is its name."""
    print(f'1..{len(tests)}')
    for number, test in enumerate(tests, 1):
        name = ' '.join(test.__doc__.split()).split(':')[0].rstrip('.')
        try:
            if not SERVER:
                raise Skip('no server: see make check-pg')
            test()
            print(f'ok {number} - {name}')
        except Skip as why:
            print(f'ok {number} - {name} # SKIP {why}')
        except Exception as error:
            print(f'not ok {number} - {name}')
            for line in f'{type(error).__name__}: {error}'.splitlines():
                print(f'# {line[:400]}')
        sys.stdout.flush()

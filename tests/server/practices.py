#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Practices on a server, through the program: moving there and back, roles, and a server that stops
in the middle. TAP. Run by tests/on-postgres, else it skips."""
import concurrent.futures
import datetime
import os
import re
import subprocess
import sys
import time

SERVER = os.environ.get('CHAIRTIME_TEST_DB')
CONTROL = os.environ.get('CHAIRTIME_TEST_SERVER')
CHAIRTIME = os.environ['CHAIRTIME']
NOW = '2026-11-24T10:00'
DESKS, EACH = 4, 50
WHATS = ['patients', 'appointments', 'recalls', 'contacts', 'concerns', 'changes']
results = []


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


def test_move():
    """A made-up practice goes to the server and back, with its log, and nothing is different."""
    must('made.db', 'demo', 'made.db', '--no-open')
    there = practice('moved')
    must('made.db', 'move-store', 'made.db', there)
    must('made.db', 'move-store', there, 'back.db')
    whole = exports('made.db')
    assert exports(there) == whole
    assert exports('back.db') == whole
    for where in ('made.db', there, 'back.db'):
        assert 'nothing wrong' in must(where, 'check'), where
    dumps = [subprocess.run(['sqlite3', file, f'select * from {table} order by 1, 2'], check=True,
                            capture_output=True).stdout
             for file in ('made.db', 'back.db') for table in ('change', 'counter', 'patient_word')]
    assert dumps[:3] == dumps[3:]


def test_move_refused():
    """What isn't empty is no place to move to, and stays as it was; a source must be there."""
    status, _, said = chairtime('x', 'move-store', 'made.db', practice('moved'))
    assert status == 1 and 'exists already' in said, said
    status, _, said = chairtime('x', 'move-store', practice('moved'), 'made.db')
    assert status == 1 and 'exists already' in said, said
    status, _, said = chairtime('x', 'move-store', 'nothing.db', practice('other'))
    assert status == 3 and 'no store' in said, said
    assert exports('made.db') == exports(practice('moved'))
    assert psql("select count(*) from pg_namespace where nspname = 'other'") == (0, '0\n')


def test_backup():
    """A backup of a practice on a server is a file; it is brought back on a server too."""
    must(practice('moved'), 'backup', 'copy.db')
    assert exports('copy.db') == exports('made.db')
    must(practice('restored'), 'restore', 'copy.db')
    assert exports(practice('restored')) == exports('made.db')


def test_roles():
    """A desk's login works in its own practice, sees no other and can't change the tables."""
    for name in ('riverside', 'hillside'):
        must(practice(name), 'init', '--name', name.title(), '--zone', 'UTC')
        psql(f'create role {name}_anna login; grant "group.{name}.desk" to {name}_anna')
    here, other = practice('riverside'), practice('hillside')
    assert must(here, 'patient', 'add', '--name', 'Ruiz, Elena', '--phone', '555-0100',
                user='riverside_anna').strip() == '1'
    assert 'Ruiz' in must(here, 'patient', 'find', 'ruiz', user='riverside_anna')
    assert must(SERVER, 'practices', user='riverside_anna') == 'riverside\n'
    assert must(SERVER, 'day', user='riverside_anna')  # the only one needn't be named
    status, out, said = chairtime(other, 'patient', 'find', 'ruiz', user='riverside_anna')
    assert status == 1 and not out and "doesn't let this login" in said, said
    for sql in ('select * from hillside.patient', 'insert into hillside.counter values (1, 1)',
                'drop table riverside.patient', 'create table riverside.mine (a int)',
                'update riverside.store set version = 99'):
        status, said = psql(sql, 'riverside_anna')
        assert status and re.search('permission denied|must be owner', said), said


def weekdays():
    day = datetime.date(2026, 12, 1)
    while True:
        if day.weekday() < 5:
            yield day
        day += datetime.timedelta(1)


def book_all(desk, where):
    """A desk's bookings, each tried until it is acknowledged or said to be there already."""
    acknowledged, sentences = [], []
    for number, day in zip(range(EACH), weekdays()):
        for _ in range(40):
            status, out, said = chairtime(where, 'book', '--patient', str(desk + 1), '--type', 'check',
                                          '--at', f'{day}T{8 + desk:02}:00', '--note', f'{desk}-{number}',
                                          '--chair', '1', desk=f'desk{desk}')
            if status == 0:
                acknowledged.append(out.split()[0])
                break
            sentences.append(said.strip())
            if 'chair_free' in said or 'patient_free' in said:
                break  # an earlier try was written though its answer was lost
            time.sleep(0.05)
    return acknowledged, sentences


def test_restart():
    """The server stops twice while four desks book: what was acknowledged is there, once."""
    where = practice('busy')
    must(where, 'init', '--name', 'Busy', '--zone', 'UTC')
    for desk in range(DESKS):
        must(where, 'patient', 'add', '--name', f'Person {desk}', '--phone', f'555-010{desk}')
    with concurrent.futures.ThreadPoolExecutor(DESKS) as pool:
        desks = [pool.submit(book_all, desk, where) for desk in range(DESKS)]
        for mode in ('immediate', 'fast'):
            time.sleep(3)
            subprocess.run([CONTROL, 'stop', '-m', mode], check=True)
            time.sleep(0.5)
            subprocess.run([CONTROL, 'start'], check=True)
        done = [desk.result() for desk in desks]
    acknowledged = [visit for desk in done for visit in desk[0]]
    sentences = sorted({re.sub('connection to server .*', '…', said) for desk in done for said in desk[1]})
    print(f'# {len(acknowledged)} acknowledged, {sum(len(desk[1]) for desk in done)} refused:')
    for said in sentences[:6]:
        print(f'# {said[:160]}')
    status, said = psql('select count(*), count(distinct (patient, day, start)), count(distinct note) '
                        'from busy.appointment')
    assert (status, said) == (0, f'{DESKS * EACH}|{DESKS * EACH}|{DESKS * EACH}\n'), said
    status, said = psql('select id from busy.appointment')
    assert len(set(acknowledged)) == len(acknowledged) and set(acknowledged) <= set(said.split())
    assert 'nothing wrong' in must(where, 'check')
    assert sentences, 'the server was never missed'


def main():
    tests = [test_move, test_move_refused, test_backup, test_roles, test_restart]
    print(f'1..{len(tests)}')
    for number, test in enumerate(tests, 1):
        name = (test.__doc__ or test.__name__).split(':')[0].rstrip('.')
        if not SERVER:
            print(f'ok {number} - {name} # SKIP no server: see make check-pg')
            continue
        try:
            test()
            print(f'ok {number} - {name}')
        except Exception as error:
            print(f'not ok {number} - {name}')
            for line in f'{type(error).__name__}: {error}'.splitlines():
                print(f'# {line[:400]}')
        sys.stdout.flush()


main()

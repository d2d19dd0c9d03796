#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice moves to a server and back, and is backed up from it. TAP."""
import os
import pathlib
import subprocess

from group import Skip, chairtime, exports, must, practice, psql, run_tests

DENTAL = pathlib.Path(os.environ['SHARED']) / 'data' / 'dental'


def tables(file):
    """Every row of every table of a file, by SQLite's own program, each table in order."""
    names = subprocess.run(['sqlite3', file, "select name from sqlite_master where type = 'table' order by 1"],
                           check=True, capture_output=True, text=True).stdout.split()
    assert len(names) > 20, names
    return [subprocess.run(['sqlite3', file, f'select * from "{name}" order by 1, 2'], check=True,
                           capture_output=True).stdout for name in names]


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
    assert tables('made.db') == tables('back.db')


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
    pathlib.Path('key').write_text('correct horse\n', encoding='ascii')
    os.chmod('key', 0o600)
    must(practice('moved'), 'backup', 'copy.locked', '--key-file', 'key')
    must(practice('unlocked'), 'restore', 'copy.locked', '--key-file', 'key')
    assert exports(practice('unlocked')) == exports('made.db')
    head = must(practice('unlocked'), 'journal', 'seal').strip()
    assert 'nothing wrong' in must(practice('unlocked'), 'check', '--seal', head)
    status, _, said = chairtime(practice('moved'), 'check', '--seal', head)
    assert status == 3, said


def test_dental():
    """The dental data is imported on a server, moves to a file and back, with equal hashes."""
    if not DENTAL.exists():
        raise Skip('../shared/data/dental is absent')
    there, again = practice('dental'), practice('dental_again')
    must(there, 'import', 'csv', str(DENTAL / 'import.conf'))
    said = must(there, 'move-store', there, 'dental.db')
    assert 'counted and compared' in said, said
    must('dental.db', 'move-store', 'dental.db', again)
    must(again, 'move-store', again, 'once_more.db')
    assert tables('dental.db') == tables('once_more.db')
    whole = exports(there)
    assert len(whole[1]) > 8000 * 500  # the visits are in it
    assert exports('dental.db') == whole and exports(again) == whole
    last = 'select hash from {}change order by id desc limit 1'
    heads = {psql(last.format(f'{name}.'))[1] for name in ('dental', 'dental_again')}
    heads |= {subprocess.run(['sqlite3', name, last.format('')], check=True, capture_output=True,
                             text=True).stdout for name in ('dental.db', 'once_more.db')}
    assert len(heads) == 1 and len(heads.pop()) == 65, heads
    for where in (there, 'dental.db', again):
        assert 'nothing wrong' in must(where, 'check'), where


run_tests([test_move, test_move_refused, test_backup, test_dental])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what on a server: roles, and what the store itself refuses, whatever program writes. TAP."""
import re

from group import SERVER, chairtime, must, practice, psql, run_tests


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


def test_overlap():
    """The store refuses what overlaps on a treatment chair: psql is told by the constraint."""
    where = practice('overlap')
    must(where, 'init', '--name', 'Overlap', '--zone', 'UTC')
    must(where, 'patient', 'add', '--name', 'Ruiz, Elena', '--phone', '555-0100')
    must(where, 'book', '--patient', '1', '--type', 'exam', '--at', '2026-11-24T11:00', '--chair', 'Chair 1')
    columns = ('rev, sequence, patient, type, provider, day, minutes, held, pattern, confirmed, made_at, made_by')
    insert = (f'insert into overlap.appointment (id, uid, chair, chair_kind, start, state, {columns}) '
              "select {id}, 'uid {id}', {chair}, 'treatment', {start}, '{state}', " + columns +
              ' from overlap.appointment where id = 1')

    def try_row(number, chair=1, start=660, state='booked'):
        return psql(insert.format(id=number, chair=chair, start=start, state=state))

    for number, start in ((2, 660), (3, 645), (4, 675), (5, 689)):
        status, said = try_row(number, start=start)
        assert status and 'conflicting key value violates exclusion constraint' in said, said
    assert try_row(6, start=690) == (0, ''), 'the next one may follow at once'
    assert try_row(7, chair=2) == (0, ''), 'another chair is another matter'
    assert try_row(8, state='cancelled') == (0, ''), 'one that is off takes no place'
    status, said = psql("update overlap.appointment set state = 'booked' where id = 8")
    assert status and 'exclusion constraint' in said, said
    status, said = psql('update overlap.appointment set start = 675 where id = 6')
    assert status and 'exclusion constraint' in said, said
    for wrong in ("state = 'somewhere'", 'minutes = 0', 'patient = 99'):
        status, said = psql(f'update overlap.appointment set {wrong} where id = 1')
        assert status and 'violates' in said, (wrong, said)


run_tests([test_roles, test_overlap])

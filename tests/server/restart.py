#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that stops and starts again, and connections that are cut at the worst moment. TAP."""
import concurrent.futures
import datetime
import os
import re
import socket
import subprocess
import sys
import threading
import time

from group import CONTROL, SERVER, chairtime, must, practice, psql, run_tests

DESKS, EACH = 4, 50
PATIENCE = 60  # seconds that a desk tries a booking


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
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
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


class Between:
    """A socket before the server's, which cuts the connection at the first COMMIT of a desk: before it
    is passed on, or behind it, when its answer is there."""

    def __init__(self, folder, behind):
        self.behind, self.cuts = behind, 0
        self.folder = folder
        os.mkdir(folder)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(f'{folder}/.s.PGSQL.5432')
        self.listener.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            desk, _ = self.listener.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(f'{os.environ["PGHOST"]}/.s.PGSQL.5432')
            threading.Thread(target=self.pass_back, args=(server, desk), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(desk, server), daemon=True).start()

    def pass_on(self, desk, server):
        """What the desk says."""
        while data := self.read(desk):
            if b'\0COMMIT\0' in data and not self.cuts:  # a write's, which travels with its last rows
                self.cuts += 1
                desk.shutdown(socket.SHUT_WR)  # no answer comes through any more
                if self.behind:
                    server.sendall(data)
                    time.sleep(0.3)
                break
            server.sendall(data)
        for end in (desk, server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def pass_back(self, server, desk):
        try:
            while data := self.read(server):
                desk.sendall(data)
        except OSError:
            pass

    @staticmethod
    def read(end):
        try:
            return end.recv(65536)
        except OSError:
            return b''


def booked_through(name, behind):
    """A booking whose commit meets a cut: (status, what was said), and how many there are then."""
    where = practice(name)
    must(where, 'init', '--name', name.title(), '--zone', 'UTC')
    must(where, 'patient', 'add', '--name', 'Ruiz, Elena', '--phone', '555-0100')
    between = Between(os.path.abspath(name[0]), behind)
    status, out, said = chairtime(where.replace(os.environ['PGHOST'], between.folder), 'book', '--patient',
                                  '1', '--type', 'exam', '--at', '2026-11-24T11:00')
    assert between.cuts == 1
    assert 'nothing wrong' in must(where, 'check')
    return status, out.strip(), said, psql(f'select count(*) from {name}.appointment')


def test_answer_lost():
    """A commit whose answer is lost is looked for in the log: it is acknowledged, and there once."""
    status, out, said, there = booked_through('answer', True)
    assert (status, out, there) == (0, '1', (0, '1\n')), (status, out, said, there)


def test_commit_lost():
    """A commit that never arrived is said to be none: nothing was written, and it can be done again."""
    status, out, said, there = booked_through('begun', False)
    assert status == 3 and not out and 'nothing was written: do it again' in said, (status, out, said)
    assert there == (0, '0\n'), there
    assert must(practice('begun'), 'book', '--patient', '1', '--type', 'exam', '--at',
                '2026-11-24T11:00').strip() == '1'


# It stops its server: one of its own.
if SERVER and 'OWN_SERVER' not in os.environ:
    os.environ['OWN_SERVER'] = 'yes'
    runner = os.path.join(os.environ['TOP'], 'tests', 'on-postgres')
    os.execv(runner, [runner, sys.executable, os.path.abspath(__file__)])
run_tests([test_restart, test_answer_lost, test_commit_lost])

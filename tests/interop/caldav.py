#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sync caldav with a Radicale of its own: visits go there one way, closures and busy times both; what
is changed there to a visit becomes a call. TAP; skipped where Radicale isn't."""
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
import radicale_server  # noqa: E402
from tap import results, test  # noqa: E402

CHAIRTIME = os.environ['CHAIRTIME']
SERVER_DB = os.environ.get('CHAIRTIME_TEST_DB')  # a PostgreSQL group, by tests/on-postgres
ENV = dict(os.environ, CHAIRTIME_DB=SERVER_DB + '&practice=dav' if SERVER_DB else os.path.abspath('dav.db'),
           CHAIRTIME_POST=os.path.abspath('post.conf'))
NOW = '2026-11-24T10:42'
CHAIR, PROVIDER, PRACTICE = 'chairtime-chair-1', 'chairtime-provider-1', 'chairtime-practice'


def run(*words, now=NOW):
    return subprocess.run([CHAIRTIME, '--now', now, *words], env=ENV, capture_output=True, text=True,
                          encoding='utf-8')


def made(*words):
    done = run(*words)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.strip()


def rows(*words):
    return json.loads(made(*words, '--json'))


def sync(**counts):
    """Synchronises; the counts that aren't as said (those not said: 0) come back."""
    done = run('sync', 'caldav')
    assert done.returncode == 0, done.stderr
    said = done.stdout
    want = [counts.get(name, 0) for name in ('written', 'deleted', 'taken', 'reported', 'refused')]
    words = [int(word) for word in said.replace(';', ',').split() if word.isdigit()][1:]
    return [] if words == want else [said, done.stderr, f'want {want}']


def settings(server, password='geheim', more=''):
    with open('password', 'w', encoding='ascii') as file:
        file.write(password + '\n')
    with open('post.conf', 'w', encoding='utf-8') as file:
        file.write(f'[caldav]\nserver = {server.url}\nuser = desk\nseconds = 5\n'
                   f'password_file = {os.path.abspath("password")}\n{more}')
    os.chmod('password', 0o600)
    os.chmod('post.conf', 0o600)


def event(uid, start, end, summary='Dentist congress', more=''):
    return ('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\n'
            f'UID:{uid}\r\nDTSTAMP:20261124T090000Z\r\nDTSTART{start}\r\nDTEND{end}\r\n'
            f'SUMMARY:{summary}\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n')


def one_way(server, visit):
    found = sync(written=3)
    test('a visit is in its chair\'s and its provider\'s calendar, a closure in the practice\'s', not found, *found)
    name = next(iter(server.objects(CHAIR)))
    text = server.objects(CHAIR)[name]
    test('at its wall time, without a patient\'s name', 'DTSTART;TZID=Europe/Berlin:20261126T143000' in text
         and 'Meyer' not in text and server.objects(PROVIDER)[name].replace('.2\r\n', '.4\r\n') == text, text)
    test('under a UID of its own in each, as servers with scheduling want it (RFC 6638)',
         f'UID:{name[:-4]}.4\r\n' in text, text)
    closure = server.objects(PRACTICE)['closure-1.ics']
    test('the closure is there for all its days', 'DTSTART;VALUE=DATE:20261224' in closure and
         'DTEND;VALUE=DATE:20261227' in closure and 'SUMMARY:Christmas' in closure, closure)
    test('nothing to do, nothing done', not sync())
    made('move', visit, '--at', '2026-11-27T09:00')
    found = sync(written=2)
    text = server.objects(CHAIR)[name]
    test('moved, it moves there', not found and 'T090000' in text and 'SEQUENCE:1' in text and
         len(server.objects(CHAIR)) == 1, *found, text)
    return name


def changed_there(server, visit, name):
    text = server.objects(CHAIR)[name].replace('20261127T090000', '20261127T110000') \
        .replace('20261127T093000', '20261127T113000')
    server.ask('PUT', f'desk/{CHAIR}/{name}', text)
    found = sync(reported=1)
    test('a visit moved there is reported', not found, *found)
    calls = rows('calls')
    test('it is a call, in words', any('moved to Fri 27 Nov 11:00' in json.dumps(rows('concerns'))
                                       for call in calls), calls)
    test('neither taken nor undone', json.loads(made('export', 'json', 'appointments'))[0]['start'] == '09:00' and
         'T110000' in server.objects(CHAIR)[name])
    test('reported once', not sync() and len(rows('concerns')) == 1)
    made('move', visit, '--at', '2026-11-30T09:00')
    found = sync(written=2)
    test('moved in the book, the book\'s word is the last', not found and '20261130T090000' in
         server.objects(CHAIR)[name], *found)
    server.ask('DELETE', f'desk/{PROVIDER}/{name}')
    found = sync(reported=1)
    test('one deleted there is reported, and not put back', not found and not server.objects(PROVIDER), *found)
    test('nor is that said again', not sync() and len(rows('concerns')) == 2)
    made('move', visit, '--at', '2026-11-30T10:00')
    found = sync(written=2)
    test('until it moves', not found and name in server.objects(PROVIDER), *found)
    rewritten = server.objects(CHAIR)[name].replace('CLASS:PRIVATE', 'CLASS:PRIVATE\r\nX-SEEN:1')
    server.ask('PUT', f'desk/{CHAIR}/{name}', rewritten)
    test('a server that only adds a line of its own disturbs nobody', not sync())


def closures():
    return [(row['first'], row['last'], row['start'], row['until_min'], row['note'], row['provider'])
            for row in rows('closure', 'list')]


def both_ways(server):
    server.ask('PUT', f'desk/{PROVIDER}/own.ics',
               event('own@elsewhere', ';TZID=Europe/Berlin:20261201T130000',
                     ';TZID=Europe/Berlin:20261201T150000'))
    found = sync(taken=1)
    test('a provider\'s own time is taken as a closure of hers', not found and
         ('2026-12-01', '2026-12-01', '13:00', '15:00', 'Dentist congress', 1) in closures(), *found, closures())
    done = run('book', '--patient', '1', '--type', 'exam', '--at', '2026-12-01T13:30', '--provider', '1')
    test('nobody is booked into it', done.returncode == 1, done.stdout, done.stderr)
    server.ask('PUT', f'desk/{PROVIDER}/own.ics',
               event('own@elsewhere', ';VALUE=DATE:20261202', ';VALUE=DATE:20261204', 'Away',
                     'RRULE:FREQ=WEEKLY;COUNT=2\r\n'))
    found = sync(taken=3)
    test('changed, whole days and a rule', not found and
         [row[:2] for row in closures() if row[4] == 'Away'] ==
         [('2026-12-02', '2026-12-03'), ('2026-12-09', '2026-12-10')], *found, closures())
    server.ask('DELETE', f'desk/{PROVIDER}/own.ics')
    found = sync(taken=2)
    test('deleted, its closures go', not found and len(closures()) == 1, *found, closures())
    ours_there(server)


def ours_there(server):
    text = server.objects(PRACTICE)['closure-1.ics'].replace('20261227', '20261229')
    server.ask('PUT', f'desk/{PRACTICE}/closure-1.ics', text)
    found = sync(taken=1)
    test('a closure of ours that was made longer there is longer', not found and
         closures()[0][:2] == ('2026-12-24', '2026-12-28'), *found, closures())
    test('and that is all', not sync())
    server.ask('DELETE', f'desk/{PRACTICE}/closure-1.ics')
    found = sync(taken=1)
    test('taken away there, it is taken away', not found and not closures(), *found, closures())
    made('closure', 'add', '--from', '2026-12-31', '--note', 'Old year')
    found = sync(written=1)
    made('closure', 'remove', str(rows('closure', 'list')[0]['id']))
    test('and taken away here, it goes there', not found and not sync(deleted=1) and
         not server.objects(PRACTICE), *found, server.objects(PRACTICE))


def bad_days(server, visit, name):
    made('move', visit, '--at', '2026-12-02T10:00')
    server.ask('PUT', f'desk/{CHAIR}/{name}', event('other@x', ':20261202T100000Z', ':20261202T110000Z'))
    found = sync(written=2)
    test('changed on both sides: the visit\'s newer word stands', not found and
         '20261202T100000' in server.objects(CHAIR)[name], *found)
    server.forget()
    test('a server that has lost its account of changes is read anew', not sync())
    settings(server, 'falsch')
    done = run('sync', 'caldav')
    test('a wrong password is said, not shown', done.returncode == 1 and 'password' in done.stderr and
         'falsch' not in done.stderr, done.stderr)
    settings(server)
    killed(server)
    made('cancel', visit, '--by', 'patient', '--reason', 'ill')
    found = sync(deleted=2)
    test('cancelled, it is gone from both', not found and name not in server.objects(CHAIR), *found)
    server.stop()
    done = run('sync', 'caldav')
    test('a server that isn\'t there is an error', done.returncode == 3, done.stderr)


def killed(server):
    """Forty visits, and syncs that are killed on their way."""
    chance = random.Random(3)
    for day in ('03', '04', '07', '08'):
        for hour in (8, 9, 10, 11, 14):
            made('book', '--patient', '1', '--type', 'check', '--at', f'2026-12-{day}T{hour:02}:30', '--force', 'x')
    for _ in range(12):
        child = subprocess.Popen([CHAIRTIME, '--now', NOW, 'sync', 'caldav'], env=ENV,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 0.5))
        child.send_signal(signal.SIGKILL)
        child.wait()
    run('sync', 'caldav')
    live = [row for row in json.loads(made('export', 'json', 'appointments')) if row['state'] == 'booked']
    per_chair = {}
    for row in live:
        per_chair[row['chair']] = per_chair.get(row['chair'], 0) + 1
    test('killed on its way and run again: each visit is there once, nothing is taken or reported',
         all(len(server.objects(f'chairtime-chair-{chair}')) == count for chair, count in per_chair.items()) and
         not sync() and not closures() and len(rows('concerns')) == 2, per_chair, rows('concerns'))
    check = run('check')
    test('check finds nothing wrong', check.returncode == 0, check.stdout, check.stderr)


def encrypted():
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1',
                    '-nodes', '-days', '3650', '-subj', '/CN=127.0.0.1', '-addext',
                    'subjectAltName=IP:127.0.0.1', '-keyout', 'key', '-out', 'crt'],
                   check=True, capture_output=True)
    server = radicale_server.Radicale('secure', os.path.abspath('crt'), os.path.abspath('key'))
    settings(server)
    done = run('sync', 'caldav')
    test('a certificate of nobody we trust ends it', done.returncode == 3 and not os.path.exists(
        'secure/data/collection-root/desk'), done.stderr)
    settings(server, more=f'ca = {os.path.abspath("crt")}\n')
    done = run('sync', 'caldav')
    test('with the authority named it works', done.returncode == 0 and ' written' in done.stdout, done.stderr)
    secrets(server)
    server.stop()


def secrets(server):
    """The password by a program, and as systemd hands it on."""
    os.makedirs('credentials', exist_ok=True)
    with open('credentials/dav', 'w', encoding='ascii') as file:
        file.write('geheim\n')
    ENV['CREDENTIALS_DIRECTORY'] = os.path.abspath('credentials')
    for how in ('password_command = echo geheim', 'password_credential = dav'):
        with open('post.conf', 'w', encoding='utf-8') as file:
            file.write(f'[caldav]\nserver = {server.url}\nuser = desk\n{how}\nca = {os.path.abspath("crt")}\n')
        done = run('sync', 'caldav')
        test(f'{how.split(" ")[0]} lets us in', done.returncode == 0, done.stderr)


def main():
    if not importlib.util.find_spec('radicale'):
        print('1..0 # SKIP without Radicale')
        return
    server = radicale_server.Radicale('server')
    settings(server)
    made('init', '--name', 'Riverside Dental', '--zone', 'Europe/Berlin')
    made('patient', 'add', '--name', 'Meyer, Anna', '--phone', '555-0142')
    visit = made('book', '--patient', '1', '--type', 'exam', '--at', '2026-11-26T14:30', '--chair', '1',
                 '--provider', '1')
    made('closure', 'add', '--from', '2026-12-24', '--to', '2026-12-26', '--note', 'Christmas')
    name = one_way(server, visit)
    changed_there(server, visit, name)
    both_ways(server)
    bad_days(server, visit, name)
    encrypted()
    print(f'1..{len(results)}')


main()

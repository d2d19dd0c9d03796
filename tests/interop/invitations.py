#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Booked, moved, cancelled: REQUEST, REQUEST, CANCEL go out by mail and are done in the patient's
calendar on a Radicale server, as a mail program does (RFC 5546, by UID and SEQUENCE); vdirsyncer
brings it to khal, which shows the visit, then the visit moved, then nothing. TAP; skipped where one of
them is missing."""
import email
import email.policy
import importlib.util
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
import radicale_server  # noqa: E402
import smtpd  # noqa: E402
from tap import results, test  # noqa: E402

CHAIRTIME = os.environ['CHAIRTIME']
ENV = dict(os.environ, CHAIRTIME_DB=os.path.abspath('invite.db'), CHAIRTIME_POST=os.path.abspath('post.conf'),
           HOME=os.getcwd(), XDG_CONFIG_HOME=os.getcwd(), XDG_DATA_HOME=os.getcwd(), XDG_CACHE_HOME=os.getcwd(),
           LC_ALL='C.UTF-8', TZ='Europe/Berlin')
NOW = '2026-11-24T10:42'


def made(*words):
    done = subprocess.run([CHAIRTIME, '--now', NOW, *words], env=ENV, capture_output=True, text=True,
                          encoding='utf-8')
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.strip()


def settings(mail, server):
    with open('post.conf', 'w', encoding='utf-8') as file:
        file.write(f'[email]\nserver = {mail.url}\nfrom = desk@riverside.example\n')
    os.chmod('post.conf', 0o600)
    os.makedirs('vdirsyncer', exist_ok=True)
    os.makedirs('khal', exist_ok=True)
    with open('vdirsyncer/config', 'w', encoding='utf-8') as file:
        file.write(f'''[general]
status_path = "{os.getcwd()}/status/"
[pair patient]
a = "here"
b = "there"
collections = ["anna"]
[storage here]
type = "filesystem"
path = "{os.getcwd()}/calendars/"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{server.url}desk/"
username = "desk"
password = "geheim"
''')
    with open('khal/config', 'w', encoding='utf-8') as file:
        file.write(f'''[calendars]
[[anna]]
path = {os.getcwd()}/calendars/anna
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
''')


def in_calendar(server):
    """What khal shows after vdirsyncer has fetched."""
    for words in (['vdirsyncer', 'discover'], ['vdirsyncer', 'sync', '--force-delete']):
        done = subprocess.run(words, env=ENV, input='y\n' * 9, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (words, done.stderr)
    done = subprocess.run(['khal', 'list', '--format', '{start} {status}', '--day-format', '', '2026-11-24', '30d'],
                          env=ENV, capture_output=True, text=True, check=False)
    return [line.strip() for line in done.stdout.split('\n') if re.match(r'\s*2026', line)], done.stderr


def deliver(server, mail):
    """The last mail's calendar, done in the patient's."""
    message = email.message_from_bytes(mail.messages[-1][2], policy=email.policy.default)
    part = next(part for part in message.walk() if part.get_content_type() == 'text/calendar')
    text, method = part.get_payload(decode=True).decode(), part.get_param('method')
    assert f'\r\nMETHOD:{method}\r\n' in text
    uid = re.search(r'UID:(\S+)', text)[1]
    sequence = int(re.search(r'SEQUENCE:(\d+)', text)[1])
    path = f'desk/anna/{uid}.ics'
    _, before, _ = server.ask('GET', path)
    known = re.search(r'SEQUENCE:(\d+)', before)
    if known and int(known[1]) > sequence:
        return method, sequence, 'ignored'
    if method == 'CANCEL':
        return method, sequence, server.ask('DELETE', path)[0]
    return method, sequence, server.ask('PUT', path, re.sub(r'METHOD:\w+\r\n', '', text))[0]


def main():
    missing = [name for name in ('khal', 'vdirsyncer') if not shutil.which(name)]
    if missing or not importlib.util.find_spec('radicale'):
        print(f'1..0 # SKIP without {" ".join(missing) or "Radicale"}')
        return
    mail, server = smtpd.Server(), radicale_server.Radicale('server')
    settings(mail, server)
    server.ask('MKCALENDAR', 'desk/anna/')
    made('init', '--name', 'Riverside Dental', '--zone', 'Europe/Berlin')
    made('set', 'email', 'desk@riverside.example')
    made('patient', 'add', '--name', 'Meyer, Anna', '--phone', '555-0142', '--email', 'anna@example.org')
    visit = made('book', '--patient', '1', '--type', 'exam', '--at', '2026-11-26T14:30')
    invite = ['message', '1', '--by', 'email', '--visit', visit, '--invite', '--subject', 'Your visit', '--', 'Hello']
    steps = [(invite, ('REQUEST', 0), ['2026-11-26 14:30']),
             (['move', visit, '--at', '2026-11-27T09:00'], ('REQUEST', 1), ['2026-11-27 09:00']),
             (['cancel', visit, '--by', 'patient', '--reason', 'ill'], ('CANCEL', 2), [])]
    for act, said, shown in steps:
        made(*act)
        made('send')
        method, sequence, status = deliver(server, mail)
        test(f'{method} with SEQUENCE {sequence} goes out and is taken', (method, sequence) == said and
             status in (200, 201, 204), status)
        seen, errors = in_calendar(server)
        test(f'khal shows {shown or "nothing"}', [line[:16] for line in seen] == shown, seen, errors)
    test('the server holds no event', not server.objects('anna'), server.objects('anna'))
    server.stop()
    print(f'1..{len(results)}')


main()

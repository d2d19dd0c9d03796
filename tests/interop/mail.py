#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""E-mail by SMTP, read back by Python's email package: what goes over the wire, with and without
encryption, and what becomes of a message when the server is in a bad mood. TAP."""
import email
import email.policy
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
import smtpd  # noqa: E402
from tap import results, test  # noqa: E402

CHAIRTIME = os.environ['CHAIRTIME']
SERVER_DB = os.environ.get('CHAIRTIME_TEST_DB')  # a PostgreSQL group, by tests/on-postgres
ENV = dict(os.environ, CHAIRTIME_DB=SERVER_DB + '&practice=mail' if SERVER_DB else os.path.abspath('mail.db'),
           CHAIRTIME_POST=os.path.abspath('post.conf'))
NOW = '2026-11-24T10:42'
NAME = 'Riverside "Dental"\r\nBcc: evil@example.org'
SUBJECT = 'Ihr Termin \u2014 gr\u00f6\u00dfer\r\nBcc: evil@example.org\r\n\r\nbody'
TEXT = 'Guten Tag Anna,\n.\n.dot\nwir erwarten Sie ' + 'um 16:30 ' * 12 + '\nFrom the desk \u00e9 = \n'


def run(*words, now=NOW):
    return subprocess.run([CHAIRTIME, '--now', now, *words], env=ENV, capture_output=True, text=True,
                          encoding='utf-8')


def made(*words):
    done = run(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def settings(text, mode=0o600):
    with open('post.conf', 'w', encoding='utf-8') as file:
        file.write(text)
    os.chmod('post.conf', mode)


def ways(server, more=''):
    settings(f'[email]\nserver = {server.url}\nfrom = "Riverside Dental <desk@riverside.example>"\n'
             f'seconds = 3\n{more}')


def message(number):
    return {row['id']: row for row in json.loads(made('outbox', '--all', '--json'))}[number]


def queue(*more):
    return int(made('message', 'meyer', '--by', 'email', *more, '--', 'Hello'))


def certificate(name, host):
    """A certificate of its own for a host, key and all in one file."""
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1',
                    '-nodes', '-days', '3650', '-subj', f'/CN={host}', '-addext',
                    f'subjectAltName=IP:{host}', '-keyout', f'{name}.key', '-out', f'{name}.crt'],
                   check=True, capture_output=True)
    with open(f'{name}.pem', 'w', encoding='ascii') as file:
        for part in ('crt', 'key'):
            with open(f'{name}.{part}', encoding='ascii') as source:
                file.write(source.read())
    return os.path.abspath(f'{name}.crt'), f'{name}.pem'


def begin():
    made('init', '--name', 'Riverside Dental', '--zone', 'Europe/Berlin')
    made('set', 'email', 'desk@riverside.example')
    made('patient', 'add', '--name', 'Meyer, Anna', '--phone', '555-0142', '--email', 'anna@example.org')
    made('patient', 'edit', 'meyer', '--language', 'de')
    return made('book', '--patient', 'meyer', '--type', 'exam', '--at', '2026-11-26T14:30')


def invitation(visit):
    server = smtpd.Server()
    ways(server)
    number = made('message', 'meyer', '--by', 'email', '--visit', visit, '--invite', '--subject', SUBJECT,
                  '--', TEXT)
    sent = run('send')
    test('one message goes out', sent.stdout.strip() == '1 sent' and len(server.messages) == 1,
         sent.stdout, sent.stderr)
    sender, to, raw = server.messages[0]
    test('the envelope', '<desk@riverside.example>' in sender and to == ['anna@example.org'], sender, to)
    lines = raw.split(b'\r\n')
    test('every line is short ASCII and ends in CRLF',
         max(map(len, lines)) <= 78 and not re.search(rb'[^\r]\n|\r[^\n]|[\x80-\xff]', raw), raw)
    look_at(email.message_from_bytes(raw, policy=email.policy.default), raw)
    again = run('send')
    test('it goes once', again.stdout.strip() == 'nothing is due' and len(server.messages) == 1, again.stdout)
    row = message(int(number))
    test('sent, and a contact', row['state'] == 'sent' and row['sent_at'] == '2026-11-24T09:42:00Z' and
         json.loads(made('export', 'json', 'contacts'))[-1]['channel'] == 'email', row)


def look_at(mail, raw):
    test('a subject can\'t make a header', 'Bcc' not in mail and raw.count(b'Bcc') == 0 and
         mail['Subject'].startswith('Ihr Termin \u2014 gr\u00f6\u00dfer') and 'body' in mail['Subject'],
         mail['Subject'])
    test('Date, Message-ID, Auto-Submitted, language',
         mail['Date'].datetime.isoformat() == '2026-11-24T09:42:00+00:00' and
         re.fullmatch(r'<chairtime-[0-9a-f]{24}@riverside\.example>', mail['Message-ID']) and
         mail['Auto-Submitted'] == 'auto-generated' and mail['Content-Language'] == 'de', raw)
    kinds = [part.get_content_type() for part in mail.walk()]
    test('alternatives of text and calendar, and an attachment',
         kinds == ['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/calendar',
                   'application/ics'], kinds)
    parts = list(mail.walk())
    test('the text', parts[2].get_content().replace('\r\n', '\n').rstrip('\n') == TEXT.rstrip('\n'),
         repr(parts[2].get_content()))
    calendar = parts[3].get_payload(decode=True).decode()
    test('the method is said twice, alike', parts[3].get_param('method') == 'REQUEST' and
         '\r\nMETHOD:REQUEST\r\n' in calendar and 'ATTENDEE' in calendar and
         'mailto:anna@example.org' in calendar.replace('\r\n ', ''), calendar)
    test('the attachment is the same', parts[4].get_payload(decode=True).decode() == calendar and
         parts[4].get_filename() == 'visit.ics')


def purposes():
    server = smtpd.Server()
    ways(server)
    queue('--purpose', 'reminder')
    run('send')
    mail = email.message_from_bytes(server.messages[-1][2])
    test('who may refuse it is told how', 'mailto:desk@riverside.example?subject=STOP' in
         str(mail['List-Unsubscribe']), mail.items())


def moods():
    server = smtpd.Server()
    ways(server)
    for mood, state, why in (('later', 'waiting', '451'), ('refuse', 'failed', '550'),
                             ('drop', 'uncertain', '')):
        server.mood = mood
        number, before = queue(), len(server.messages)
        run('send')
        row = message(number)
        test(f'{mood}: it is {state}', row['state'] == state and row['tries'] == 1 and why in row['error'], row)
        server.mood = 'good'
        run('send')
        test(f'{mood}: nothing is sent a second time by itself',
             len(server.messages) == before + (mood == 'drop'), len(server.messages))
        if mood == 'later':
            run('send', now='2026-11-24T10:47')
            test('later: after 5 minutes it goes', message(number)['state'] == 'sent', message(number))
        else:
            made('outbox', 'withdraw' if mood == 'drop' else 'again', str(number))
            run('send')
    hang(server)


def hang(server):
    server.mood = 'silent'
    number = queue()
    done = run('send')
    row = message(number)
    test('a server that says nothing costs seconds, not the day', row['state'] == 'waiting' and
         row['due_at'] == '2026-11-24T09:47:00Z', row, done.stderr)
    later = row
    for hour in range(1, 24 * 4, 13):
        run('send', now=f'2026-11-{24 + (10 + hour) // 24}T{(10 + hour) % 24:02}:50')
        later = message(number)
    test('after three days it has failed', later['state'] == 'failed' and later['tries'] > 3, later)


def encrypted():
    trusted, key = certificate('server', '127.0.0.2')
    other, _ = certificate('other', '127.0.0.2')
    with open('password', 'w', encoding='ascii') as file:
        file.write('geheim\n')
    os.chmod('password', 0o600)
    login = f'user = desk\npassword_file = {os.path.abspath("password")}\n'
    server = smtpd.Server('127.0.0.2', key, 'desk', 'geheim')
    ways(server, login + f'ca = {other}\n')
    number = queue()
    run('send')
    test('a certificate of nobody we trust: nothing goes, no password is said',
         message(number)['state'] == 'waiting' and not server.messages and not server.logins, message(number))
    ways(server, login + f'ca = {trusted}\n')
    run('send', now='2026-11-24T10:48')
    test('STARTTLS and a login', message(number)['state'] == 'sent' and server.encrypted == 1 and
         server.logins == 1, message(number))
    secrets(server, f'ca = {trusted}\nuser = desk\n')
    plain = smtpd.Server('127.0.0.2', None, 'desk', 'geheim')
    ways(plain, login)
    number = queue()
    run('send')
    test('a server that can\'t encrypt gets nothing',
         message(number)['state'] == 'waiting' and not plain.messages and not plain.logins, message(number))
    refusals(server, login, number)


def secrets(server, trusted):
    """The password by a program, and as systemd hands it on."""
    os.makedirs('credentials', exist_ok=True)
    with open('credentials/mail', 'w', encoding='ascii') as file:
        file.write('geheim\n')
    logins = server.logins
    for how, where in (('password_command', 'sh -c "echo geheim; echo and more"'), ('password_credential', 'mail')):
        ways(server, f'{trusted}{how} = {where}\n')
        number = queue()
        ENV['CREDENTIALS_DIRECTORY'] = os.path.abspath('credentials')
        done = run('send')
        logins += 1
        test(f'a login by {how}', message(number)['state'] == 'sent' and server.logins == logins, message(number), done.stderr)
    del ENV['CREDENTIALS_DIRECTORY']
    number = queue()
    done = run('send')
    test('without systemd it says so', message(number)['state'] == 'waiting' and 'LoadCredential' in done.stderr,
         done.stderr)
    ways(server, trusted + 'password_command = false\n')
    done = run('send')
    test('a program that fails is said, and nothing goes', message(number)['state'] == 'waiting' and
         'false' in done.stderr and server.logins == logins, done.stderr)
    made('outbox', 'withdraw', str(number))


def refusals(server, login, number):
    os.chmod('password', 0o644)
    ways(server, login)
    done = run('send', now='2026-11-24T10:48')
    test('a password that others may read isn\'t used', done.returncode == 3 and 'chmod 600' in done.stderr and
         message(number)['state'] == 'waiting', done.stderr)
    settings('[email]\nserver = smtp://mail.example.org\nfrom = a@example.org\n', 0o666)
    done = run('send')
    test('nor settings that others may write', done.returncode == 1 and 'chmod 600' in done.stderr, done.stderr)
    settings('[email]\npassword = geheim\n')
    done = run('send')
    test('a password isn\'t taken from there', done.returncode == 2 and 'geheim' not in done.stderr, done.stderr)
    settings('[caldav]\nserver = http://cloud.example.org/\n')
    done = run('send')
    test('nothing goes unencrypted to another machine', done.returncode == 2 and 'https' in done.stderr,
         done.stderr)


invitation(begin())
purposes()
moods()
encrypted()
print(f'1..{len(results)}')

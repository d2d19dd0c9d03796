#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that a CalDAV server with scheduling (RFC 6638) has in its inbox: a server of our own, since
Radicale has none. What is about a visit is taken once and removed there, all else left alone. TAP."""
import hashlib
import http.server
import json
import os
import re
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
from tap import results, test  # noqa: E402

CHAIRTIME = os.environ['CHAIRTIME']
ENV = dict(os.environ, CHAIRTIME_DB=os.path.abspath('inbox.db'), CHAIRTIME_POST=os.path.abspath('post.conf'))
now = '2026-11-24T10:42'
DAV = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'


class Handler(http.server.BaseHTTPRequestHandler):
    """A principal with calendars under /c/ and an inbox at /in/; `store` has the objects by path."""
    store, calendars = {}, set()

    def log_message(self, *words):
        pass

    def answer(self, status, text='', **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def body(self):
        return self.rfile.read(int(self.headers.get('Content-Length') or 0)).decode()

    @staticmethod
    def etag(text):
        return f'"{hashlib.sha1(text.encode()).hexdigest()}"'

    def do_PROPFIND(self):  # noqa: N802
        self.body()
        found = []
        if self.path == '/':
            found.append(('/', '<current-user-principal><href>/me/</href></current-user-principal>'))
        elif self.path == '/me/':
            found.append(('/me/', '<C:calendar-home-set><href>/c/</href></C:calendar-home-set>'
                          '<C:schedule-inbox-URL><href>/in/</href></C:schedule-inbox-URL>'))
        elif self.path == '/c/':
            found += [(path, '<resourcetype><collection/><C:calendar/></resourcetype>') for path in sorted(self.calendars)]
        else:
            found.append((self.path, '<resourcetype><collection/></resourcetype>'))
            found += [(path, f'<getetag>{self.etag(text)}</getetag>') for path, text in sorted(self.store.items())
                      if path.startswith(self.path) and path != self.path]
            found += [(self.path, f'<getetag>{self.etag(self.store[self.path])}</getetag>')] if self.path in self.store else []
        self.answer(207, f'<multistatus {DAV}>' + ''.join(
            f'<response><href>{path}</href><propstat><prop>{props}</prop><status>HTTP/1.1 200 OK</status></propstat>'
            '</response>' for path, props in found) + '</multistatus>')

    def do_MKCALENDAR(self):  # noqa: N802
        self.body()
        self.calendars.add(self.path)
        self.answer(201)

    def do_GET(self):  # noqa: N802
        text = self.store.get(self.path)
        self.answer(200, text, ETag=self.etag(text)) if text else self.answer(404)

    def do_PUT(self):  # noqa: N802
        self.store[self.path] = self.body()
        self.answer(201, ETag=self.etag(self.store[self.path]))

    def do_DELETE(self):  # noqa: N802
        text = self.store.get(self.path)
        if text and self.headers.get('If-Match') not in (None, self.etag(text)):
            self.answer(412)
        else:
            self.store.pop(self.path, None)
            self.answer(204 if text else 404)


def run(*words):
    return subprocess.run([CHAIRTIME, '--now', now, *words], env=ENV, capture_output=True, text=True, encoding='utf-8')


def made(*words):
    done = run(*words)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.strip()


def visit(number):
    return json.loads(made('export', 'json', 'appointments'))[number - 1]


def answer(method, uid, partstat, stamp, start=''):
    return ('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n' f'METHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n'
            f'DTSTAMP:{stamp}\r\nSEQUENCE:0\r\nORGANIZER:mailto:desk@example.org\r\n{start}'
            f'ATTENDEE;PARTSTAT={partstat}:mailto:anna@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n')


def main():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open('post.conf', 'w', encoding='utf-8') as file:
        file.write(f'[caldav]\nserver = http://127.0.0.1:{server.server_address[1]}/\nseconds = 5\n')
    os.chmod('post.conf', 0o600)
    made('init', '--name', 'Riverside Dental', '--zone', 'Europe/Berlin')
    made('patient', 'add', '--name', 'Meyer, Anna', '--phone', '555-0142', '--email', 'anna@example.org')
    made('book', '--patient', '1', '--type', 'exam', '--at', '2026-11-26T14:30')
    made('sync', 'caldav')
    uid = visit(1)['uid']
    store = Handler.store
    store['/in/yes.ics'] = answer('REPLY', uid, 'ACCEPTED', '20261124T090000Z')
    store['/in/own.ics'] = answer('REPLY', 'somebody-elses', 'ACCEPTED', '20261124T090000Z')
    store['/in/invited.ics'] = answer('REQUEST', 'a-party', 'NEEDS-ACTION', '20261124T090000Z')
    store['/in/rubbish.ics'] = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
    done = run('sync', 'caldav')
    test('a yes confirms the visit', visit(1)['confirmed'] == 'yes' and '1 answer taken' in done.stdout,
         done.stdout, done.stderr)
    test('it is removed there, what is no answer to us is left', sorted(path for path in store if path[:4] == '/in/') ==
         ['/in/invited.ics', '/in/own.ics', '/in/rubbish.ics'], sorted(store))
    store['/in/again.ics'] = answer('REPLY', uid, 'ACCEPTED', '20261124T090000Z')
    done = run('sync', 'caldav')
    test('the same once more is nothing new', 'answer' not in done.stdout and '/in/again.ics' not in store, done.stdout)
    global now
    now = '2026-11-24T10:50'
    store['/in/other.ics'] = answer('COUNTER', uid, 'TENTATIVE', '20261124T093000Z',
                                    'DTSTART;TZID=Europe/Berlin:20261127T100000\r\nDTEND;TZID=Europe/Berlin:20261127T103000\r\n')
    done = run('sync', 'caldav')
    calls = json.loads(made('calls', '--json'))
    test('another time is a call, in words', visit(1)['confirmed'] == 'no' and
         any(re.search(r'asks for Fri.* 10:00', json.dumps(call)) for call in calls), done.stderr, calls)
    server.shutdown()
    print(f'1..{len(results)}')


main()

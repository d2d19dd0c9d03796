# SPDX-License-Identifier: GPL-3.0-or-later
"""A practice and a CalDAV server on whom its calendars are, for the tests of sync caldav."""
import base64
import json
import os
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

CHAIRTIME = os.environ['CHAIRTIME']
SERVER_DB = os.environ.get('CHAIRTIME_TEST_DB')  # a PostgreSQL group, by tests/on-postgres
NOW = '2026-11-24T10:42'
CHAIR, OTHER_CHAIR, PROVIDER, PRACTICE = ('chairtime-chair-1', 'chairtime-chair-2', 'chairtime-provider-1',
                                          'chairtime-practice')


def event(uid, start, end, summary):
    return ('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\n'
            f'UID:{uid}\r\nDTSTAMP:20261124T090000Z\r\nDTSTART:{start}\r\nDTEND:{end}\r\n'
            f'SUMMARY:{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n')


class Life:
    """One practice and one server, on whom its calendars are."""

    def __init__(self, name, url, user='desk', password='geheim'):
        self.name, self.user, self.password, self.home = name, user, password, None
        self.env = dict(os.environ, CHAIRTIME_POST=os.path.abspath(f'{name}.conf'), CHAIRTIME_DB=(
            f'{SERVER_DB}&practice={re.sub("[^a-z]", "", name)}' if SERVER_DB else os.path.abspath(f'{name}.db')))
        with open(f'{name}.conf', 'w', encoding='utf-8') as file:
            file.write(f'[caldav]\nserver = {url}\nuser = {user}\nseconds = 20\n'
                       f'password_command = echo {password}\n')
        os.chmod(f'{name}.conf', 0o600)

    def run(self, *words):
        return subprocess.run([CHAIRTIME, '--now', NOW, *words], env=self.env, capture_output=True, text=True,
                              encoding='utf-8')

    def made(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout.strip()

    def rows(self, *words):
        return json.loads(self.made(*words, '--json'))

    def sync(self, **counts):
        """Synchronises; what isn't as said (not said: 0) comes back in words."""
        done = self.run('sync', 'caldav')
        want = [counts.get(name, 0) for name in ('written', 'deleted', 'taken', 'reported', 'refused')]
        words = [int(word) for word in done.stdout.replace(';', ',').split() if word.isdigit()][1:]
        return [] if words == want else [done.stdout, done.stderr, f'want {want}']

    def found(self):
        """Where chairtime found the calendars."""
        assert self.made('export', 'json', 'changes')
        for row in json.loads(self.made('export', 'json', 'changes')):
            after = row['after'] if isinstance(row['after'], dict) else json.loads(row['after'] or '{}')
            if row['tbl'] == 'dav_calendar' and after.get('url', '').endswith(PRACTICE + '/'):
                self.home = after['url'][:-len(PRACTICE + '/')]
        return self.home

    def ask(self, method, path, body=None, **headers):
        request = urllib.request.Request(urllib.parse.urljoin(self.home, path), body and body.encode(),
                                         method=method)
        request.add_header('Authorization', 'Basic ' + base64.b64encode(
            f'{self.user}:{self.password}'.encode()).decode())
        request.add_header('Content-Type', 'application/xml' if body and body[0] == '<' else 'text/calendar')
        for name, value in headers.items():
            request.add_header(name.replace('_', '-'), value)
        try:
            with self.opener().open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ''

    def opener(self):
        secrets = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        secrets.add_password(None, self.home, self.user, self.password)
        return urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(secrets))

    def objects(self, calendar):
        """Path and text of what is in one, as the server gives them."""
        _, text = self.ask('PROPFIND', calendar + '/', '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>',
                           Depth='1')
        paths = sorted(set(re.findall(r'href>\s*([^<]*\.ics)\s*<', text)))
        return {path: self.ask('GET', path)[1] for path in paths}

    def one(self, calendar):
        found = self.objects(calendar)
        return next(iter(found.items())) if len(found) == 1 else (None, repr(found))

    def closures(self):
        return [(row['first'], row['last'], row['note']) for row in self.rows('closure', 'list')]


def begun(life):
    life.made('init', '--name', 'Riverside Dental', '--zone', 'Europe/Berlin')
    life.made('patient', 'add', '--name', 'Meyer, Anna', '--phone', '555-0142')
    visit = life.made('book', '--patient', '1', '--type', 'exam', '--at', '2026-11-26T14:30', '--chair', '1',
                      '--provider', '1')
    life.made('closure', 'add', '--from', '2026-12-24', '--to', '2026-12-26', '--note', 'Christmas')
    return visit

# SPDX-License-Identifier: GPL-3.0-or-later
"""Radicale on a port of its own, in a folder of its own, for user desk (or another) with the password
geheim."""
import base64
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request


def free_port():
    with socket.create_server(('127.0.0.1', 0)) as probe:
        return probe.getsockname()[1]


class Radicale:
    def __init__(self, folder, certificate=None, key=None, user='desk'):
        self.folder, self.port, self.secure = os.path.abspath(folder), free_port(), bool(certificate)
        self.url = f'http{"s" if certificate else ""}://127.0.0.1:{self.port}/'
        os.makedirs(self.folder, exist_ok=True)
        with open(f'{self.folder}/users', 'w', encoding='ascii') as file:
            file.write(f'{user}:geheim\n')
        with open(f'{self.folder}/config', 'w', encoding='utf-8') as file:
            file.write(f'''[server]
hosts = 127.0.0.1:{self.port}
ssl = {bool(certificate)}
certificate = {certificate or ''}
key = {key or ''}
[auth]
type = htpasswd
htpasswd_filename = {self.folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {self.folder}/data
[logging]
level = warning
''')
        self.start()

    def start(self):
        with open(f'{self.folder}/log', 'ab') as log:
            self.child = subprocess.Popen([sys.executable, '-m', 'radicale', '--config',
                                           f'{self.folder}/config'], stdout=log, stderr=log)
        for _ in range(200):
            try:
                socket.create_connection(('127.0.0.1', self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError('Radicale does not start')

    def stop(self):
        self.child.terminate()
        self.child.wait()

    def forget(self):
        """It loses its account of changes, as after a move to another machine."""
        for folder, names, _ in os.walk(f'{self.folder}/data'):
            if '.Radicale.cache' in names:
                shutil.rmtree(os.path.join(folder, '.Radicale.cache'))

    def ask(self, method, path, body=None, **headers):
        """Status, text and etag of a request of ours."""
        request = urllib.request.Request(self.url + path, body.encode() if body else None, method=method)
        request.add_header('Authorization', 'Basic ' + base64.b64encode(b'desk:geheim').decode())
        request.add_header('Content-Type', 'text/calendar; charset=utf-8')
        for name, value in headers.items():
            request.add_header(name.replace('_', '-'), value)
        try:
            with urllib.request.urlopen(request, context=ssl._create_unverified_context()
                                        if self.secure else None) as answer:
                return answer.status, answer.read().decode(), answer.headers.get('ETag')
        except urllib.error.HTTPError as error:
            return error.code, '', None

    def objects(self, calendar):
        """Name and text of all that is in one of desk's calendars."""
        folder = f'{self.folder}/data/collection-root/desk/{calendar}'
        found = {}
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if not name.startswith('.'):
                with open(f'{folder}/{name}', encoding='utf-8', newline='') as file:
                    found[name] = file.read()
        return found

# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server to test against: a thread a connection; what it accepts is in `messages` before it
says so. `mood` is how it behaves: good, later (4xx), refuse (5xx), drop (it takes the message and
hangs up without a word), silent (it never says anything)."""
import base64
import socket
import ssl
import threading
import time


class Server:
    def __init__(self, host='127.0.0.1', certificate=None, user=None, password=None):
        self.messages = []       # (from, to, bytes)
        self.mood = 'good'
        self.delay = 0           # seconds before a message is accepted
        self.logins = 0
        self.encrypted = 0       # messages that came over TLS
        self.lock = threading.Lock()
        self.login = (user, password)
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)
        self.socket = socket.create_server((host, 0))
        self.url = f'smtp://{host}:{self.socket.getsockname()[1]}'
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk_safely, args=(connection,), daemon=True).start()

    def talk_safely(self, connection):
        try:
            Talk(self, connection).run()
        except (OSError, ssl.SSLError, EOFError):
            pass
        finally:
            connection.close()


class Talk:
    def __init__(self, server, connection):
        self.server, self.connection = server, connection
        self.file = connection.makefile('rb')
        self.secure, self.known = False, server.login[0] is None
        self.sender, self.to = None, []

    def say(self, text):
        self.connection.sendall(text.encode() + b'\r\n')

    def hear(self):
        line = self.file.readline()
        if not line:
            raise EOFError
        return line.rstrip(b'\r\n').decode('utf-8', 'replace')

    def run(self):
        if self.server.mood == 'silent':
            time.sleep(600)
        self.say('220 test')
        while self.act(self.hear()):
            pass

    def act(self, line):
        word = line.split(' ')[0].upper()
        act = getattr(self, 'on_' + word.lower(), None)
        if act:
            return act(line) is not False
        self.say('500 what?')
        return True

    def on_ehlo(self, _):
        self.say('250-test')
        if self.server.context and not self.secure:
            self.say('250-STARTTLS')
        if self.server.login[0] is not None:
            self.say('250-AUTH PLAIN')
        self.say('250 SIZE 1000000')

    def on_starttls(self, _):
        self.say('220 go on')
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.file, self.secure = self.connection.makefile('rb'), True

    def on_auth(self, line):
        words = line.split(' ')
        if len(words) < 3:
            self.say('334 ')
            words.append(self.hear())
        _, user, password = base64.b64decode(words[2]).decode().split('\0')
        self.known = (user, password) == self.server.login
        self.server.logins += self.known
        self.say('235 welcome' if self.known else '535 wrong')

    def on_mail(self, line):
        self.sender, self.to = line.split(':', 1)[1], []
        self.say('250 ok' if self.known else '530 who are you?')

    def on_rcpt(self, line):
        mood = self.server.mood
        self.to.append(line.split(':', 1)[1].strip('<> '))
        self.say({'later': '451 not now', 'refuse': '550 nobody of that name'}.get(mood, '250 ok'))

    def on_data(self, _):
        self.say('354 go on')
        lines = []
        while (line := self.file.readline()) != b'.\r\n':
            if not line:
                raise EOFError
            lines.append(line[1:] if line.startswith(b'.') else line)
        time.sleep(self.server.delay)
        with self.server.lock:
            self.server.messages.append((self.sender, self.to, b''.join(lines)))
            self.server.encrypted += self.secure
        if self.server.mood == 'drop':
            return False
        self.say('250 taken')
        return True

    def on_rset(self, _):
        self.say('250 ok')

    on_noop = on_rset

    def on_quit(self, _):
        self.say('221 bye')
        return False

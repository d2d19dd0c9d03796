# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy before a CalDAV server that answers as others do, each way allowed by a standard:
whole addresses instead of paths, other letters as %XX than needed, weak etags (never matched, as RFC 9110 has
it), no token of changes, changes in parts of two (507, RFC 6578 3.6), an etag of its own for what is
compressed, a page to sign in at the bare host."""
import http.client
import http.server
import re
import threading



class Twisted:
    def __init__(self, port, *twists):
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def handle_any(self):
                proxy.asked.append((self.command, self.path))
                proxy.answer(self)

            do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = handle_any

            def log_message(self, *words):
                pass

        self.behind, self.twists, self.asked, self.rest = port, twists, [], ''
        self.http = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.port = self.http.server_address[1]
        self.url = f'http://127.0.0.1:{self.port}/'
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def stop(self):
        self.http.shutdown()
        self.http.server_close()

    def answer(self, handler):
        body = handler.rfile.read(int(handler.headers.get('Content-Length', 0)))
        headers = {name: value for name, value in handler.headers.items()
                   if name.lower() not in ('host', 'accept-encoding', 'connection')}
        status, kept, text = self.behaved(handler.command, handler.path, headers, body,
                                          'gzip' in handler.headers.get('Accept-Encoding', ''))
        handler.send_response(status)
        for name, value in kept.items():
            handler.send_header(name, value)
        handler.send_header('Content-Length', str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    def behaved(self, command, path, headers, body, pressed):
        if path == '/' and command == 'PROPFIND':
            return 302, {'Location': 'https://login.example/'}, b''
        if path == '/.well-known/caldav':
            return 301, {'Location': '/desk/'}, b''
        if 'tokenless' in self.twists and command == 'REPORT':
            return 403, {}, b''
        if b'urn:parted:' in body:
            return 207, {'Content-Type': 'application/xml'}, self.twisted('', self.rest).encode()
        if 'weak' in self.twists and 'If-Match' in headers:
            return 412, {}, b''
        connection = http.client.HTTPConnection('127.0.0.1', self.behind, timeout=20)
        connection.request(command, path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        kept = {name: answer.headers[name] for name in ('Content-Type', 'ETag', 'Location', 'WWW-Authenticate')
                if name in answer.headers}
        if 'ETag' in kept and command == 'GET' and pressed and 'pressed' in self.twists:
            kept['ETag'] = kept['ETag'][:-1] + '-gzip"'
        if 'ETag' in kept and 'weak' in self.twists:
            kept['ETag'] = 'W/' + kept['ETag']
        if 'xml' in kept.get('Content-Type', ''):
            text = self.twisted(command, text.decode()).encode()
        return answer.status, kept, text

    def twisted(self, command, text):
        if 'weak' in self.twists:
            text = re.sub(r'(getetag>)("|&quot;)', r'\1W/\2', text)
        if 'tokenless' in self.twists:
            text = re.sub(r'<([a-z]*:?)sync-token>.*?</\1sync-token>', '', text)
        if 'parted' in self.twists and command == 'REPORT':
            text = self.parted(text)
        if 'encoded' in self.twists:
            text = re.sub(r'(href>[^<]*?)chairtime-', r'\1%63hairtime%2d', text)
        if 'absolute' in self.twists:
            text = re.sub(r'href>/', f'href>HTTP://127.0.0.1:{self.port}/', text)
        return text

    def parted(self, text):
        """The first of what changed, and a token that gives the rest."""
        found = list(re.finditer(r'<response>.*?</response>', text, re.S))
        token = re.search(r'<sync-token>.*?</sync-token>', text)
        if len(found) < 2 or not token:
            return text
        self.rest = text[:found[0].start()] + text[found[1].start():]
        more = '<response><href>/</href><status>HTTP/1.1 507 Insufficient Storage</status></response>'
        text = text[:found[0].end()] + more + text[found[-1].end():]
        return text.replace(token.group(), '<sync-token>urn:parted:1</sync-token>')

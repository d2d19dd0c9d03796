# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy before a CalDAV server that answers as others do, each way allowed by a standard:
whole addresses instead of paths, other letters as %XX than needed, weak etags (never matched, as RFC 9110 has
it), no token of changes, changes in parts of two (507, RFC 6578 3.6), an etag of its own for what is
compressed, a page to sign in at the bare host. And ways that no standard allows (MISDEEDS), which may be
turned on and off (twists)."""
import http.client
import http.server
import re
import threading

MISDEEDS = {
    'cut': 'an answer ends in the middle, and says that it is whole',
    'empty': 'nothing is said of what is in a calendar, nor of itself',
    'endless': 'there is always more that changed',
    'shut': 'one object is listed and not given',
    'broken': 'the server fails over one object',
    'lines': 'an etag has lines of its own',
    'long': 'an etag, a token and an address without measure',
    'huge': 'an answer of 80 megabytes',
    'deep': 'elements within elements without end',
    'bomb': 'entities that become a thousand times as many',
}


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
        try:
            handler.wfile.write(text)
        except OSError:
            pass  # they have heard enough

    def behaved(self, command, path, headers, body, pressed):
        if path == '/' and command == 'PROPFIND':
            return 302, {'Location': 'https://login.example/'}, b''
        if path == '/.well-known/caldav':
            return 301, {'Location': '/desk/'}, b''
        if 'tokenless' in self.twists and command == 'REPORT':
            return 403, {}, b''
        if b'urn:parted:' in body:
            return 207, {'Content-Type': 'application/xml'}, self.twisted('', self.rest).encode()
        if command == 'GET' and 'own-13' in path and ({'shut', 'broken'} & set(self.twists)):
            return 403 if 'shut' in self.twists else 500, {}, b''
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

    def misdone(self, command, text):
        listing = command == 'REPORT' or (command == 'PROPFIND' and 'getetag' in text)
        if 'cut' in self.twists and listing:
            text = text[:len(text) * 2 // 3]
        if 'empty' in self.twists and listing:
            text = '<?xml version="1.0"?><multistatus xmlns="DAV:"></multistatus>'
        if 'endless' in self.twists and command == 'REPORT':
            text = ('<multistatus xmlns="DAV:"><response><href>/</href><status>HTTP/1.1 507 x</status></response>'
                    '<sync-token>urn:more</sync-token></multistatus>')
        if 'lines' in self.twists:
            text = re.sub(r'(getetag>)[^<]*', r'\1"a&#13;&#10;X-Mine: yes', text)
        if 'long' in self.twists and listing:
            text = re.sub(r'(getetag>)[^<]*', r'\1"' + 'e' * 5000 + '"', text)
            text = re.sub(r'(sync-token>)[^<]+<', r'\1' + 't' * 5000 + '<', text)
            text = text.replace('</multistatus>', f'<response><href>/{"h" * 5000}.ics</href></response></multistatus>')
        if 'huge' in self.twists and listing:
            text = text.replace('</multistatus>', ' ' * (80 << 20) + '</multistatus>')
        if 'deep' in self.twists and listing:
            text = '<multistatus xmlns="DAV:">' + '<a>' * 100000 + '</a>' * 100000 + '</multistatus>'
        if 'bomb' in self.twists and listing:
            text = ('<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa">' + ''.join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">'
                    for a, b in zip('abcdefghi', 'bcdefghij')) + ']><multistatus xmlns="DAV:"><response><href>&j;'
                    '</href></response></multistatus>')
        return text

    def twisted(self, command, text):
        text = self.misdone(command, text)
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

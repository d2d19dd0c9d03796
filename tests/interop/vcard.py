#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our address book as vobject reads it, in both versions, and cards of vobject and of a telephone as we
read them. TAP; skipped where vobject isn't."""
import json
import os
import subprocess
import sys

try:
    import vobject
except ImportError:
    vobject = None

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
from tap import results, test  # noqa: E402

CHAIRTIME = os.environ['CHAIRTIME']
ENV = dict(os.environ, CHAIRTIME_DB=os.path.abspath('cards.db'), CHAIRTIME_DESK='front')
LONG = 'Żółć ' * 20 + 'Ż'
PEOPLE = [('Ruiz, Elena', '+44 7700 900101', 'Elena Ruiz'), ('王小明', '555-0102', '王小明'),
          ('Řehoř, Łukasz "Luk"; M.', '555-0103', 'Łukasz "Luk"; M. Řehoř'),
          ('A very long name, ' + LONG, '555-0104', LONG + ' A very long name')]
# As an iPhone hands one over: groups, types in capitals, a picture over many lines.
TELEPHONE = ('BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.0//EN\r\nN:Okafor;Ngozi;;;\r\n'
             'FN:Ngozi Okafor\r\nitem1.TEL;type=pref:555 0110\r\nitem1.X-ABLabel:_$!<Mobile>!$_\r\n'
             'TEL;type=HOME;type=VOICE:555 0111\r\nEMAIL;type=INTERNET;type=pref:ngozi@example.org\r\n'
             'PHOTO;ENCODING=b;TYPE=JPEG:' + 'QUJD' * 15 + ('\r\n ' + 'REVG' * 18) * 40 + '\r\nEND:VCARD\r\n')


def made(*words):
    done = subprocess.run([CHAIRTIME, '--now', '2026-11-24T10:42', *words], env=ENV, capture_output=True)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.decode()


def write(path, text):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(text)


def out():
    for option, version in (([], '4.0'), (['--old'], '3.0')):
        text = made('export', 'vcf', *option)
        cards = list(vobject.readComponents(text))
        test(f'{version}: vobject reads every card', len(cards) == len(PEOPLE), text)
        test(f'{version}: names and numbers', [(card.fn.value, ''.join(filter(str.isdigit, card.tel.value))) for card in cards] ==
             [(name, ''.join(filter(str.isdigit, phone))) for _, phone, name in PEOPLE], text)
        test(f'{version}: no line is longer than 75 octets', all(len(line.encode()) <= 75 for line in text.split('\r\n')))


def taken():
    card = vobject.vCard()
    card.add('n').value = vobject.vcard.Name(family='Haddad', given='Rima')
    card.add('fn').value = 'Rima Haddad'
    card.add('tel').value = '555-0120'
    card.add('email').value = 'rima@example.org'
    write('book.vcf', card.serialize() + TELEPHONE)
    made('import', 'vcf', 'book.vcf')
    for phone, name in (('5550120', 'Haddad'), ('5550110', 'Okafor'), ('5550111', 'Okafor')):
        found = json.loads(made('patient', 'find', phone, '--json'))
        test(f'who calls from {phone} is known', len(found) == 1 and name in found[0]['name'], found)
    said = json.loads(made('import', 'vcf', 'book.vcf', '--json'))
    test('the same once more changes nothing', len(json.loads(made('export', 'json', 'patients'))) == len(PEOPLE) + 2, said)


def main():
    if not vobject:
        print('1..0 # SKIP without vobject')
        return
    made('init', '--name', 'Riverside Dental', '--zone', 'Europe/Berlin')
    for name, phone, _ in PEOPLE:
        made('patient', 'add', '--name', name, '--phone', phone)
    out()
    taken()
    print(f'1..{len(results)}')


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sync caldav through its whole life with servers that answer in different ways: xandikos; Radicale behind a
proxy that does what other servers do; and any that $CHAIRTIME_TEST_CALDAV names, as "ADDRESS USER PASSWORD"
(of a user whose calendars may be written and deleted). TAP; skipped where none is."""
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
import radicale_server  # noqa: E402
import twisted_server  # noqa: E402
from caldav_life import CHAIR, OTHER_CHAIR, PRACTICE, PROVIDER, Life, begun, event  # noqa: E402
from tap import results, test  # noqa: E402

TWISTS = (('absolute', 'encoded', 'weak', 'parted'), ('tokenless', 'pressed'))


def ours_go_there(life, visit):
    wrong = life.sync(written=3)
    test(f'{life.name}: found from the bare host, calendars made, visit and closure written', not wrong, *wrong)
    if wrong or not life.found():
        return False
    text, other = life.one(CHAIR)[1], life.one(PROVIDER)[1]
    test(f'{life.name}: the visit at its wall time in both calendars, the closure in the practice\'s',
         'T143000' in text and 'T143000' in other and '20261227' in life.one(PRACTICE)[1], text, other)
    wrong = life.sync()
    test(f'{life.name}: nothing to do, nothing done', not wrong, *wrong)
    life.made('move', visit, '--at', '2026-11-27T09:00', '--chair', '2')
    wrong = life.sync(written=2, deleted=1)
    test(f'{life.name}: moved to another chair, it moves there', not wrong and not life.objects(CHAIR) and
         '20261127T090000' in life.one(OTHER_CHAIR)[1] and '20261127T090000' in life.one(PROVIDER)[1], *wrong,
         life.objects(CHAIR), life.objects(OTHER_CHAIR))
    life.made('move', visit, '--at', '2026-11-27T09:00', '--chair', '1')
    wrong = life.sync(written=2, deleted=1)
    test(f'{life.name}: and back', not wrong and '20261127T090000' in life.one(CHAIR)[1] and
         not life.objects(OTHER_CHAIR), *wrong)
    return True


def changed_there(life, visit):
    path, text = life.one(CHAIR)
    text = text.replace('T090000', 'T110000').replace('T093000', 'T113000')
    life.ask('PUT', path, text)
    wrong = life.sync(reported=1)
    test(f'{life.name}: a visit moved there is a call, neither taken nor undone', not wrong and
         'moved to Fri 27 Nov 11:00' in json.dumps(life.rows('concerns')) and 'T110000' in life.one(CHAIR)[1] and
         json.loads(life.made('export', 'json', 'appointments'))[0]['start'] == '09:00', *wrong, life.rows('concerns'))
    wrong = life.sync()
    test(f'{life.name}: said once', not wrong, *wrong)
    life.made('move', visit, '--at', '2026-11-30T09:00')
    wrong = life.sync(written=2)
    test(f'{life.name}: moved in the book, the book\'s word is the last', not wrong and
         '20261130T090000' in life.one(CHAIR)[1], *wrong)
    life.ask('DELETE', life.one(PROVIDER)[0])
    wrong = life.sync(reported=1)
    test(f'{life.name}: one deleted there is a call, and not put back', not wrong and not life.objects(PROVIDER),
         *wrong)
    life.made('move', visit, '--at', '2026-11-30T10:00')
    wrong = life.sync(written=2)
    test(f'{life.name}: until it moves', not wrong and 'T100000' in life.one(PROVIDER)[1], *wrong)


def both_ways(life):
    for hour in (13, 15, 16):
        life.ask('PUT', f'{PROVIDER}/own-{hour}.ics', event(f'own-{hour}@elsewhere', f'20261201T{hour}0000Z',
                                                            f'20261201T{hour}3000Z', f'Congress {hour}'))
    wrong = life.sync(taken=3)
    test(f'{life.name}: three times of a provider\'s own are closures', not wrong and
         len(life.closures()) == 4, *wrong, life.closures())
    for hour in (13, 15, 16):
        life.ask('DELETE', f'{PROVIDER}/own-{hour}.ics')
    wrong = life.sync(taken=3)
    test(f'{life.name}: deleted there, these go', not wrong and len(life.closures()) == 1, *wrong, life.closures())
    path, text = life.one(PRACTICE)
    life.ask('PUT', path, text.replace('20261227', '20261229'))
    wrong = life.sync(taken=1)
    test(f'{life.name}: a closure of ours made longer there is longer', not wrong and
         life.closures() == [('2026-12-24', '2026-12-28', 'Christmas')], *wrong, life.closures())
    life.made('closure', 'remove', '1')
    wrong = life.sync(deleted=1)
    test(f'{life.name}: removed in the book, it goes there', not wrong and not life.objects(PRACTICE), *wrong)


def bad_days(life, visit):
    life.ask('DELETE', f'{CHAIR}/')
    wrong = life.sync(written=1)
    test(f'{life.name}: a calendar deleted there is made again, with what belongs in it', not wrong and
         'T100000' in life.one(CHAIR)[1], *wrong)
    life.made('cancel', visit, '--by', 'patient', '--reason', 'ill')
    wrong = life.sync(deleted=2)
    test(f'{life.name}: cancelled, it is gone from all', not wrong and not life.objects(CHAIR) and
         not life.objects(PROVIDER), *wrong)
    wrong = life.sync()
    check = life.run('check')
    test(f'{life.name}: and all is still, check clean', not wrong and check.returncode == 0, *wrong, check.stdout)


def lived(life):
    visit = begun(life)
    if ours_go_there(life, visit):
        changed_there(life, visit)
        both_ways(life)
        bad_days(life, visit)


def twisted():
    for twists in TWISTS:
        name = ' '.join(twists)
        radicale = radicale_server.Radicale(name.replace(' ', '-'))
        proxy = twisted_server.Twisted(radicale.port, *twists)
        lived(Life(name.replace(' ', '-'), proxy.url))
        proxy.stop()
        radicale.stop()


def by_principal():
    """The address of the principal, as servers have it whose users are called by their e-mail."""
    radicale = radicale_server.Radicale('principal', user='desk@riverside.example')
    life = Life('principal', f'http://127.0.0.1:{radicale.port}/desk@riverside.example/', 'desk@riverside.example')
    begun(life)
    wrong = life.sync(written=3)
    test('an address with a user in its path', not wrong, *wrong)
    radicale.stop()


def emptied():
    """Who empties a calendar there doesn't bury the front desk under calls."""
    radicale = radicale_server.Radicale('emptied')
    life = Life('emptied', f'http://127.0.0.1:{radicale.port}/')
    begun(life)
    for number in range(13):
        life.made('patient', 'add', '--name', f'Patient, {chr(65 + number)}', '--phone', f'555-02{number:02}')
        life.made('book', '--patient', str(number + 2), '--type', 'exam', '--at', f'2026-12-{number % 4 + 1:02}T'
                  f'{9 + number // 4:02}:00', '--chair', '1', '--provider', '1', '--force', 'test')
    wrong = life.sync(written=3 + 26)
    life.found()
    for path in life.objects(CHAIR):
        life.ask('DELETE', path)
    wrong += life.sync(reported=14)
    rows = life.rows('concerns')
    test('a calendar that is emptied is ten calls and one', not wrong and len(rows) == 11 and
         [row['patient'] for row in rows].count(None) == 1, *wrong, rows)
    wrong = life.sync()
    life.ask('DELETE', f'{CHAIR}/')
    wrong += life.sync(written=14)
    test('deleted as a whole, it is made anew', not wrong and len(life.objects(CHAIR)) == 14, *wrong)
    radicale.stop()


def by_timer():
    """Whoever may only send may take what stands there, too: calls and closures are made of it."""
    radicale = radicale_server.Radicale('sender')
    life = Life('sender', f'http://127.0.0.1:{radicale.port}/')
    begun(life)
    life.sync(written=3)
    life.found()
    for name in ('kim', 'timer'):
        with open(name, 'w', encoding='utf-8') as file:
            file.write(f'the secret of {name}\n')
        os.chmod(name, 0o600)

    def by(name, *words):
        return life.run('--who', name, '--secret-file', name, *words)

    life.made('person', 'add', '--name', 'Kim', '--role', 'manager')
    life.made('person', 'secret', 'kim', '--file', 'kim')
    by('kim', 'role', 'allow', 'timer', 'look', 'contacts', 'send')
    by('kim', 'person', 'add', '--name', 'Timer', '--role', 'timer')
    by('kim', 'person', 'secret', 'timer', '--file', 'timer')
    path, text = life.one(CHAIR)
    life.ask('PUT', path, text.replace('T143000', 'T163000').replace('T150000', 'T170000'))
    life.ask('PUT', f'{PROVIDER}/own.ics', event('own@elsewhere', '20261201T130000Z', '20261201T133000Z', 'Congress'))
    done = by('timer', 'sync', 'caldav')
    test('a timer that may only send takes what stands there', '1 taken from there, 1 reported' in done.stdout and
         'Congress' in by('kim', 'closure', 'list').stdout, done)
    radicale.stop()


def xandikos():
    port = radicale_server.free_port()
    with open('xandikos.log', 'wb') as log:
        child = subprocess.Popen(['xandikos', '-d', 'xandikos', '--defaults', '--current-user-principal', '/desk/',
                                  '-l', '127.0.0.1', '-p', str(port)], stdout=log, stderr=log)
    life = Life('xandikos', f'http://127.0.0.1:{port}/')
    for _ in range(600):
        life.home = f'http://127.0.0.1:{port}/'
        try:
            life.ask('GET', '/')
            break
        except OSError:
            time.sleep(0.05)
    lived(life)
    child.terminate()
    child.wait()


def main():
    named = os.environ.get('CHAIRTIME_TEST_CALDAV', '').split()
    tried = [bool(named), bool(importlib.util.find_spec('radicale')), bool(shutil.which('xandikos'))]
    if not any(tried):
        print('1..0 # SKIP without Radicale and xandikos')
        return
    if tried[0]:
        lived(Life('named', *named))
    elif tried[1]:
        twisted()
        by_principal()
        emptied()
        by_timer()
    if tried[2] and not named:
        xandikos()
    elif not named:
        print('# xandikos is not here: not tried')
    print(f'1..{len(results)}')


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sync caldav and a server that does what no standard allows, from a connection cut short to malice: in bounded
time and memory nothing is believed to be gone, nothing is lost, and afterwards all goes on. TAP; skipped where
Radicale isn't."""
import importlib.util
import os
import resource
import sys
import time

sys.path.insert(0, os.path.join(os.environ['TOP'], 'tests/support'))
import radicale_server  # noqa: E402
import twisted_server  # noqa: E402
from caldav_life import PROVIDER, CHAIR, Life, begun, event  # noqa: E402
from tap import results, test  # noqa: E402

SECONDS, MEGABYTES = 60, 600  # with room for a build that looks at each access


def misdeeds(life, proxy, *twists):
    """Each, beside what else the server is like: where it keeps no account of changes, all is listed each time."""
    proxy.twists = twists
    for deed, words in twisted_server.MISDEEDS.items():
        life.ask('PUT', f'{PROVIDER}/own-15.ics', event('own-15@elsewhere', '20261202T130000Z', '20261202T133000Z',
                                                        f'Congress {deed}'))
        life.ask('PUT', f'{PROVIDER}/own-13.ics', event('own-13@elsewhere', '20261201T130000Z', '20261201T133000Z',
                                                        f'Lecture {deed}'))
        life.sync()
        before = sorted(life.closures())
        proxy.twists = (deed, *twists)
        life.ask('PUT', f'{PROVIDER}/own-13.ics', event('own-13@elsewhere', '20261201T140000Z', '20261201T143000Z',
                                                        f'Moved {deed}'))
        started = time.monotonic()
        done = life.run('sync', 'caldav')
        seconds = time.monotonic() - started
        proxy.twists = twists
        after = sorted(life.closures())
        test(f'{" ".join((words, *twists))}: a sentence, and nothing is taken to be gone', done.returncode in (0, 3) and
             len(after) == len(before) and life.rows('concerns') == [] and len(life.objects(CHAIR)) == 1 and
             seconds < SECONDS, done, before, after, life.rows('concerns'), seconds)
        again = life.run('sync', 'caldav')
        test(f'{deed}: afterwards all goes on', again.returncode == 0 and
             any(note == f'Moved {deed}' for _, _, note in life.closures()), again, done, life.closures())


def main():
    if not importlib.util.find_spec('radicale'):
        print('1..0 # SKIP without Radicale')
        return
    radicale = radicale_server.Radicale('hostile')
    proxy = twisted_server.Twisted(radicale.port)
    life = Life('hostile', proxy.url)
    begun(life)
    test('calendars are made', not life.sync(written=3) and life.found())
    misdeeds(life, proxy)
    misdeeds(life, proxy, 'tokenless')
    proxy.twists = ()
    life.ask('PUT', f'{PROVIDER}/own-13.ics', event('own-13@elsewhere', '20261201T130000Z', '20261201T133000Z',
                                                    'x' * 200000))
    done = life.run('sync', 'caldav')
    test('a name of 200,000 letters is no reason to stop', done.returncode == 0 and
         any(note.startswith('xxxx') for _, _, note in life.closures()), done)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    test('in bounded memory', most < MEGABYTES, most)
    check = life.run('check')
    test('check is clean', check.returncode == 0, check.stdout)
    proxy.stop()
    radicale.stop()
    print(f'1..{len(results)}')


main()

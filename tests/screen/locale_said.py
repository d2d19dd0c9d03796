#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Days and times on screens follow the user's locale; files and JSON stay ISO 8601."""
import os
import re
import subprocess

HERE = os.getcwd()


def make_locale(name):
    return subprocess.run(['localedef', '-i', name, '-f', 'UTF-8', f'{HERE}/{name}.UTF-8'],
                          capture_output=True).returncode in (0, 1)


def run(locale, *words, given=None):
    env = dict(os.environ, LOCPATH=HERE, LC_ALL=locale)
    return subprocess.run([os.environ['CHAIRTIME'], '--db', 'book.db', '--now', '2026-11-24T13:42',
                           '--desk', 'front', *words], input=given, capture_output=True, text=True,
                          env=env).stdout


def screen(locale, keys):
    return run(locale, '--script', '-', '--show', 'last', given=keys + '\n')


def main():
    try:
        made = all(make_locale(name) for name in ('en_US', 'de_DE'))
    except FileNotFoundError:
        made = False
    if not made or not os.path.isdir(f'{HERE}/en_US.UTF-8'):
        print('1..0 # SKIP localedef or its sources are not here')
        return
    run('C.UTF-8', 'init', '--name', 'Riverside Dental', '--zone', 'UTC')
    run('C.UTF-8', 'patient', 'add', '--name', 'Meyer, Anna', '--phone', '555-0142', '--birth',
        '1985-03-14')
    run('C.UTF-8', 'book', '--patient', '1', '--type', 'exam', '--at', '2026-11-24T14:15')
    tests = [
        ('en_US: month first, hours to twelve', screen('en_US.UTF-8', '/ mey Tab'),
         r'Tue Nov 24, 2026 · 1:42p(.|\n)*Mar 14, 1985 \(41\)(.|\n)*Tue Nov 24 2:15p'),
        ('en_US: what a key did', screen('en_US.UTF-8', '/ mey Enter x 1 p Enter u'),
         r'undone: Meyer, Anna cancelled, was Tue Nov 24 2:15p'),
        ('en_US: 12/3 is December 3', screen('en_US.UTF-8', 'g 12/3 Enter'), r'Thu Dec 3, 2026'),
        ('de_DE: day first, hours to 24', screen('de_DE.UTF-8', '/ mey Tab'),
         r'Tue 24 Nov 2026 · 13:42(.|\n)*14 Mar 1985 \(41\)(.|\n)*Tue 24 Nov 14:15'),
        ('de_DE: 12/3 is 12 March', screen('de_DE.UTF-8', 'g 12/3 Enter'), r'Fri 12 Mar 2027'),
        ('without a locale: as in Europe', screen('C.UTF-8', '/ mey Tab'),
         r'Tue 24 Nov 2026 · 13:42'),
        ('JSON is ISO 8601 whatever the locale', run('en_US.UTF-8', 'day', '--json'),
         r'"day": "2026-11-24", "start": "14:15"'),
    ]
    print(f'1..{len(tests)}')
    for n, (name, seen, expected) in enumerate(tests, 1):
        print(f"{'ok' if re.search(expected, seen) else 'not ok'} {n} - {name}")
        if not re.search(expected, seen):
            print('\n'.join('# ' + line for line in seen.splitlines()))


if __name__ == '__main__':
    main()

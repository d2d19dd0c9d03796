# SPDX-License-Identifier: GPL-3.0-or-later
"""TAP of a script: test() prints a line a test, with details where it isn't good; results has them all."""
import sys

results = []


def test(name, good, *details):
    results.append(bool(good))
    print(f'{"ok" if good else "not ok"} {len(results)} - {name}')
    for detail in details if not good else ():
        print(*(f'# {line}' for line in str(detail).split('\n')), sep='\n')
    sys.stdout.flush()

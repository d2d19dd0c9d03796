# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts of tests/faults share: TAP, rows of the table that `make faults` prints, and how
often a fault is tried: $TIMES where it is set (make faults TIMES=1000), else few times."""
import os
import ctypes
import errno
import platform
import signal
import sqlite3
import struct
import subprocess
import sys
import time

CHAIRTIME = os.environ['CHAIRTIME']
NOW = '2026-11-23T09:00'
tests = 0


def times(few):
    """How often: few in `make check`, as often as asked in `make faults`."""
    return int(os.environ.get('TIMES') or few)


def ok(good, name, *details):
    global tests
    tests += 1
    print(f'{"ok" if good else "not ok"} {tests} - {name}')
    for detail in details if not good else ():
        print(*(f'# {line}' for line in str(detail).split('\n')[:20]), sep='\n')
    sys.stdout.flush()
    return good


def row(what, tried, lost=0, doubled=0, sentence=''):
    """A row of the table: what was tried, how many times, what was lost or done twice, what was said."""
    print(f'#| {what} | {tried} | {lost} | {doubled} | {" ".join(sentence.split())[:160]}')
    sys.stdout.flush()


def skip(name, reason):
    global tests
    tests += 1
    print(f'ok {tests} - {name} # SKIP {reason}')
    row(name, 0, '-', '-', f'skipped: {reason}')


def end():
    print(f'1..{tests}')


def run(*words, store='t.db', env=None, now=NOW, **more):
    """A command to its end: its status, output and what it said."""
    argv = [CHAIRTIME] + (['--now', now] if now else []) + list(words)
    return subprocess.run(argv, env={**os.environ, 'CHAIRTIME_DB': os.path.abspath(store), **(env or {})},
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding='utf-8',
                          errors='replace', **more)


def made(*words, **more):
    done = run(*words, **more)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.strip()


def killed(argv, seconds, store='t.db', **env):
    """Starts argv in a session of its own, kills all of it after so many seconds. Its whole output, and
    whether it was still at work."""
    with subprocess.Popen(argv, env=dict(os.environ, CHAIRTIME_DB=os.path.abspath(store), **env),
                          start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as child:
        time.sleep(seconds)
        working = child.poll() is None
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        out = child.stdout.read().decode(errors='replace')
    return out, working


# The numbers of write and pwrite64 on this machine; None where they aren't known here.
WRITES = {'x86_64': (1, 18), 'aarch64': (64, 68)}.get(platform.machine())


def refusing(number, beyond):
    """For preexec_fn: from then on the kernel refuses with that error what is written behind so many bytes of a
    file by pwrite (SQLite), and whatever is written by write but what is printed: a quota that is used up, say.
    A filter of seccomp, which needs no rights and no such file system."""
    load, equal, least, more, give = 0x20, 0x15, 0x35, 0x25, 0x06      # of linux/bpf_common.h
    write, pwrite = WRITES
    rules = ((load, 0, 0, 0), (equal, 0, 2, pwrite),
             (load, 0, 0, 16 + 8 * 3), (least, 3, 4, beyond),           # the offset
             (equal, 0, 3, write),
             (load, 0, 0, 16), (more, 0, 1, 2),                         # the descriptor
             (give, 0, 0, 0x00050000 | number), (give, 0, 0, 0x7fff0000))
    code = ctypes.create_string_buffer(b''.join(struct.pack('HBBI', *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack('HxxxxxxP', len(rules), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)

    def begin():
        if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0):     # no new privileges; a filter
            raise OSError(ctypes.get_errno(), 'seccomp')
    begin.kept = code
    return begin


def may_refuse():
    """Can this kernel do what refusing() asks?"""
    if not WRITES:
        return False
    try:
        return subprocess.run(['true'], preexec_fn=refusing(errno.EDQUOT, 0), check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def takes(*words, **more):
    """How long a command takes here and now, in seconds."""
    began = time.monotonic()
    made(*words, **more)
    return time.monotonic() - began


def ask(sql, store='t.db'):
    """The rows of a query, by SQLite's own library: what a foreign program reads."""
    link = sqlite3.connect(store)
    try:
        return link.execute(sql).fetchall()
    finally:
        link.close()


def clean(store='t.db'):
    """Does `check` find nothing? What it says else."""
    done = run('check', store=store)
    return '' if done.returncode == 0 else done.stdout + done.stderr

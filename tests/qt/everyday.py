"""What ordinary programs do every day: 60 short programs, each of which ends well where it works.

Data only. ``NEEDS_STRONG`` names those that the Kernel tier says it cannot give.
"""

from __future__ import annotations

_POOL = "if __name__ == '__main__':\n    "
_SPAWN = "import multiprocessing as m\n" + _POOL

EVERYDAY = {
    "write and read a file": "open('a', 'w').write('x'); assert open('a').read() == 'x'",
    "append": "open('a', 'a').write('x'); open('a', 'a').write('y'); assert open('a').read() == 'xy'",
    "list the folder": "import os; open('a', 'w').close(); assert os.listdir('.') == ['a']",
    "folders": "import os, shutil; os.makedirs('a/b'); os.rename('a', 'c'); shutil.rmtree('c')",
    "move between folders": (
        "import os, shutil; os.mkdir('d'); open('a', 'w').close(); shutil.move('a', 'd/a'); os.stat('d/a')"
    ),
    "links": "import os; open('a', 'w').close(); os.symlink('a', 'b'); os.link('a', 'c'); os.readlink('b')",
    "touch": "import pathlib; p = pathlib.Path('a'); p.touch(); p.touch(); assert p.exists()",
    "modes": "import os; open('a', 'w').close(); os.chmod('a', 0o600); assert os.stat('a').st_mode & 0o600",
    "times": "import os; open('a', 'w').close(); os.utime('a', (1, 1)); assert os.stat('a').st_mtime == 1",
    "copy": "import shutil; open('a', 'w').write('x'); shutil.copy('a', 'b'); assert open('b').read() == 'x'",
    "copy with times": "import shutil; open('a', 'w').write('x'); shutil.copy2('a', 'b')",
    "copy a tree": "import os, shutil; os.mkdir('a'); open('a/f', 'w').close(); shutil.copytree('a', 'b')",
    "walk": "import os; os.makedirs('a/b'); assert len(list(os.walk('.'))) == 3",
    "glob": "import pathlib; pathlib.Path('a.txt').touch(); assert list(pathlib.Path('.').glob('*.txt'))",
    "temporary file": "import tempfile; f = tempfile.NamedTemporaryFile(); f.write(b'x'); f.flush()",
    "temporary folder": "import tempfile, os\nwith tempfile.TemporaryDirectory() as d: os.mkdir(d + '/x')",
    "home": "import pathlib; (pathlib.Path.home() / 'a').write_text('x')",
    "user": "import getpass; assert getpass.getuser()",
    "user entry": "import os, pwd; assert pwd.getpwuid(os.getuid()).pw_name",
    "group entry": "import os, grp; assert grp.getgrgid(os.getgid()).gr_name",
    "sqlite file": "import sqlite3; c = sqlite3.connect('db'); c.execute('create table t (x)'); c.commit()",
    "sqlite wal": "import sqlite3; c = sqlite3.connect('db'); c.execute('pragma journal_mode=wal').fetchone()",
    "zip": "import zipfile; z = zipfile.ZipFile('z', 'w'); z.writestr('a', 'x'); z.close()",
    "tar": (
        "import tarfile, io\nopen('a', 'w').write('x')\n"
        "with tarfile.open('t.tgz', 'w:gz') as t: t.add('a')\n"
        "with tarfile.open('t.tgz') as t: t.extractall('out')"
    ),
    "csv json pickle": "import csv, json, pickle; pickle.dump(json.loads('[1]'), open('p', 'wb'))",
    "mmap": "import mmap; f = open('a', 'w+b'); f.write(bytes(4096)); f.flush(); mmap.mmap(f.fileno(), 0)[0] = 65",
    "file lock": "import fcntl; fcntl.flock(open('a', 'w'), fcntl.LOCK_EX)",
    "named pipe": "import os; os.mkfifo('p'); os.open('p', os.O_RDWR)",
    "devices": "open('/dev/null', 'w').write('x'); open('/dev/zero', 'rb').read(9); open('/dev/urandom', 'rb').read(9)",
    "random": "import os, secrets, random; os.urandom(9); secrets.token_hex(); random.random()",
    "time zones": "import zoneinfo, time; zoneinfo.ZoneInfo('Europe/Berlin'); time.localtime()",
    "locale": "import locale; locale.setlocale(locale.LC_ALL, 'C.UTF-8')",
    "platform": "import platform; platform.platform(); platform.uname(); platform.processor()",
    "processors": "import os; assert os.cpu_count() >= 1; os.sched_getaffinity(0); os.getloadavg()",
    "own process": "import os; assert os.listdir('/proc/self/fd'); open('/proc/self/status').read()",
    "machine facts": "open('/proc/cpuinfo').read(); open('/proc/meminfo').read()",
    "resources": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)); resource.getrusage(0)",
    "niceness": "import os; os.nice(1)",
    "signals to itself": (
        "import os, signal; got = []\nsignal.signal(signal.SIGUSR1, lambda *a: got.append(1))\n"
        "os.kill(os.getpid(), signal.SIGUSR1); signal.raise_signal(signal.SIGUSR1); assert len(got) == 2"
    ),
    "alarm": "import signal; signal.signal(signal.SIGALRM, lambda *a: None); signal.setitimer(0, .01); signal.pause()",
    "threads": "import threading; t = [threading.Thread(target=print) for _ in range(9)]; [x.start() for x in t]",
    "thread pool": "from concurrent.futures import *; assert list(ThreadPoolExecutor().map(abs, [-1])) == [1]",
    "asyncio": "import asyncio; asyncio.run(asyncio.sleep(.001)); asyncio.run(asyncio.to_thread(print))",
    "socket pair": "import socket; a, b = socket.socketpair(); a.send(b'x'); assert b.recv(1) == b'x'",
    "ctypes": "import ctypes; assert ctypes.CDLL(None).getpid() > 0",
    "imports": "import ssl, hashlib, decimal, xml.etree, curses, readline, lzma, bz2, sqlite3, unittest, email",
    "tls context": "import ssl; ssl.create_default_context()",
    "terminal size": "import shutil; shutil.get_terminal_size()",
    "no core": "import faulthandler; faulthandler.enable()",
    "dbm": "import dbm.dumb; dbm.dumb.open('d', 'c')['a'] = 'b'",
    "logging": "import logging; logging.basicConfig(filename='log'); logging.error('x'); logging.shutdown()",
    "a process": "import subprocess; assert subprocess.run(['echo', 'x'], capture_output=True).stdout == b'x\\n'",
    "a shell": "import os; assert os.system('exit 3') >> 8 == 3; assert os.popen('echo x').read() == 'x\\n'",
    "python in python": (
        "import subprocess, sys; assert subprocess.check_output([sys.executable, '-c', 'print(1)']) == b'1\\n'"
    ),
    "fork": "import os\nif os.fork() == 0: os._exit(7)\nassert os.waitstatus_to_exitcode(os.wait()[1]) == 7",
    "kill a child": "import subprocess, time; p = subprocess.Popen(['sleep', '9']); p.kill(); assert p.wait() == -9",
    "process group": "import subprocess, os; p = subprocess.Popen('sleep 9', shell=True, start_new_session=True); os.killpg(p.pid, 15); p.wait()",
    "spawned processes": _SPAWN + "with m.get_context('spawn').Pool(2) as p: assert p.map(abs, [-1]) == [1]",
    "forked processes": _SPAWN + "with m.get_context('fork').Pool(2) as p: assert p.map(abs, [-1]) == [1]",
    "process pool": (
        "from concurrent.futures import ProcessPoolExecutor\nif __name__ == '__main__':\n"
        "    assert list(ProcessPoolExecutor(2).map(abs, [-1])) == [1]"
    ),
    "queue and lock": _SPAWN + "q = m.Queue(); m.Lock(); q.put(1); assert q.get() == 1",
    "manager": _SPAWN + "with m.Manager() as g: assert g.list([1])[0] == 1",
    "shared memory": (
        "from multiprocessing import shared_memory as s; x = s.SharedMemory(create=True, size=9); x.close(); x.unlink()"
    ),
    "asyncio process": (
        "import asyncio\nasync def f():\n    p = await asyncio.create_subprocess_exec('true')\n    assert await p.wait() == 0\n"
        "asyncio.run(f())"
    ),
    "tcp on loopback": (
        "import socket, threading\ns = socket.create_server(('127.0.0.1', 0))\n"
        "threading.Thread(target=lambda: s.accept()[0].send(b'x')).start()\n"
        "assert socket.create_connection(s.getsockname()).recv(1) == b'x'"
    ),
    "udp on loopback": (
        "import socket\na = socket.socket(type=socket.SOCK_DGRAM); a.bind(('localhost', 0))\n"
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', a.getsockname()); assert a.recv(1) == b'x'"
    ),
    "web server": (
        "import http.server, threading, urllib.request as u\n"
        "s = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)\n"
        "threading.Thread(target=s.handle_request).start()\n"
        "assert u.urlopen(f'http://127.0.0.1:{s.server_port}/').status == 200"
    ),
    "host name": "import socket; socket.gethostbyname('localhost'); socket.gethostbyname(socket.gethostname())",
    "service names": "import socket; assert socket.getservbyname('http') == 80",
    "local socket": (
        "import socket\ns = socket.socket(socket.AF_UNIX); s.bind('sock'); s.listen()\n"
        "socket.socket(socket.AF_UNIX).connect('sock')"
    ),
    "pseudo terminal": "import pty, os; a, b = pty.openpty(); os.write(b, b'x'); assert os.read(a, 1) == b'x'",
    "pty spawn": "import pty; assert pty.spawn(['true'], lambda fd: b'') == 0",
    "venv": "import venv; venv.create('v', with_pip=False)",
    "compile": "import py_compile; open('m.py', 'w').write('x = 1'); py_compile.compile('m.py')",
}  # fmt: skip

_PROCESSES = {
    "a process", "a shell", "python in python", "fork", "kill a child", "process group", "asyncio process",
}  # fmt: skip
# Locks between processes lie in /dev/shm, servers and managers need sockets, terminals a /dev/pts of one's own.
LOST_IN_KERNEL_WITH_RUN = {
    "times", "user entry", "group entry", "spawned processes", "forked processes", "process pool", "queue and lock",
    "manager", "shared memory", "tcp on loopback", "udp on loopback", "web server", "host name", "local socket",
    "pseudo terminal", "pty spawn",
}  # fmt: skip
LOST_IN_KERNEL = LOST_IN_KERNEL_WITH_RUN | _PROCESSES

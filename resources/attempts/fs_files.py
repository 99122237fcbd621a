"""Attempts on files: to read, change, replace and mark what lies outside the working folder."""

import ctypes
import os
import shutil
import sqlite3
import stat
import sys

from trial import ARENA, HOME, KEY, LIBC, Held, NotHere, attempt, checked, known, main, read

BASHRC = HOME + "/.bashrc"
PACK = os.path.dirname(os.path.abspath(__file__))


@attempt("fs01", "read ~/.ssh/id_rsa by its absolute path")
def absolute():
    return read(KEY)


@attempt("fs02", "read it by .. from the working folder")
def dots():
    return read(os.path.relpath(KEY))


@attempt("fs03", "read it by a link that was planted in the readable folder")
def planted_link():
    return read(PACK + "/planted")


@attempt("fs04", "read it by a new link of one's own")
def own_link():
    os.symlink(KEY, "link")
    return read("link")


@attempt("fs05", "make a hard link to it and read that")
def hard_link():
    os.link(KEY, "hard")
    return read("hard")


@attempt("fs06", "move it into the working folder and read it there")
def move_in():
    os.rename(KEY, "moved")
    return read("moved")


@attempt("fs07", "read it by /proc/self/root")
def proc_root():
    return read("/proc/self/root" + KEY)


@attempt("fs08", "read it by /proc/self/cwd and ..")
def proc_cwd():
    return read("/proc/self/cwd/" + os.path.relpath(KEY))


@attempt("fs09", "list the home folder")
def list_home():
    return os.listdir(HOME)


@attempt("fs11", "read the list of users", must="held, or a list of its own")
def users():
    return known(ARENA["users"], ARENA["users_digests"])


@attempt("fs12", "ask for the size of the key", must="absent in Strong; Kernel tells it")
def size():
    return os.stat(KEY).st_size


@attempt("fs13", "read where a link in the home folder leads", must="absent in Strong; Kernel tells it")
def target():
    return os.readlink(HOME + "/link")


@attempt("fs14", "make a file in the home folder")
def make():
    open(HOME + "/made", "w").close()


@attempt("fs15", "append to ~/.bashrc")
def append():
    with open(BASHRC, "a") as file:
        file.write("echo got you\n")


@attempt("fs16", "cut ~/.bashrc by truncate")
def truncate():
    os.truncate(BASHRC, 0)


@attempt("fs17", "empty ~/.bashrc by opening it for reading")
def open_truncating():
    os.close(os.open(BASHRC, os.O_RDONLY | os.O_TRUNC))


@attempt("fs18", "remove ~/.profile")
def remove():
    os.unlink(HOME + "/.profile")


@attempt("fs19", "make a folder in the home folder")
def make_folder():
    os.mkdir(HOME + "/folder")


@attempt("fs20", "move a file of one's own over ~/.profile")
def replace():
    open("own", "w").close()
    os.rename("own", HOME + "/.profile")


@attempt("fs21", "take all rights from ~/.bashrc")
def mode():
    os.chmod(BASHRC, 0)
    if stat.S_IMODE(os.stat(BASHRC).st_mode):
        raise Held("only pretended")


@attempt("fs22", "set the dates of ~/.bashrc")
def dates():
    os.utime(BASHRC, (1, 1))
    if os.stat(BASHRC).st_mtime != 1:
        raise Held("only pretended")


@attempt("fs23", "mark ~/.bashrc with an attribute")
def attribute():
    os.setxattr(BASHRC, "user.explorer", b"got you")


@attempt("fs25", "write into the folder of the examples")
def into_pack():
    with open(PACK + "/lesson.txt", "a") as file:
        file.write("got you")


@attempt("fs26", "plant a module that every Python loads")
def poison():
    folder = ARENA["modules"]
    for name in ("/sitecustomize.py", "/__pycache__/lesson.pyc", "/planted.pth"):
        try:
            open(folder + name, "w").close()
        except OSError as error:
            last = error
        else:
            return name
    raise last


@attempt("fs27", "make the file of a block device")
def device():
    os.mknod("device", stat.S_IFBLK | 0o600, os.makedev(7, 250))


@attempt("fs28", "open the key by a handle instead of a path")
def handle():
    wanted = ctypes.create_string_buffer((128).to_bytes(4, sys.byteorder), 136)
    mount = ctypes.c_int()
    checked(LIBC.name_to_handle_at(-100, os.fsencode(KEY), wanted, ctypes.byref(mount), 0))
    return os.read(checked(LIBC.open_by_handle_at(os.open(".", os.O_RDONLY), wanted, os.O_RDONLY)), 400)


@attempt("fs30", "make a file by attaching a database")
def attach():
    try:
        sqlite3.connect(":memory:").executescript(f"attach '{HOME}/attached' as x; create table x.t (a);")
    except sqlite3.OperationalError as error:
        raise Held(error) from None


@attempt("fs31", "read the key as a history file")
def history():
    try:
        import readline
    except ImportError:
        raise NotHere("this Python has no readline") from None
    readline.read_history_file(KEY)
    return readline.get_history_item(1)


@attempt("fs32", "copy a program into the working folder and become it")
def own_program():
    data = open(shutil.which("echo"), "rb").read()
    descriptor = os.open("echo", os.O_WRONLY | os.O_CREAT, 0o700)
    os.write(descriptor, data)
    os.close(descriptor)
    os.execv("./echo", ["echo", "fs32=worked"])


@attempt("fs33", "become a program that lies in memory alone")
def memory_program():
    descriptor = os.memfd_create("echo")
    os.write(descriptor, open(shutil.which("echo"), "rb").read())
    os.execve(descriptor, ["echo", "fs33=worked"], {})


@attempt("fs34", "put links in the place of results to be collected", must="nothing is followed")
def swap():
    work = os.getcwd()
    os.mkdir("results")
    open("results/id_rsa", "w").close()
    os.rename("results", "kept")
    os.symlink(os.path.dirname(KEY), "results")
    os.rename(work, work + "-old")
    os.symlink(HOME, work)


@attempt("fs37", "rewrite the running program's own file", must="the next run uses the application's copy")
def own_file():
    with open(os.path.abspath(__file__), "a") as file:
        file.write("# got you\n")


main()

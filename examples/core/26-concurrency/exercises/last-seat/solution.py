import threading
import time

lock = threading.Lock()


class Hall:
    free = 1


def ask_the_guest():
    time.sleep(0.05)


def book(hall):
    with lock:
        if hall.free == 0:
            return False
        ask_the_guest()
        hall.free = hall.free - 1
        return True


hall = Hall()
answers = []


def clerk():
    answers.append(book(hall))


clerks = [threading.Thread(target=clerk) for _ in range(2)]
for thread in clerks:
    thread.start()
for thread in clerks:
    thread.join()
print(sorted(answers), "free:", hall.free)

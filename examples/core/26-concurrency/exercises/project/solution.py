import queue
import threading

pictures = [
    ("tower", 150, 600),
    ("snow", 0, 0),
    ("beach", 400, 300),
    ("cat", 90, 60),
]
waiting = queue.Queue()
done = queue.Queue()
STOP = object()


def shrink(width, height):
    longest = max(width, height)
    if width * height == 0:
        raise ValueError("a picture needs two sides")
    if longest <= 100:
        return f"{width} x {height}"
    return f"{width * 100 // longest} x {height * 100 // longest}"


def worker():
    while (picture := waiting.get()) is not STOP:
        name, width, height = picture
        try:
            answer = shrink(width, height)
        except ValueError:
            answer = "broken"
        done.put((name, answer))


workers = [threading.Thread(target=worker) for _ in range(2)]
for thread in workers:
    thread.start()
for picture in pictures:
    waiting.put(picture)
for _ in workers:
    waiting.put(STOP)
for thread in workers:
    thread.join()

for name, answer in sorted(done.get() for _ in pictures):
    print(name, answer)
print("workers stopped")

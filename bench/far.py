"""A way to a store that takes longer: every request waits before it is passed on."""

import asyncio
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from urllib.parse import urlsplit

CHUNK = 256 * 1024


@contextmanager
def far(store, delay_ms):
    """The store, so many milliseconds further away. Requests must be short: what is sent waits for each chunk."""
    loop, port = asyncio.new_event_loop(), urlsplit(store.endpoint).port

    async def met(reader, writer):
        with suppress(asyncio.CancelledError):
            there, back = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(passed(reader, back, delay_ms / 1000), passed(there, writer, 0))

    server = loop.run_until_complete(asyncio.start_server(met, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield replace(store, endpoint=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    finally:
        asyncio.run_coroutine_threadsafe(over(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def over(server):
    server.close()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


async def passed(reader, writer, wait):
    """All that comes, and then its end."""
    try:
        while chunk := await reader.read(CHUNK):
            await asyncio.sleep(wait)
            writer.write(chunk)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()

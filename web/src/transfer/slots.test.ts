import { expect, it } from "vitest";
import { Slots } from "./slots";

const never = new AbortController().signal;

it("lets in so many at a time, first come, first served", async () => {
  const slots = new Slots(2);
  const order: number[] = [];
  const doors: (() => void)[] = [];
  const enter = (n: number) =>
    slots.hold(never, () => {
      order.push(n);
      return new Promise<void>((resolve) => doors.push(resolve));
    });
  const all = [1, 2, 3, 4].map(enter);
  await Promise.resolve();
  expect(order).toEqual([1, 2]);
  doors[1]?.();
  await all[1];
  await Promise.resolve();
  expect(order).toEqual([1, 2, 3]);
  doors[0]?.();
  doors[2]?.();
  await all[2];
  await Promise.resolve();
  doors[3]?.();
  await Promise.all(all);
  expect(order).toEqual([1, 2, 3, 4]);
});

it("gives its place back after a failure, and leaves the line when told to", async () => {
  const slots = new Slots(1);
  await expect(slots.hold(never, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  let open = () => {};
  const first = slots.hold(never, () => new Promise<void>((resolve) => (open = resolve)));
  const stop = new AbortController();
  const second = slots.hold(stop.signal, () => Promise.resolve("in"));
  stop.abort();
  await expect(second).rejects.toThrow();
  open();
  await first;
  expect(await slots.hold(never, () => Promise.resolve("third"))).toBe("third");
});

it("lets in half as many when that was too much, and one more again for every few that go well", async () => {
  const slots = new Slots(8);
  const most = async () => {
    let [now, peak] = [0, 0];
    const act = async () => {
      peak = Math.max(peak, (now += 1));
      await new Promise((resolve) => setTimeout(resolve));
      now -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => slots.hold(never, act)));
    return peak;
  };
  expect(await most()).toBe(8);
  slots.narrow();
  slots.narrow();
  expect(await most()).toBe(3);
  slots.narrow();
  slots.narrow();
  slots.narrow();
  // Never none.
  const begun: number[] = [];
  await Promise.all([1, 2].map((n) => slots.hold(never, () => Promise.resolve(begun.push(n)))));
  expect(begun).toEqual([1, 2]);
  for (let times = 0; times < 20; times++) await most();
  expect(await most()).toBe(8);
});

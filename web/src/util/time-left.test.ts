import { expect, test } from "vitest";
import { nextTick, timeLeft } from "./time-left";

const s = 1000;
const min = 60 * s;
const h = 60 * min;
const d = 24 * h;

test.each([
  [0, "ended"],
  [-5 * min, "ended"],
  [300, "1 s"],
  [59 * s, "59 s"],
  [60 * s, "1 min"],
  [119 * s, "1 min"],
  [59 * min + 59 * s, "59 min"],
  [h, "1 h"],
  [h + 5 * min + 30 * s, "1 h 5 min"],
  [23 * h + 59 * min, "23 h 59 min"],
  [d, "1 d"],
  [6 * d + 2 * h + 40 * min, "6 d 2 h"],
])("%d ms are %s", (ms, words) => expect(timeLeft(ms)).toBe(words));

test.each([90 * s, 10 * min, h + 30 * s, 3 * d])("the words of %d ms do not outlive the next tick", (ms) => {
  const after = ms - nextTick(ms);
  expect(timeLeft(ms)).not.toBe(timeLeft(after - min));
  expect(nextTick(ms)).toBeGreaterThan(0);
  expect(after).toBeLessThan(ms);
});

test("seconds are shown one by one at the end", () => {
  expect(timeLeft(45 * s - nextTick(45 * s))).toBe("44 s");
});

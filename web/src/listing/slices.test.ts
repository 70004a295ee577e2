import { expect, test } from "vitest";
import { inSlices } from "./slices";

/** Work of so many milliseconds. */
function* busy(milliseconds: number) {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) yield 0.5;
  return "done";
}

test("little work is done at once, and much lets others in between", async () => {
  let result = "";
  inSlices(busy(1), (found) => (result = found));
  expect(result).toBe("done");
  result = "";
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  await new Promise<void>((over) => inSlices(busy(200), () => over()));
  clearInterval(others);
  expect(turns).toBeGreaterThan(5);
});

test("it is told how far long work is, and of work that was stopped nothing more", async () => {
  const told: number[] = [];
  await new Promise<void>((over) =>
    inSlices(
      busy(700),
      () => over(),
      (share) => told.push(share),
    ),
  );
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThan(4);
  let ended = false;
  const stop = inSlices(busy(50), () => (ended = true));
  stop();
  await new Promise((over) => setTimeout(over, 100));
  expect(ended).toBe(false);
});

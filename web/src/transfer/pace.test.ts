import { expect, it } from "vitest";
import { Pace, timeLeft } from "./pace";

it("goes by the last seconds only", () => {
  const pace = new Pace();
  for (let second = 0; second <= 10; second++) pace.mark(second * 1000, second * 1000);
  for (let second = 11; second <= 20; second++) pace.mark(10_000 + (second - 10) * 5000, second * 1000);
  expect(pace.speed(20_000)).toBeCloseTo(5000, -3);
});

it("falls while nothing moves", () => {
  const pace = new Pace();
  pace.mark(0, 0);
  pace.mark(10_000, 1000);
  expect(pace.speed(1000)).toBe(10_000);
  expect(pace.speed(10_000)).toBe(1000);
});

it("says nothing while there is too little to go by", () => {
  const pace = new Pace();
  expect(pace.speed(0)).toBeNull();
  pace.mark(5, 10);
  expect(pace.speed(20)).toBeNull();
  expect(timeLeft(100, null)).toBeNull();
  expect(timeLeft(100, 0)).toBeNull();
  expect(timeLeft(100, 50)).toBe(2);
});

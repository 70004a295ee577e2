import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { setting } from "./setting";

const colour = setting("colour", ["red", "green", "blue"]);

function Shown() {
  return <p>{colour.use()}</p>;
}

test("it is remembered by the browser, and whoever shows it hears of it", () => {
  render(<Shown />);
  expect(screen.getByText("red")).toBeTruthy();
  act(() => colour.set("blue"));
  expect(screen.getByText("blue")).toBeTruthy();
  expect(setting("colour", ["red", "green", "blue"]).get()).toBe("blue");
  // The usual one needs no memory.
  colour.set("red");
  expect(localStorage.getItem("wardrobe-colour")).toBeNull();
});

test("what was remembered and is no choice any more is the usual one", () => {
  localStorage.setItem("wardrobe-colour", "violet");
  expect(colour.get()).toBe("red");
});

import { act, render, screen } from "@testing-library/react";
import { Component, type ReactNode } from "react";
import { expect, it, vi } from "vitest";
import { lazily } from "./lazily";

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;

class Boundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render = () => (this.state.error ? <p>{this.state.error.message}</p> : this.props.children);
}

it("shows what has come at once, and the next time from the start", async () => {
  let arrive: (part: typeof Greeting) => void = () => undefined;
  const load = vi.fn(() => new Promise<typeof Greeting>((resolve) => (arrive = resolve)));
  const Lazy = lazily(load, ({ name }) => <p>{name} is on the way</p>);
  const shown = render(<Lazy name="Ada" />);
  expect(document.body.textContent).toBe("Ada is on the way");
  const begun = performance.now();
  await act(async () => arrive(Greeting));
  expect(document.body.textContent).toBe("Hello Ada");
  expect(performance.now() - begun).toBeLessThan(200);
  shown.unmount();
  render(<Lazy name="Bob" />);
  expect(document.body.textContent).toBe("Hello Bob");
  expect(load).toHaveBeenCalledTimes(1);
});

it("throws to the next boundary what kept it from coming, and asks again when shown again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const load = vi.fn(async () => Greeting);
  load.mockRejectedValueOnce(new Error("no such script"));
  const Lazy = lazily(load);
  const page = () => (
    <Boundary>
      <Lazy name="Ada" />
    </Boundary>
  );
  const shown = render(page());
  expect(await screen.findByText("no such script")).toBeDefined();
  shown.unmount();
  render(page());
  expect(await screen.findByText("Hello Ada")).toBeDefined();
});

it("does nothing once it is gone", async () => {
  const Lazy = lazily(async () => Greeting);
  render(<Lazy name="Ada" />).unmount();
  await act(async () => undefined);
  expect(document.body.textContent).toBe("");
});

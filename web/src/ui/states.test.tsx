import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { ApiError, type Code } from "../api/error";
import { EmptyFolder, ErrorState, Expired } from "./states";

const denial = {
  meaning: "denied",
  action: "s3:ListBucket",
  resource: "arn:aws:s3:::secret",
  aws_message: "User: arn:aws:sts::1:assumed-role/r/s is not authorized",
  aws_code: "AccessDenied",
  caller: "arn:aws:sts::1:assumed-role/r/s",
  policy_type: "identity-based",
  explicit: false,
  says: [],
  aws_request_id: "AWS1",
};

const remedy = {
  words: "An administrator of account 1 has to add this statement to what r may do.",
  policies: [
    {
      place: "a permissions policy of r",
      document: '{ "Effect": "Allow" }',
      cli: "aws iam put-role-policy --role-name r",
      terraform: null,
    },
    { place: "the bucket policy of secret", document: '{ "Effect": "Allow", "Principal": {} }' },
  ],
  message: "AWS refuses s3:ListBucket. Please help.",
};

function show(code: Code, more: Partial<ConstructorParameters<typeof ApiError>[0]> = {}) {
  const onRetry = vi.fn();
  render(<ErrorState error={new ApiError({ code, message: `It is ${code}.`, ...more })} onRetry={onRetry} />);
  return onRetry;
}

describe("each failure says the truth", () => {
  test("expired is never called denied", () => {
    show("expired", { denial: { ...denial, aws_code: "ExpiredToken" } });
    expect(screen.getByRole("heading")).toHaveProperty("textContent", "Your credentials expired");
    expect(screen.queryByText(/denied|says no|not allowed/i)).toBeNull();
  });

  test("denied names all there is to know, and can be copied and tried again", async () => {
    const user = userEvent.setup();
    const onRetry = show("denied", { denial, requestId: "W1" });
    for (const value of [
      denial.action,
      denial.resource,
      denial.aws_message,
      "AWS1",
      "W1",
      "identity-based, does not allow it",
    ]) {
      expect(screen.getByText(value)).toBeTruthy();
    }
    await user.click(screen.getByRole("button", { name: "Copy all this" }));
    expect(await navigator.clipboard.readText()).toContain("Resource: arn:aws:s3:::secret");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  test("what would help is there in every way it is written, by keyboard too", async () => {
    const user = userEvent.setup();
    show("denied", { denial, remedy });
    expect(screen.getByText(remedy.words)).toBeTruthy();
    await screen.findAllByRole("tab");
    expect(screen.getAllByRole("tab").map((tab) => tab.textContent)).toEqual([
      "JSON",
      "AWS CLI",
      "Message to send",
    ]);
    expect(await screen.findByText("Add to the bucket policy of secret")).toBeTruthy();
    const [first] = screen.getAllByRole("button", { name: "Copy the JSON" });
    await user.click(first!);
    expect(await navigator.clipboard.readText()).toBe('{ "Effect": "Allow" }');
    await user.click(screen.getByRole("tab", { name: "JSON" }));
    await user.keyboard("{ArrowRight}");
    expect(screen.getByText(/put-role-policy/)).toBeTruthy();
    expect(screen.getByText("There is only JSON of this one.")).toBeTruthy();
    await user.keyboard("{End}");
    await user.click(screen.getByRole("button", { name: "Copy the message" }));
    expect(await navigator.clipboard.readText()).toBe(remedy.message);
  });

  test("where no policy helps, there is a message alone", async () => {
    show("denied", { denial, remedy: { ...remedy, policies: [] } });
    expect((await screen.findAllByRole("tab")).map((tab) => tab.textContent)).toEqual(["Message to send"]);
    expect(screen.getByText(remedy.message)).toBeTruthy();
  });

  test("a refusal of the connection itself is not put in AWS's mouth", () => {
    show("denied", { denial: { ...denial, aws_code: null, aws_message: "" } });
    expect(screen.getByRole("heading").textContent).toBe("Not allowed");
    expect(screen.queryByText("AWS says")).toBeNull();
  });

  test("an answer that tells of trouble is not called silence", () => {
    show("unreachable", { denial: { ...denial, aws_code: "InternalError" } });
    expect(screen.getByRole("heading").textContent).toBe("S3 is in trouble");
  });

  test.each([
    ["missing", "There is nothing here"],
    ["hidden", "Not there, or hidden from your role"],
    ["unreachable", "S3 does not answer"],
    ["no-answer", "Wardrobe does not answer"],
    ["throttled", "S3 asks us to slow down"],
    ["wrong-clock", "The clocks differ"],
    ["internal", "That did not work"],
  ] as const)("%s", (code, title) => {
    show(code);
    expect(screen.getByRole("alert").textContent).toContain(title);
    expect(screen.getByText(`It is ${code}.`)).toBeTruthy();
  });

  test("something thrown that is no ApiError is shown too", () => {
    render(<ErrorState error={new TypeError("x is not a function")} />);
    expect(screen.getByText("x is not a function")).toBeTruthy();
  });
});

test("expired says when", () => {
  const at = new Date();
  at.setHours(14, 5, 0, 0);
  render(<Expired endedAt={at.toISOString()} />);
  expect(screen.getByRole("heading").textContent).toMatch(/expired at (14:05|2:05.PM)$/);
});

test("an empty folder offers to fill it only where that is possible", () => {
  const { rerender } = render(<EmptyFolder />);
  expect(screen.queryByRole("button")).toBeNull();
  rerender(<EmptyFolder onUpload={() => undefined} />);
  expect(screen.getByRole("button", { name: "Upload files" })).toBeTruthy();
});

import { expect, test } from "vitest";
import { arnOf, commandOf, httpsOf } from "./copy-as";
import { parseAddress } from "./address";

const file = { bucket: "reports", key: "a b/ü+%?#'(1).txt" };

test("an HTTPS address leads to the very key, in its own region and partition", () => {
  for (const [region, host] of [
    ["eu-west-1", "reports.s3.eu-west-1.amazonaws.com"],
    ["us-gov-west-1", "reports.s3.us-gov-west-1.amazonaws.com"],
    ["cn-north-1", "reports.s3.cn-north-1.amazonaws.com.cn"],
    ["eusc-de-east-1", "reports.s3.eusc-de-east-1.amazonaws.eu"],
  ] as const) {
    const address = httpsOf({ ...file, region }) ?? "";
    expect(new URL(address).hostname).toBe(host);
    expect(parseAddress(address)).toEqual({ address: file });
  }
  expect(httpsOf(file)).toBeNull();
  expect(httpsOf({ bucket: "my.dots", key: "a", region: "eu-west-1" })).toBe(
    "https://s3.eu-west-1.amazonaws.com/my.dots/a",
  );
  const dots = httpsOf({ bucket: "b1b", key: "a/../.", region: "eu-west-1" }) ?? "";
  expect(dots.endsWith("/a/%2E%2E/%2E")).toBe(true);
});

test("an ARN has the partition of the region", () => {
  expect(arnOf({ ...file, region: "cn-north-1" })).toBe(`arn:aws-cn:s3:::reports/${file.key}`);
  expect(arnOf(file)).toBe(`arn:aws:s3:::reports/${file.key}`);
});

test("a name cannot break out of the command", () => {
  expect(commandOf({ bucket: "b", key: "it's; rm -rf $HOME" })).toBe(
    `aws s3 cp 's3://b/it'\\''s; rm -rf $HOME' .`,
  );
  expect(commandOf({ bucket: "b", key: "a/tree/" })).toBe(`aws s3 cp 's3://b/a/tree/' './tree/' --recursive`);
  expect(commandOf({ bucket: "b", key: "" })).toBe(`aws s3 cp 's3://b/' './b/' --recursive`);
});

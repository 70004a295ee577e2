import { expect, test } from "vitest";
import { identityOf, roleOf, studio } from "../test-server";
import { connectionPath } from "./client";
import { nameOf, pathOf, roleAmong } from "./role";
import { paths } from "../routes";

const read = roleOf("1", "read");
const write = roleOf("2", "write");
const arn = (identity: typeof read) => identity.role_arn ?? "";

test("API paths name the role, page addresses do not", () => {
  expect(connectionPath(pathOf(read), "objects")).toBe("/api/connections/research~1/objects");
  expect(paths.files(pathOf(read), { bucket: "b" })).toBe("/c/research/files?bucket=b&prefix=");
  expect(nameOf("research~1")).toBe("research");
  expect(nameOf("research")).toBe("research");
});

test("a connection with but one role needs no id", () => {
  expect(pathOf(identityOf(studio))).toBe("studio");
});

test("a tab stays at its role, whatever is opened after it", () => {
  expect(roleAmong([read, write], "research", { id: "1", arn: arn(read) })).toBe(read);
  expect(roleAmong([read, write], "research", null)).toBe(write);
  expect(roleAmong([read, write], "other", null)).toBeUndefined();
});

test("a role that was closed and opened anew is still the one; of another person it is not by chance", () => {
  const again = roleOf("3", "read");
  expect(roleAmong([again, write], "research", { id: "1", arn: arn(read) })).toBe(again);
  expect(roleAmong([write], "research", { id: "1", arn: arn(read) })).toBe(write);
});

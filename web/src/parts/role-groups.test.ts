import { expect, test } from "vitest";
import { offered } from "../test-server";
import { groupsOf } from "./role-groups";

const roles = [
  offered("read", { account_label: "Studio" }),
  offered("write", { account_label: "Studio" }),
  offered("files", { account: "222222222222", account_label: "Partner" }),
];
const shown = (filter: string, last: string | null = null) =>
  groupsOf(roles, filter, last).map(({ label, roles: some }) => [label, ...some.map(({ name }) => name)]);

test("roles stand by account, in the order in which they are offered", () => {
  expect(shown("")).toEqual([
    ["Studio", "read", "write"],
    ["Partner", "files"],
  ]);
});

test("the role that was chosen last comes first, with its account", () => {
  expect(shown("", roles[1]?.arn)[0]).toEqual(["Studio", "write", "read"]);
  expect(shown("", roles[2]?.arn)[0]).toEqual(["Partner", "files"]);
});

test("every word has to be there, wherever", () => {
  expect(shown("STUDIO wri")).toEqual([["Studio", "write"]]);
  expect(shown("2222")).toEqual([["Partner", "files"]]);
  expect(shown("studio files")).toEqual([]);
});

import { expect, test } from "vitest";
import { headerProblem, metadataProblem, tagsProblem } from "./limits";

const pair = (name: string, value = "") => ({ name, value });

test("tags are taken as S3 takes them", () => {
  expect(tagsProblem([])).toBeNull();
  expect(
    tagsProblem([pair("k".repeat(128), "v".repeat(256)), pair("größe m", "a+b-c=d.e_f:g/h@i")]),
  ).toBeNull();
  expect(tagsProblem([pair("k".repeat(129))])).toContain("128");
  expect(tagsProblem([pair("k", "v".repeat(257))])).toContain("256");
  // Two UTF-16 units each, as S3 counts.
  expect(tagsProblem([pair("𝒳".repeat(64))])).toBeNull();
  expect(tagsProblem([pair("𝒳".repeat(65))])).toContain("128");
  expect(tagsProblem([pair("")])).toContain("needs a name");
  expect(tagsProblem([pair("AWS:x")])).toContain("AWS's own");
  expect(tagsProblem([pair("a", "b&c")])).toContain("not &");
  expect(tagsProblem([pair("a"), pair("a", "b")])).toContain("two of the name a");
  expect(tagsProblem([pair("a"), pair("A")])).toBeNull();
  const eleven = Array.from({ length: 11 }, (_, at) => pair(String(at)));
  expect(tagsProblem(eleven)).toContain("10 tags");
  expect(tagsProblem(eleven.slice(1))).toBeNull();
});

test("metadata is what a header can carry, 2 KB in all", () => {
  expect(metadataProblem([pair("camera-model", "X100 (2026)")])).toBeNull();
  expect(metadataProblem([pair("a", "x".repeat(2_047))])).toBeNull();
  expect(metadataProblem([pair("a", "x".repeat(2_047)), pair("b")])).toContain("2,049");
  expect(metadataProblem([pair("")])).toContain("needs a name");
  expect(metadataProblem([pair("a b")])).toContain("no spaces");
  expect(metadataProblem([pair("a", "ü")])).toContain("ASCII");
  expect(metadataProblem([pair("a", "x\r\nX-Evil: 1")])).toContain("ASCII");
  expect(metadataProblem([pair("Name"), pair("name")])).toContain("two of the name name");
  expect(headerProblem(" a")).toContain("space");
});

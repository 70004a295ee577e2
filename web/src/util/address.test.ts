import { describe, expect, test } from "vitest";
import { formatAddress, nameOf, parseAddress, prefixOf } from "./address";

describe("what is understood", () => {
  test.each([
    ["s3://b1t", "b1t", ""],
    ["s3://bucket/", "bucket", ""],
    ["  S3://bucket/a/b/", "bucket", "a/b/"],
    ["s3://bucket//a//../%2B+#?", "bucket", "/a//../%2B+#?"],
    ["s3://bucket/ends in a space ", "bucket", "ends in a space "],
    ["s3://bucket/😀/ä.txt\r\n", "bucket", "😀/ä.txt"],
    ["bucket/a/", "bucket", "a/"],
    ["arn:aws:s3:::bucket", "bucket", ""],
    ["arn:aws:s3:::bucket/a:b/c", "bucket", "a:b/c"],
    ["arn:aws-cn:s3:::bucket/*", "bucket", ""],
    ["arn:aws:s3:::bucket/team/a/*", "bucket", "team/a/"],
    ["arn:aws:s3:::bucket/a*", "bucket", "a*"],
    ["arn:aws:s3:::bucket/50%25 +", "bucket", "50%25 +"],
    [
      "https://s3.console.aws.amazon.com/s3/buckets/bucket?region=eu-west-1&prefix=a%2Fb/&tab=objects",
      "bucket",
      "a/b/",
    ],
    ["https://eu-central-1.console.aws.amazon.com/s3/object/bucket?prefix=a/b.txt", "bucket", "a/b.txt"],
    ["https://console.aws.amazon.com/s3/buckets/bucket", "bucket", ""],
    ["https://console.aws.amazon.com/s3/buckets/bucket?prefix=a+b%2Bc%252F%2F", "bucket", "a b+c%2F/"],
    ["https://console.aws.amazon.com/s3/buckets/bucket?prefix=%2F%2Fa%2F..%2F", "bucket", "//a/../"],
    ["https://console.aws.amazon.com/s3/buckets/bucket?prefix=", "bucket", ""],
    ["https://console.aws.amazon.com/s3/buckets/bucket/a%20b/c/?region=eu-west-1", "bucket", "a b/c/"],
    ["https://console.amazonaws.cn/s3/object/bucket/a+b.txt?tab=overview", "bucket", "a b.txt"],
    ["https://my.dotted.s3.eu-west-1.amazonaws.com/a%20b/c", "my.dotted", "a b/c"],
    ["https://bucket.s3.amazonaws.com/", "bucket", ""],
    ["https://bucket.s3.amazonaws.com/My+Film%2B1.mov", "bucket", "My Film+1.mov"],
    ["https://s3.eu-west-1.amazonaws.com/bucket/key", "bucket", "key"],
    ["https://bucket.s3.dualstack.us-west-2.amazonaws.com/a/", "bucket", "a/"],
    ["https://s3-fips.dualstack.us-gov-west-1.amazonaws.com/bucket/key", "bucket", "key"],
    ["https://my.dots.s3-website.eu-central-1.amazonaws.com/a/", "my.dots", "a/"],
    ["https://a.s3.b.s3.eu-west-1.amazonaws.com/key", "a.s3.b", "key"],
    ["https://bucket.s3-accelerate.amazonaws.com/key?X-Amz-Signature=ab", "bucket", "key"],
    ["https://bucket.s3.cn-north-1.amazonaws.com.cn/key", "bucket", "key"],
    ["https://bucket.s3.eusc-de-east-1.amazonaws.eu/key", "bucket", "key"],
    ["https://s3.us-iso-east-1.c2s.ic.gov/bucket/key", "bucket", "key"],
    ["https://console.amazonaws-us-gov.com/s3/buckets/bucket?prefix=a/", "bucket", "a/"],
    ["https://eusc-de-east-1.console.amazonaws-eusc.eu/s3/buckets/bucket?prefix=a/", "bucket", "a/"],
    [
      "https://111122223333-abcdef.eu-west-1.console.aws.amazon.com/s3/buckets/bucket?prefix=a/",
      "bucket",
      "a/",
    ],
  ])("%s", (typed, bucket, key) => expect(parseAddress(typed)).toEqual({ address: { bucket, key } }));

  test("a path in the bucket we are in", () => {
    expect(parseAddress("/a/b/", "here")).toEqual({ address: { bucket: "here", key: "a/b/" } });
    expect(parseAddress("//a", "here")).toEqual({ address: { bucket: "here", key: "/a" } });
  });
});

describe("what is not", () => {
  test.each([
    "",
    "   ",
    "/a/b/",
    "s3:///key",
    "s3://a b/",
    "arn:aws:iam::111111111111:role/x",
    "arn:aws:s3:eu-west-1:111111111111:accesspoint/x",
    "https://example.com/bucket",
    "https://evil-s3.amazonaws.com.example.com/x",
    "https://console.aws.amazon.com/ec2/home",
    "https://mine-111122223333.s3-accesspoint.eu-west-1.amazonaws.com/key",
    "https://bucket.s3.eu-west-1.amazonaws.eu.example.com/key",
    "https://s3.amazonaws.com/bucket/%zz",
    "https://",
  ])("%s", (typed) => expect(parseAddress(typed)).toHaveProperty("problem"));
});

test("an address comes back as it was written", () => {
  const address = { bucket: "bucket", key: "//a/%2F/ b+c?#" };
  expect(parseAddress(formatAddress(address))).toEqual({ address });
});

test("names and folders of keys", () => {
  expect([prefixOf("a/b.txt"), prefixOf("a/b/"), prefixOf("a"), prefixOf("a//b")]).toEqual([
    "a/",
    "a/b/",
    "",
    "a//",
  ]);
  expect([nameOf("a/b.txt"), nameOf("a/b/"), nameOf("a"), nameOf("a//"), nameOf("/")]).toEqual([
    "b.txt",
    "b",
    "a",
    "",
    "",
  ]);
});

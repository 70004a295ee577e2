import { expect, it } from "vitest";
import { Xml } from "./xml";

/** What is told of a text that comes in pieces of this length. */
function told(text: string, length: number): string {
  let said = "";
  const xml = new Xml({
    open: (name, attributes) =>
      (said += `<${name}${[...attributes].map(([key, value]) => ` ${key}=${value}`).join("")}>`),
    close: (name) => (said += `</${name}>`),
    text: (words) => (said += words),
  });
  for (let at = 0; at < text.length; at += length) xml.read(text.slice(at, at + length));
  xml.end();
  return said;
}

const some = `<?xml version="1.0"?>\n<!-- <not> this --><a:b xmlns:a="a" r:id='7' id="8" more="a>b &amp;&#x41;&#66;">
  one &lt;two&gt; &quot;three&quot; &unknown; &constructor; <c/><![CDATA[<d> &amp; ]]>]]<e
  x = "1" /></a:b>\n`;

it("reads the same however it comes in pieces", () => {
  const whole = told(some, some.length);
  expect(whole).toContain('one <two> "three" &unknown; &constructor; <c></c><d> &amp; ]]<e x=1></e></b>');
  expect(whole).toMatch(/^<b :a=a a=a :id=7 id=8 more=a>b &AB>/);
  for (let length = 1; length < 40; length++) expect(told(some, length)).toBe(whole);
});

it("reads text as the browser does", () => {
  const browser = new DOMParser().parseFromString(
    some.replaceAll(/&(unknown|constructor);/g, "").replace("r:id", "rid"),
    "text/xml",
  );
  const ours: string[] = [];
  const xml = new Xml({ text: (words) => ours.push(words) });
  xml.read(some.replaceAll(/&(unknown|constructor);/g, ""));
  expect(ours.join("")).toBe(browser.documentElement.textContent);
});

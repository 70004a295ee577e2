import { expect, it } from "vitest";
import { bookOf } from "./notebook";

const evil = "<script>window.owned = 1</script>";

function outputsOf(...outputs: unknown[]) {
  const book = bookOf(JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source: "1", outputs }] }));
  return book?.cells[0]?.outputs;
}

it("shows text, code and what came out", () => {
  const book = {
    nbformat: 4,
    cells: [
      { cell_type: "markdown", source: ["# Title\n", "words"] },
      {
        cell_type: "code",
        execution_count: 3,
        source: "print(1)",
        outputs: [{ output_type: "stream", name: "stdout", text: ["1\n", "\u001b[31m2\u001b[0m"] }],
      },
    ],
  };
  expect(bookOf(JSON.stringify(book))?.cells).toEqual([
    { kind: "markdown", text: "# Title\nwords", count: null, outputs: [] },
    { kind: "code", text: "print(1)", count: 3, outputs: [{ kind: "text", text: "1\n2", isError: false }] },
  ]);
});

it("never shows HTML, a drawing or a script that came out", () => {
  expect(
    outputsOf(
      { output_type: "display_data", data: { "text/html": evil, "text/plain": "a table" } },
      { output_type: "display_data", data: { "text/html": evil } },
      { output_type: "display_data", data: { "image/svg+xml": `<svg onload=alert(1)>` } },
      { output_type: "display_data", data: { "application/javascript": "alert(1)" } },
      { output_type: "display_data", data: { "image/png": `"><script>alert(1)</script>` } },
      { output_type: "display_data", data: { "image/png": "iVBORw0KGgo=\n" } },
    ),
  ).toEqual([
    { kind: "text", text: "a table", isError: false },
    { kind: "left-out", type: "text/html" },
    { kind: "left-out", type: "image/svg+xml" },
    { kind: "left-out", type: "application/javascript" },
    { kind: "left-out", type: "image/png" },
    { kind: "picture", url: "data:image/png;base64,iVBORw0KGgo=" },
  ]);
});

it("takes whatever is not a notebook for none", () => {
  for (const text of ["", "1", "[]", "{}", "null", '{"cells":5}', "{", '"x"'])
    expect(bookOf(text)).toBeNull();
  const odd = { cells: [null, 5, [], { cell_type: {}, source: { a: 1 }, outputs: [null, 3, { data: [] }] }] };
  expect(bookOf(JSON.stringify(odd))?.cells).toHaveLength(1);
});

it("says what its code is written in", () => {
  const language = (metadata: unknown) =>
    bookOf(JSON.stringify({ nbformat: 4, cells: [], metadata }))?.language;
  expect(language({ language_info: { name: "julia" } })).toBe("julia");
  expect(language({ kernelspec: { language: "R" } })).toBe("R");
  for (const odd of [undefined, null, 7, { language_info: { name: ["x"] } }])
    expect(language(odd)).toBe("python");
});

// The languages that are coloured; each comes when a text of it is opened.
import type { Language, StreamParser } from "@codemirror/language";

type Load = () => Promise<Language>;

/** A language is made once: CodeMirror keeps something of each. */
function once(load: Load): Load {
  let made: Promise<Language> | undefined;
  return () => {
    made ??= load();
    // What did not arrive may arrive another time.
    made.catch(() => (made = undefined));
    return made;
  };
}

function mode(load: () => Promise<StreamParser<unknown>>): Load {
  return once(async () => {
    const [{ StreamLanguage }, parser] = await Promise.all([import("@codemirror/language"), load()]);
    return StreamLanguage.define(parser);
  });
}

const clike = () => import("@codemirror/legacy-modes/mode/clike");
const scripts = () => import("@codemirror/legacy-modes/mode/javascript");
const styles = () => import("@codemirror/legacy-modes/mode/css");

const c = mode(() => clike().then((from) => from.c));
const cpp = mode(() => clike().then((from) => from.cpp));
const csharp = mode(() => clike().then((from) => from.csharp));
const css = mode(() => styles().then((from) => from.css));
const diff = mode(() => import("@codemirror/legacy-modes/mode/diff").then((from) => from.diff));
const dockerfile = mode(() =>
  import("@codemirror/legacy-modes/mode/dockerfile").then((from) => from.dockerFile),
);
const go = mode(() => import("@codemirror/legacy-modes/mode/go").then((from) => from.go));
const java = mode(() => clike().then((from) => from.java));
const javascript = mode(() => scripts().then((from) => from.javascript));
const json = mode(() => scripts().then((from) => from.json));
const julia = mode(() => import("@codemirror/legacy-modes/mode/julia").then((from) => from.julia));
const kotlin = mode(() => clike().then((from) => from.kotlin));
const less = mode(() => styles().then((from) => from.less));
const lua = mode(() => import("@codemirror/legacy-modes/mode/lua").then((from) => from.lua));
const markdown = once(() => import("./markdown").then((from) => from.markdown));
const perl = mode(() => import("@codemirror/legacy-modes/mode/perl").then((from) => from.perl));
const powershell = mode(() =>
  import("@codemirror/legacy-modes/mode/powershell").then((from) => from.powerShell),
);
const properties = mode(() =>
  import("@codemirror/legacy-modes/mode/properties").then((from) => from.properties),
);
const protobuf = mode(() => import("@codemirror/legacy-modes/mode/protobuf").then((from) => from.protobuf));
const python = mode(() => import("@codemirror/legacy-modes/mode/python").then((from) => from.python));
const r = mode(() => import("@codemirror/legacy-modes/mode/r").then((from) => from.r));
const ruby = mode(() => import("@codemirror/legacy-modes/mode/ruby").then((from) => from.ruby));
const rust = mode(() => import("@codemirror/legacy-modes/mode/rust").then((from) => from.rust));
const scala = mode(() => clike().then((from) => from.scala));
const scss = mode(() => styles().then((from) => from.sCSS));
const shell = mode(() => import("@codemirror/legacy-modes/mode/shell").then((from) => from.shell));
const sql = mode(() => import("@codemirror/legacy-modes/mode/sql").then((from) => from.standardSQL));
const swift = mode(() => import("@codemirror/legacy-modes/mode/swift").then((from) => from.swift));
const toml = mode(() => import("@codemirror/legacy-modes/mode/toml").then((from) => from.toml));
const typescript = mode(() => scripts().then((from) => from.typescript));
const xml = mode(() => import("@codemirror/legacy-modes/mode/xml").then((from) => from.xml));
const yaml = mode(() => import("@codemirror/legacy-modes/mode/yaml").then((from) => from.yaml));

/** By the endings of files, and by what people write above code in Markdown. */
const named: [Load, string][] = [
  [c, "c h"],
  [cpp, "cpp cc cxx hpp hh c++"],
  [csharp, "cs csharp c#"],
  [css, "css"],
  [diff, "diff patch"],
  [dockerfile, "dockerfile containerfile"],
  [go, "go golang"],
  [java, "java"],
  [javascript, "js mjs cjs jsx javascript"],
  [json, "json jsonl ndjson jsonc"],
  [julia, "jl julia"],
  [kotlin, "kt kts kotlin"],
  [less, "less"],
  [lua, "lua"],
  [markdown, "md markdown"],
  [perl, "pl pm perl"],
  [powershell, "ps1 psm1 powershell"],
  [properties, "properties ini cfg conf env"],
  [protobuf, "proto protobuf"],
  [python, "py pyi python python3"],
  [r, "r"],
  [ruby, "rb ruby"],
  [rust, "rs rust"],
  [scala, "scala"],
  [scss, "scss"],
  [shell, "sh bash zsh shell"],
  [sql, "sql"],
  [swift, "swift"],
  [toml, "toml"],
  [typescript, "ts tsx mts cts typescript"],
  [xml, "xml svg htm html xhtml xsd xsl"],
  [yaml, "yaml yml"],
];

const loads = new Map(
  named.flatMap(([load, names]) => names.split(" ").map((name) => [name, load] as const)),
);

/** The language of a file of this name, or of code that is called so; null where it is not coloured. */
export async function languageOf(name: string): Promise<Language | null> {
  return (await loads.get(endingOf(name))?.()) ?? null;
}

/** Whether there are colours for it, without fetching them. */
export function hasLanguage(name: string): boolean {
  return loads.has(endingOf(name));
}

function endingOf(name: string): string {
  const last = name.slice(name.lastIndexOf("/") + 1);
  return last.slice(last.lastIndexOf(".") + 1).toLowerCase();
}

// Colours for a few languages; each comes when a file of it is opened.
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

type Load = () => Promise<StreamParser<unknown>>;

const css = () => import("@codemirror/legacy-modes/mode/css").then((mode) => mode.css);
const javascript = () => import("@codemirror/legacy-modes/mode/javascript").then((mode) => mode.javascript);
const json = () => import("@codemirror/legacy-modes/mode/javascript").then((mode) => mode.json);
const properties = () => import("@codemirror/legacy-modes/mode/properties").then((mode) => mode.properties);
const python = () => import("@codemirror/legacy-modes/mode/python").then((mode) => mode.python);
const shell = () => import("@codemirror/legacy-modes/mode/shell").then((mode) => mode.shell);
const sql = () => import("@codemirror/legacy-modes/mode/sql").then((mode) => mode.standardSQL);
const toml = () => import("@codemirror/legacy-modes/mode/toml").then((mode) => mode.toml);
const typescript = () => import("@codemirror/legacy-modes/mode/javascript").then((mode) => mode.typescript);
const xml = () => import("@codemirror/legacy-modes/mode/xml").then((mode) => mode.xml);
const yaml = () => import("@codemirror/legacy-modes/mode/yaml").then((mode) => mode.yaml);

const loads = new Map<string, Load>(
  Object.entries({
    bash: shell,
    cfg: properties,
    conf: properties,
    css,
    htm: xml,
    html: xml,
    ini: properties,
    js: javascript,
    json,
    jsonl: json,
    mjs: javascript,
    ndjson: json,
    properties,
    py: python,
    sh: shell,
    sql,
    svg: xml,
    toml,
    ts: typescript,
    xml,
    yaml,
    yml: yaml,
  }),
);

/** The colours for a file of this name; null where there are none. */
export async function languageOf(key: string): Promise<Extension | null> {
  const ending = key.slice(key.lastIndexOf(".") + 1).toLowerCase();
  if (ending === "md" || ending === "markdown") return (await import("./markdown")).markdown;
  const load = loads.get(ending);
  return load ? StreamLanguage.define(await load()) : null;
}

// Finds words that stand in a view instead of in the messages: they would be English for everybody.
import ts from "typescript";

/** Attributes that people read or hear. */
const said = /^(?:label|title|placeholder|hint|alt|words|detail|aria-label|aria-description)$/;
/** Names that are the same in every language, and what is typed as it stands. */
const names =
  /\b(?:Wardrobe|AWS CLI|AWS|Amazon|S3|JSON|TOML|CSV|Terraform|CloudFormation|SAML|OpenID Connect|KMS|ARN|MFA|PDF|CRC64NVME|README)\b/g;
const asItIs = /^(?:code|pre|kbd)$/;
const word = /\p{L}{2}/u;
/** What reads like the beginning of a sentence, wherever it stands. */
const sentence = /(?:^|[^\p{L}])\p{Lu}\p{Ll}+ \p{Ll}+/u;

/** Each of them, with its line. */
export function leftOver(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${name}:${line + 1} ${text.replaceAll(/\s+/g, " ").trim()}`);
  };
  const reads = (text: string) => word.test(text.replaceAll(/&\w+;/g, "").replaceAll(names, ""));
  const look = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && asItIs.test(node.openingElement.tagName.getText())) return;
    if (ts.isJsxText(node) && reads(node.text)) note(node, node.text);
    else if (isText(node) && !isTechnical(node)) {
      const shown = isSaid(node.parent) && reads(node.text) && !isExample(node);
      if (shown || sentence.test(node.text.replaceAll(names, ""))) note(node, node.text);
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

type Text = ts.StringLiteral | ts.TemplateLiteralLikeNode;

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node);
}

/** The value of an attribute that is read, or one of its values. */
function isSaid(node: ts.Node): boolean {
  if (ts.isJsxAttribute(node)) return said.test(node.name.getText());
  if (ts.isPropertyAssignment(node)) return said.test(node.name.getText());
  const goesOn =
    ts.isJsxExpression(node) ||
    ts.isConditionalExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTemplateSpan(node);
  return goesOn && isSaid(node.parent);
}

/** An example of something that is no language: an address, an ARN, a name in lower case. */
function isExample({ text, parent }: Text): boolean {
  const attribute = ts.isJsxAttribute(parent) && parent.name.getText() === "placeholder";
  return (
    attribute && !/\p{L} \p{L}/u.test(text) && /^[\p{Ll}\d:/.{}_=… -]*$|^\w+ = \w+$|…$|^\w+:|\//u.test(text)
  );
}

/** For programmers: types, modules, what is thrown at a mistake of ours. */
function isTechnical({ parent }: Text): boolean {
  if (ts.isLiteralTypeNode(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent))
    return true;
  return ts.isNewExpression(parent) && parent.expression.getText().endsWith("Error");
}

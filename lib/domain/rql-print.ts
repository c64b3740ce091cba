import type { RqlNode, RqlValue, Select } from "./rql-types";

const plain = /^[\p{L}\p{M}\p{N}_\-*+\\][\p{L}\p{M}\p{N}_.\-:+@*\\]*$/u;

/** Percent-encodes a value; characters that no address changes stay readable. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(?:3A|40|2C|2F)/g, decodeURIComponent);
}

export function printText(text: string): string {
  if (plain.test(text)) return encoded(text);
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  return encoded(`${quote}${text.replaceAll(quote, quote + quote)}${quote}`);
}

function printValue(value: RqlValue): string {
  return typeof value === "string" ? printText(value) : `${value.special}()`;
}

export function printNode(node: RqlNode): string {
  switch (node.op) {
    case "and":
    case "or":
      return `${node.op}(${node.nodes.map(printNode).join(",")})`;
    case "not":
      return `not(${printNode(node.node)})`;
    case "in":
    case "out":
      return `${node.op}(${node.field},(${node.values.map(printValue).join(",")}))`;
    default:
      return `${node.op}(${node.field},${printValue(node.value)})`;
  }
}

export function printSelect(select: Select): string {
  return `select(${[...select.include, ...select.exclude.map((name) => `-${name}`)].join(",")})`;
}

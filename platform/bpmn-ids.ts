import type { ReadElement, ReadResult } from 'bpmn-moddle';

/** xsd:ID (XML Schema Part 2 §3.3.8): letters of any script. */
const NC_NAME = /^[\p{L}_][-.\w\p{L}\p{M}\p{N}·]*$/u;
const ASCII = /^[\x21-\x7e]*$/;
/** What can stand before and after an id: the quotes of an attribute, or the markup around a text; a prefix in a QName. */
const TOKEN = /(["'>]\s*(?:[\w.-]+:)?)([^\s"'<>&:]+)(?=\s*["'<])/gu;

/**
 * bpmn-moddle takes ids of ASCII letters only, the standard those of every script. Such ids are given to it under other
 * names, which `restore` takes back out of all that it read.
 */
export interface AsciiIds {
  readonly xml: string;
  restore(result: ReadResult): ReadResult;
}

/** `ids`: all ids of the file. */
export function withAsciiIds(xml: string, ids: Iterable<string>): AsciiIds {
  const foreign = [...ids].filter((id) => !ASCII.test(id) && NC_NAME.test(id));
  if (foreign.length === 0) return { xml, restore: (result) => result };
  let stem = '_id';
  while (xml.includes(stem)) stem += '_';
  const aliases = new Map(foreign.map((id, index) => [id, `${stem}${index}.`]));
  const originals = new Map([...aliases].map(([id, alias]) => [alias, id]));
  const isAlias = new RegExp(`${stem}\\d+\\.`, 'g');
  const restoreText = (text: string) => text.replace(isAlias, (alias) => originals.get(alias) ?? alias);
  return {
    // A text that only looks like an id (a name) is changed too, and restored like all others.
    xml: xml.replace(TOKEN, (whole, before: string, token: string) => {
      const alias = aliases.get(token);
      return alias === undefined ? whole : before + alias;
    }),
    restore: (result) => restoreResult(result, restoreText),
  };
}

function restoreResult(result: ReadResult, restoreText: (text: string) => string): ReadResult {
  restoreTree(result.rootElement, restoreText, new Set());
  const byId = Object.entries(result.elementsById).map(([id, element]) => [restoreText(id), element] as const);
  return {
    rootElement: result.rootElement,
    elementsById: Object.fromEntries(byId),
    warnings: result.warnings.map((warning) => ({
      ...warning,
      message: restoreText(warning.message),
      ...(typeof warning.value === 'string' ? { value: restoreText(warning.value) } : {}),
      ...(warning.error ? { error: new Error(restoreText(warning.error.message)) } : {}),
    })),
  };
}

function restoreTree(value: unknown, restoreText: (text: string) => string, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const holder = value as Record<string, unknown>;
  for (const key of [...Object.keys(holder), ...(isElement(value) ? ['$attrs'] : [])]) {
    const inner = holder[key];
    if (typeof inner === 'string') {
      // Only what changes is written: some properties can only be read.
      const restored = restoreText(inner);
      if (restored !== inner) holder[key] = restored;
    } else restoreTree(inner, restoreText, seen);
  }
}

function isElement(value: object): value is ReadElement {
  return '$type' in value;
}

import { ApiRefusal } from '../problem-details';

/** Deeper than any form; what is nested deeper only serves to exhaust a stack. */
const MAX_DEPTH = 40;

/**
 * Refuses JSON that no form can mean and that a database column cannot hold: NUL characters, halves of a surrogate pair,
 * nesting without end. Walks without recursion.
 */
export function guardJson(value: unknown): void {
  const open: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value, path: '', depth: 0 },
  ];
  for (let at = open.pop(); at; at = open.pop()) {
    if (typeof at.value === 'string') guardText(at.value, at.path);
    if (typeof at.value !== 'object' || at.value === null) continue;
    if (at.depth >= MAX_DEPTH) throw invalid(at.path.slice(0, 100), 'is nested too deeply');
    for (const [key, inner] of Object.entries(at.value)) {
      const path = `${at.path}/${key}`;
      guardText(key, at.path);
      if (key === '__proto__') throw invalid(at.path, 'has a field that is not allowed');
      open.push({ value: inner, path, depth: at.depth + 1 });
    }
  }
}

/** Also for parameters and queries. */
function guardText(text: string, path: string): void {
  if (text.includes('\u0000') || /[\ud800-\udfff]/u.test(text))
    throw invalid(path, 'has characters that are not allowed');
}

function invalid(path: string, message: string): ApiRefusal {
  const errors = [{ path: path === '' ? '/' : path, message }];
  return new ApiRefusal('VALIDATION_FAILED', 'The request is not valid.', {}, errors);
}

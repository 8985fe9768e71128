import type { Issuer } from './document-data';

/** A unit by its own name and that of the unit above it. */
interface UnitName {
  readonly name: string;
  readonly parentName: string | null;
}

export function issuerOf(unit: UnitName): Issuer {
  return { superior: unit.parentName ?? undefined, name: unit.name };
}

/**
 * Where a unit issues its papers: the place its name ends with, "Chi nhánh … thành phố Đồng Xoài" → "Đồng Xoài"; else the
 * place of the unit above; else dots to be filled in by hand.
 */
export function placeOfIssue(unit: UnitName): string {
  return placeIn(unit.name) ?? placeIn(unit.parentName ?? '') ?? '………………';
}

/** The capitalised words at the end of a name, unless they are the whole of it. */
function placeIn(name: string): string | undefined {
  const words = name.normalize('NFC').trim().split(/\s+/);
  let first = words.length;
  while (first > 0 && /^\p{Lu}\p{Ll}*$/u.test(words[first - 1] ?? '')) first -= 1;
  return first > 0 && first < words.length ? words.slice(first).join(' ') : undefined;
}

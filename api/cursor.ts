import { ApiRefusal } from './problem-details';

/** Shapes of what a cursor may hold: it comes back from outside and goes into a query. */
const shapes = {
  instant: /^\d{4,6}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}(:\d{2})?)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  integer: /^\d{1,18}$/,
} as const;
type Part = keyof typeof shapes | 'instantOrNull';
export type CursorValue = string | null;

/** Position after the last row of a page, as text that callers hand back unread. */
function writeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws ApiRefusal CURSOR_INVALID for anything `writeCursor` did not make for this list */
export function readCursor(cursor: string | undefined, parts: readonly Part[]): readonly CursorValue[] | undefined {
  if (cursor === undefined) return undefined;
  const refusal = new ApiRefusal('CURSOR_INVALID', 'This cursor does not belong to this list.');
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refusal;
  }
  if (!Array.isArray(values) || values.length !== parts.length) throw refusal;
  parts.forEach((part, index) => {
    const value: unknown = values[index];
    if (part === 'instantOrNull' && value === null) return;
    const shape = shapes[part === 'instantOrNull' ? 'instant' : part];
    if (typeof value !== 'string' || !shape.test(value)) throw refusal;
    if (shape === shapes.instant && Number.isNaN(Date.parse(value.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'))))
      throw refusal;
  });
  return values as CursorValue[];
}

/** Cuts the row read ahead, and says where the next page begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => readonly CursorValue[],
): { readonly items: readonly Row[]; readonly nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(positionOf(last)) : null };
}

import { createHash } from 'node:crypto';
import type { JsonValue } from '../../domain/json';
import type { ReportFigures } from '../../domain/reports/report-figures';
import { canonicalJson } from '../audit/canonical-json';

/** SHA-256 in hexadecimal by which a report knows its figures: equal for equal figures, whatever way they took. */
export function hashFigures(figures: ReportFigures): string {
  return createHash('sha256')
    .update(canonicalJson(figures as unknown as JsonValue))
    .digest('hex');
}

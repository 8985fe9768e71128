import type { TFunction } from 'i18next';
import { formatNumber } from '../../lib/format';
import type { FieldFault } from './schema-check';

/** Patterns of our forms that have words of their own; any other is told as "not in the expected form". */
const PATTERN_TEXTS: ReadonlyMap<string, string> = new Map([
  ['\\S', 'required'],
  ['^(0[0-9]{9,10}|\\+84[0-9]{9,10})$', 'phone'],
  ['^([0-9]{9}|[0-9]{12})$', 'personId'],
  ['^([0-9]{9}|[0-9]{12}|[0-9]{10}(-[0-9]{3})?)$', 'anyId'],
  ['^[0-9]{10}(-[0-9]{3})?$', 'taxCode'],
  ['^[0-9]{12}$', 'citizenId'],
  ['^[0-9]{5}$', 'communeCode'],
  ['^[A-Z]{3}$', 'landUse'],
  ['^[A-ZĐ]{2} ?([0-9]{6}|[0-9]{8})$', 'serial'],
  ['^[0-9]{1,6}$', 'parcelNumber'],
]);

/** What a person has to do about a fault, in one line. `t` reads the texts of `json-form`. */
export function faultText({ keyword, limit }: FieldFault, t: TFunction): string {
  if (keyword === 'pattern') return t(`fault.${PATTERN_TEXTS.get(String(limit)) ?? 'pattern'}`);
  if (keyword === 'format') return t(`fault.${String(limit)}`, { defaultValue: t('fault.pattern') });
  if ((keyword === 'const' || keyword === 'required') && limit === true) return t('fault.mustBeTrue');
  if (keyword === 'minLength' && limit === 1) return t('fault.required');
  const shown = typeof limit === 'number' ? formatNumber(limit) : '';
  return t(`fault.${keyword}`, { limit: shown, defaultValue: t('fault.other') });
}

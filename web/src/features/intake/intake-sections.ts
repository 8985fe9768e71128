import type { JsonObject } from '../../components/json-form/schema-paths';

export interface IntakeSection {
  /** Text `section.<key>`. */
  readonly key: 'applicant' | 'transferor' | 'land' | 'transaction' | 'rest';
  /** Top-level fields of the form. */
  readonly fields: readonly string[];
}

const PARTS: Readonly<Record<Exclude<IntakeSection['key'], 'rest'>, readonly string[]>> = {
  applicant: ['applicant'],
  transferor: ['transferor'],
  land: ['certificate', 'parcel', 'assets'],
  transaction: ['transaction', 'exemption'],
};

/** A form too long for one screen, in the order a clerk reads the papers; whatever has no place of its own comes last. */
export function sectionsOf(schema: JsonObject): readonly IntakeSection[] {
  const all = Object.keys(schema['properties'] ?? {});
  const placed = Object.values(PARTS).flat();
  const sections = Object.entries(PARTS).map(([key, fields]) => ({
    key: key as IntakeSection['key'],
    fields: fields.filter((field) => all.includes(field)),
  }));
  const rest = { key: 'rest' as const, fields: all.filter((field) => !placed.includes(field)) };
  return [...sections, rest].filter(({ fields }) => fields.length > 0);
}

/** The section in which a JSON pointer of the form lies. */
export function sectionOf(sections: readonly IntakeSection[], pointer: string): IntakeSection | undefined {
  const [, field = ''] = pointer.split('/');
  return sections.find(({ fields }) => fields.includes(field));
}

import type { Pool } from 'pg';
import type { DossierComponentRule, ProcedureDefinition } from '../../db/schema/procedure-definition';
import { evaluateFeel } from '../../domain/expression/feel';
import type { Variables } from '../../domain/json';
import type { DossierComponent } from '../../templates/documents/document-data';
import type { StepSource } from './step-source';

/** A component with the rule it was handed in under. */
export interface GivenComponent extends DossierComponent {
  readonly rule: DossierComponentRule;
}

interface HandedIn {
  readonly components: Readonly<Record<string, { readonly copies?: number; readonly note?: string }>> | null;
  /** Number of scans by component id. */
  readonly scans: Readonly<Record<string, number>> | null;
}

/**
 * The papers of a dossier in the procedure's order: handed in on paper, scanned, or looked up in a national database
 * instead of being asked for (NQ 66.7/2025/NQ-CP).
 */
export async function readGivenComponents(pool: Pool, source: StepSource): Promise<GivenComponent[]> {
  const { rows } = await pool.query<HandedIn>(
    `select (select components from draft where dossier_id = $1) as components,
       (select jsonb_object_agg(component_id, scans) from
         (select component_id, count(*) as scans from attachment where dossier_id = $1 group by component_id) counted) as scans`,
    [source.dossier.id],
  );
  const { components, scans } = rows[0] ?? { components: null, scans: null };
  return source.definition.components.flatMap((rule) => {
    const given = components?.[rule.id];
    const copies = given?.copies ?? 0;
    const scanned = scans?.[rule.id] ?? 0;
    const lookedUp = rule.source === 'nationalDb' && isNeeded(rule, source.dossier.form as Variables);
    if (copies === 0 && scanned === 0 && !lookedUp) return [];
    const notes = [
      ...(given?.note ? [given.note] : []),
      ...(lookedUp && copies === 0 ? ['Khai thác cơ sở dữ liệu quốc gia'] : []),
      ...(scanned > 0 ? [`Bản điện tử: ${String(scanned).padStart(2, '0')} tệp`] : []),
    ];
    const original = isOriginal(rule, source.definition);
    const count = original ? { originals: copies } : { photocopies: copies };
    const name = rule.original && !original ? rule.name.replace(/^Bản gốc/, 'Bản sao') : rule.name;
    return [{ rule, name, ...count, note: notes.join('; ') || undefined }];
  });
}

/** Names of components by id. */
export function componentNames(definition: ProcedureDefinition): ReadonlyMap<string, string> {
  return new Map(definition.components.map(({ id, name }) => [id, name]));
}

/** An original that the regime takes in only with the result comes as a copy before (NĐ 151/2025 Phụ lục I). */
function isOriginal({ original, handedIn }: DossierComponentRule, { regime }: ProcedureDefinition): boolean {
  return original && (handedIn === undefined || regime[handedIn] === 'filing');
}

function isNeeded(rule: DossierComponentRule, form: Variables): boolean {
  if (rule.requiredWhen === undefined) return rule.required === true;
  return evaluateFeel({ feel: rule.requiredWhen }, form) === true;
}

import type { Pool } from 'pg';
import type { DossierState } from '../../domain/dossier/dossier-state';

/** A dossier as the connectors and the printers of documents need it: business data and the last committed state. */
export interface DossierFile {
  readonly id: string;
  readonly code: string;
  readonly externalCode: string | null;
  readonly lookupSecret: string;
  readonly procedureKey: string;
  readonly regime: string;
  readonly procedureName: string;
  readonly officialCode: string;
  /** procedure.json of the regime. */
  readonly definition: Record<string, unknown>;
  readonly receivingUnit: { readonly id: string; readonly name: string; readonly agencyCode: string | null };
  readonly handlingUnit: { readonly id: string; readonly name: string; readonly parentName: string | null };
  readonly form: Record<string, unknown>;
  readonly receivedAt: Date;
  readonly promisedAt: Date | null;
  readonly dueAt: Date | null;
  readonly snapshot: DossierState;
}

/** @returns `undefined` when there is no such dossier */
export async function readDossierFile(pool: Pool, id: string): Promise<DossierFile | undefined> {
  const { rows } = await pool.query<DossierFile>({
    name: 'read-dossier-file',
    text: `select d.id, d.code, d.external_code as "externalCode", d.lookup_secret as "lookupSecret",
        d.procedure_key as "procedureKey", d.regime, p.name as "procedureName", p.official_code as "officialCode", p.definition,
        jsonb_build_object('id', r.id, 'name', r.name, 'agencyCode', r.agency_code) as "receivingUnit",
        jsonb_build_object('id', h.id, 'name', h.name, 'parentName', hp.name) as "handlingUnit",
        d.form, d.received_at as "receivedAt", d.promised_at as "promisedAt", d.due_at as "dueAt", d.snapshot
      from dossier d
      join procedure_version p on (p.key, p.regime, p.version) = (d.procedure_key, d.regime, d.procedure_version)
      join unit r on r.id = d.receiving_unit_id
      join unit h on h.id = d.handling_unit_id
      left join unit hp on hp.id = h.parent_id
      where d.id = $1`,
    values: [id],
  });
  return rows[0];
}

import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { readDossierFile, type DossierFile } from '../../db/repositories/dossier-reads';
import type { ProcedureDefinition } from '../../db/schema/procedure-definition';
import type { DossierEntry } from '../../domain/dossier/dossier-log';
import { PermanentDeliveryError } from '../outbox/deliver-due';

/** One step of a dossier as the event log has it. */
export interface LoggedStep {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly entries: readonly DossierEntry[];
}

/** Everything a paper or a mail about one step is made from, as it was at that step wherever it matters. */
export interface StepSource {
  readonly dossier: DossierFile;
  readonly definition: ProcedureDefinition;
  readonly step: LoggedStep;
  /** Texts and form data that came with the step; empty when nothing did. */
  readonly texts: Readonly<Record<string, unknown>>;
  /** Date of the paper: when it was asked for, so that rendering it again gives the same bytes. */
  readonly issuedAt: Date;
  readonly receivingUnit: UnitName;
  readonly handlingUnit: UnitName;
}

export interface UnitName {
  readonly id: string;
  readonly name: string;
  readonly parentName: string | null;
}

/** @throws PermanentDeliveryError when the dossier or the step does not exist */
export async function readStepSource(pool: Pool, item: OutboxRow): Promise<StepSource> {
  const [dossier, step] = await Promise.all([readDossierFile(pool, item.dossierId), readStep(pool, item)]);
  if (!dossier) throw new PermanentDeliveryError('the dossier does not exist');
  if (!step) throw new PermanentDeliveryError(`the dossier has no step ${String(item.payload.seq)}`);
  const { payload: texts, receivingParent, ...logged } = step;
  return {
    dossier,
    definition: dossier.definition as unknown as ProcedureDefinition,
    step: logged,
    texts: texts ?? {},
    // A dossier on virtual time is ahead of the outbox: its papers are not older than what they are about.
    issuedAt: logged.at > item.createdAt ? logged.at : item.createdAt,
    receivingUnit: { id: dossier.receivingUnit.id, name: dossier.receivingUnit.name, parentName: receivingParent },
    handlingUnit: dossier.handlingUnit,
  };
}

interface StepRow extends LoggedStep {
  readonly payload: Record<string, unknown> | null;
  readonly receivingParent: string | null;
}

async function readStep(pool: Pool, item: OutboxRow): Promise<StepRow | undefined> {
  const { rows } = await pool.query<StepRow>({
    name: 'read-step-source',
    text: `select e.seq, e.at, e.actor, e.entries, s.payload, parent.name as "receivingParent"
      from dossier_event e
      join dossier d on d.id = e.dossier_id
      join unit r on r.id = d.receiving_unit_id
      left join unit parent on parent.id = r.parent_id
      left join submission s on s.id = e.submission_id and s.dossier_id = e.dossier_id
      where e.dossier_id = $1 and e.seq = $2`,
    values: [item.dossierId, Number(item.payload.seq)],
  });
  return rows[0];
}

/** The first entry of a type in the step. */
export function findEntry<T extends DossierEntry['type']>(
  step: LoggedStep,
  type: T,
): Extract<DossierEntry, { type: T }> | undefined {
  return step.entries.find((entry): entry is Extract<DossierEntry, { type: T }> => entry.type === type);
}

import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { DossierReference, FormMark, OfficialPaper } from '../../templates/documents/document-data';
import type { StepSource } from './step-source';

/** What every paper opens with, ready to be spread into its data. */
export interface PaperHead extends OfficialPaper {
  readonly formMark: FormMark;
  readonly number: string;
  readonly dossier: DossierReference;
}

export interface PaperRequest {
  readonly pool: Pool;
  readonly item: OutboxRow;
  readonly source: StepSource;
  readonly paper: PaperHead;
  readonly publicUrl: string;
}

/** Gathers the data of one kind of paper. The same database gives the same data, to the letter. */
export type AssemblePaper<Data extends OfficialPaper> = (request: PaperRequest) => Promise<Data>;

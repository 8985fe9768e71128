import type { Pool } from 'pg';
import type { BareCommand } from './bare-messages';

export interface BareActivities {
  readonly insertRow: (row: {
    readonly workflowId: string;
    readonly seq: number;
    readonly command: BareCommand;
  }) => Promise<void>;
}

export const BARE_TABLE_SQL = `create table if not exists bench_floor (
  workflow_id text not null,
  seq integer not null,
  at timestamptz not null default now(),
  command jsonb not null,
  primary key (workflow_id, seq)
)`;

export function createBareActivities(pool: Pool): BareActivities {
  return {
    async insertRow({ workflowId, seq, command }) {
      await pool.query({
        name: 'insert-bare-row',
        text: 'insert into bench_floor (workflow_id, seq, command) values ($1, $2, $3::jsonb) on conflict do nothing',
        values: [workflowId, seq, JSON.stringify(command)],
      });
    },
  };
}

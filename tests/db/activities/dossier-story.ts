import { createHash, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { OutboxRow } from '../../../db/projections/outbox-queue';
import { writeCommit } from '../../../db/projections/write-commit';
import { createProcedureRepository } from '../../../db/repositories/procedure-repository';
import { demoAccountId } from '../../../db/seed/demo-accounts';
import { seedDemo } from '../../../db/seed/seed-demo';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { decideDossier } from '../../../domain/dossier/decide-dossier';
import { commitOf } from '../../../domain/dossier/dossier-commit';
import type { DossierCommand, DossierCommandType } from '../../../domain/dossier/dossier-command';
import { initialDossier, type DossierState } from '../../../domain/dossier/dossier-state';
import type { DossierContext } from '../../../domain/dossier/dossier-step';
import { publishProcedures } from '../../../scripts/publish/publish-procedures';
import { sampleApplication } from '../../unit/procedures/sample-application';
import { createTestDatabase } from '../../support/stack';

export const CLERK = demoAccountId('motcua.dongxoai');
export const OFFICER = demoAccountId('canbo1.dongxoai');
export const SECOND_OFFICER = demoAccountId('canbo2.dongxoai');
export const HEAD = demoAccountId('lanhdao.dongxoai');

type Fields<T extends DossierCommandType> = Omit<Extract<DossierCommand, { type: T }>, 'type' | 'requestKey' | 'actor'>;

interface Act {
  /** `2026-11-05T09:00`, Vietnam time. */
  readonly at: string;
  readonly by?: string;
  /** Texts or form data of the step. */
  readonly texts?: Readonly<Record<string, unknown>>;
}

/** The demo organisation with P2.TRANSFER published, in a database of its own. */
export class StoryWorld {
  private constructor(
    readonly pool: Pool,
    readonly url: string,
    private readonly contexts: ReadonlyMap<string, DossierContext & { readonly version: string }>,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<StoryWorld> {
    const database = await createTestDatabase();
    const pool = new Pool({ connectionString: database.url, max: 20 });
    pool.on('error', () => undefined); // a test may cut connections on purpose
    await Promise.all([seedDemo(pool), publishProcedures(pool)]);
    const procedures = createProcedureRepository(pool);
    const contexts = new Map<string, DossierContext & { readonly version: string }>();
    for (const day of ['2023-03-02', '2026-11-02']) {
      const current = await procedures.currentProcedure('P2.TRANSFER', new Date(`${day}T08:00:00+07:00`));
      const procedure = current && (await procedures.procedureContent(current.version));
      if (procedure) contexts.set(current.regime, { procedure, calendar: SEED_CALENDAR, version: current.version });
    }
    return new StoryWorld(pool, database.url, contexts, () => database.drop());
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.drop();
  }

  context(regime: string): DossierContext & { readonly version: string } {
    const context = this.contexts.get(regime);
    if (!context) throw new Error(`P2.TRANSFER is not published under ${regime}`);
    return context;
  }

  /** Everything still to be printed or mailed; what goes over links is somebody else's test. */
  async pending(): Promise<OutboxRow[]> {
    const { rows } = await this.pool.query<OutboxRow>(
      `select id::text, key, kind, dossier_id as "dossierId", payload, created_at as "createdAt", attempts from outbox
       where delivered_at is null and kind in ('document', 'mail') order by outbox.id`,
    );
    return rows;
  }
}

/** One dossier taken through its life by the real rules and the real commit; only Temporal is left out. */
export class DossierStory {
  private constructor(
    readonly world: StoryWorld,
    readonly code: string,
    private readonly regime: string,
    private state: DossierState,
  ) {}

  get id(): string {
    return this.state.id;
  }

  get status(): string {
    return this.state.status;
  }

  /** The database row ids of a story are made from its code, so that its papers are the same in every run. */
  static async submit(
    world: StoryWorld,
    options: { code: string; at: string; regime?: string; form?: Readonly<Record<string, unknown>> },
  ): Promise<DossierStory> {
    const { code, regime = '2025', form = sampleApplication() } = options;
    const id = idFrom(code);
    await world.pool.query(
      `insert into draft (id, procedure_key, regime, unit_id, dossier_id, dossier_code, lookup_secret, form, components)
       values ($1, 'P2.TRANSFER', $2, 'mc.dongxoai', $1, $3, 'K7M2QX94', $4, $5)`,
      [id, regime, code, JSON.stringify(form), JSON.stringify(COMPONENTS)],
    );
    await world.pool.query(
      `with file as (insert into stored_file (sha256, size_bytes, media_type) values ($2, 1, 'application/pdf') on conflict do nothing)
       insert into attachment (id, draft_id, component_id, file_name, sha256)
       values (gen_random_uuid(), $1, 'application', 'don.pdf', $2), (gen_random_uuid(), $1, 'transfer-contract', 'hop-dong-1.pdf', $2),
         (gen_random_uuid(), $1, 'transfer-contract', 'hop-dong-2.pdf', $2)`,
      [id, '0'.repeat(64)],
    );
    const state = initialDossier({
      id,
      code,
      procedure: { key: 'P2.TRANSFER', regime, version: world.context(regime).version },
      receivingUnit: 'mc.dongxoai',
      handlingUnit: 'cn.dongxoai',
      receivedAt: vietnam(options.at),
      extraWorkingDays: 0,
    });
    const story = new DossierStory(world, code, regime, state);
    await story.act('submit', { variables: {} }, { at: options.at, by: CLERK });
    await story.answerJob('checkRestrictions', { restricted: false }, options.at);
    return story;
  }

  async act<T extends DossierCommandType>(type: T, fields: Fields<T>, { at, by = OFFICER, texts }: Act): Promise<void> {
    const requestKey = `${this.code}/${this.state.seq + 1}`;
    if (texts) {
      await this.world.pool.query(
        'insert into submission (id, dossier_id, kind, payload, created_by) values ($1, $2, $3, $4, $5)',
        [requestKey, this.id, type, JSON.stringify(texts), by],
      );
    }
    const command = { type, requestKey, actor: { id: by }, ...(texts ? { submission: requestKey } : {}), ...fields };
    const context = this.world.context(this.regime);
    const now = vietnam(at);
    const decision = decideDossier(context, this.state, command as DossierCommand, now);
    await writeCommit(this.world.pool, commitOf(context, this.state, command as DossierCommand, decision, now));
    this.state = decision.state;
    // As if it had been committed then: papers carry this date.
    await this.world.pool.query(
      `update outbox set created_at = $2 where dossier_id = $1 and (payload ->> 'seq')::int = $3`,
      [this.id, new Date(now), this.state.seq],
    );
  }

  async complete(element: string, variables: Record<string, boolean>, act: Act): Promise<void> {
    await this.act('completeTask', { task: this.open(element), variables }, { texts: variables, ...act });
  }

  async answerJob(element: string, variables: Record<string, boolean | string | number>, at: string): Promise<void> {
    await this.act('completeJob', { job: this.open(element), variables }, { at, by: 'connector:test' });
  }

  /** Number of the waiting instance of an element. */
  open(element: string): number {
    const found = Object.values(this.state.engine.instances).find((instance) => instance.element === element);
    if (found) return found.id;
    const open = Object.values(this.state.engine.instances).map((instance) => instance.element);
    throw new Error(`${element} is not open, but ${open.join(', ')}`);
  }
}

const COMPONENTS = {
  application: { copies: 1 },
  'transfer-contract': { copies: 1, note: 'Số công chứng 2210' },
  'registration-fee-return': { copies: 2 },
  'income-tax-return': { copies: 2 },
  certificate: { copies: 0 },
};

function vietnam(local: string): number {
  return Date.parse(`${local}:00+07:00`);
}

function idFrom(code: string): string {
  const hex = createHash('sha256').update(code).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A dossier that nobody else uses. */
export function newCode(): string {
  return `000.01.16.H10-261102-${randomUUID().slice(0, 8)}`;
}

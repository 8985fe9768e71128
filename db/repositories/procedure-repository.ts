import type { Pool } from 'pg';
import type { ProcedureContent } from '../../domain/dossier/procedure-content';
import type { ProcedureDefinition, ProcedureForms } from '../schema/procedure-definition';
import { inTransaction } from '../transaction';

/** Which version of which procedure under which regime; a dossier pins it at submission. */
export interface ProcedureVersionId {
  readonly key: string;
  readonly regime: string;
  /** Hash of the content the workflow runs by. */
  readonly version: string;
}

export interface ProcedureVersion extends ProcedureVersionId {
  readonly name: string;
  readonly officialCode: string;
  /** `YYYY-MM-DD`, both days included; `null`: still in force. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly definition: ProcedureDefinition;
  readonly forms: ProcedureForms;
}

/** What publication hands over; `body` is the JSON text of the content and `version` its SHA-256. */
export interface NewProcedureVersion extends ProcedureVersion {
  readonly bpmnXml: string;
  readonly body: string;
}

export interface CurrentVersion extends ProcedureVersion {
  readonly publishedAt: Date;
  readonly inForce: boolean;
  readonly versions: number;
}

export interface PublishedVersion {
  readonly version: string;
  readonly publishedAt: Date;
  readonly current: boolean;
  readonly openDossiers: number;
}

const versionColumns = `key, regime, version, name, official_code as "officialCode", effective_from::text as "effectiveFrom",
  effective_to::text as "effectiveTo", definition, forms`;

/** Legal dates are Vietnamese days (UTC+7, no daylight saving). */
function inForce(parameter: string): string {
  return `(${parameter}::timestamptz at time zone interval '7 hours')::date
    between effective_from and coalesce(effective_to, 'infinity')`;
}

export function createProcedureRepository(pool: Pool) {
  // A version never changes once published, so what was read once is kept.
  const versions = new Map<string, Promise<ProcedureVersion | undefined>>();
  const contents = new Map<string, Promise<ProcedureContent | undefined>>();

  function procedureVersion(key: string, regime: string, version: string): Promise<ProcedureVersion | undefined> {
    return remember(versions, `${key}\0${regime}\0${version}`, async () => {
      const { rows } = await pool.query<ProcedureVersion>(
        `select ${versionColumns} from procedure_version where key = $1 and regime = $2 and version = $3`,
        [key, regime, version],
      );
      return rows[0];
    });
  }

  return {
    /**
     * The version in force for a dossier received at `at`: the regime whose dates hold that Vietnamese day (a dossier
     * keeps the rules of its receipt date, domain-facts §0). `undefined` when no regime does.
     */
    async currentProcedure(key: string, at: Date): Promise<ProcedureVersion | undefined> {
      const { rows } = await pool.query<{ regime: string; version: string }>({
        name: 'current-procedure',
        text: `select regime, version from procedure_version
          where key = $1 and current and ${inForce('$2')}
          order by effective_from desc limit 1`,
        values: [key, at],
      });
      const [found] = rows;
      return found && procedureVersion(key, found.regime, found.version);
    },

    /** The version of that regime new dossiers would be received under. */
    async currentVersion(key: string, regime: string): Promise<ProcedureVersion | undefined> {
      const { rows } = await pool.query<{ version: string }>({
        name: 'current-version',
        text: 'select version from procedure_version where key = $1 and regime = $2 and current',
        values: [key, regime],
      });
      const [found] = rows;
      return found && procedureVersion(key, regime, found.version);
    },

    /** Every procedure under every regime that has a current version, and how many versions it has had. */
    async listCurrentVersions(at: Date): Promise<CurrentVersion[]> {
      const { rows } = await pool.query<CurrentVersion>(
        `select ${versionColumns}, published_at as "publishedAt", ${inForce('$1')} as "inForce",
          (select count(*)::int from procedure_version v where v.key = p.key and v.regime = p.regime) as versions
        from procedure_version p where current order by key, effective_from desc`,
        [at],
      );
      return rows;
    },

    /** Every version of one regime, the latest published first, with the dossiers still open under each. */
    async listVersions(key: string, regime: string): Promise<PublishedVersion[]> {
      const { rows } = await pool.query<PublishedVersion>(
        `select v.version, v.published_at as "publishedAt", v.current, (select count(*)::int from dossier d
            where d.closed_at is null and d.procedure_key = v.key and d.regime = v.regime
              and d.procedure_version = v.version) as "openDossiers"
        from procedure_version v where v.key = $1 and v.regime = $2 order by v.published_at desc, v.version`,
        [key, regime],
      );
      return rows;
    },

    /** One published version, current or not. */
    procedureVersion,

    /** The procedures one can file under on that day, by key. */
    async listProcedures(at: Date): Promise<ProcedureVersion[]> {
      const { rows } = await pool.query<ProcedureVersion>(
        `select distinct on (key) ${versionColumns} from procedure_version
        where current and ${inForce('$1')}
        order by key, effective_from desc`,
        [at],
      );
      return rows;
    },

    /** Key of the procedure a partner means by its official code (`MaTTHC`), whichever regime it belongs to. */
    async findKeyByOfficialCode(officialCode: string): Promise<string | undefined> {
      const { rows } = await pool.query<{ key: string }>(
        'select distinct key from procedure_version where official_code = $1 and current',
        [officialCode],
      );
      return rows.length === 1 ? rows[0]?.key : undefined;
    },

    async readBpmn({ key, regime, version }: ProcedureVersionId): Promise<string | undefined> {
      const { rows } = await pool.query<{ bpmn_xml: string }>(
        'select bpmn_xml from procedure_version where key = $1 and regime = $2 and version = $3',
        [key, regime, version],
      );
      return rows[0]?.bpmn_xml;
    },

    /** What dossiers of that version run by (graph and rules). */
    procedureContent(version: string): Promise<ProcedureContent | undefined> {
      return remember(contents, version, async () => {
        const { rows } = await pool.query<{ body: string }>('select body from content where hash = $1', [version]);
        return rows[0] && (JSON.parse(rows[0].body) as ProcedureContent);
      });
    },

    /**
     * Makes these the current versions of one procedure, all at once: its regimes that are not among them have no current
     * version any more. Running dossiers keep theirs. Publishing the same again changes nothing.
     */
    async publishVersions(key: string, published: readonly NewProcedureVersion[]): Promise<void> {
      await inTransaction(pool, async (client) => {
        // Two publications of one procedure at the same moment: one after the other.
        await client.query('select pg_advisory_xact_lock(hashtext($1))', [`publish ${key}`]);
        for (const { version, body } of published) {
          await client.query('insert into content (hash, body) values ($1, $2) on conflict do nothing', [
            version,
            body,
          ]);
        }
        await client.query('update procedure_version set current = false where key = $1 and current', [key]);
        for (const one of published) {
          await client.query(
            `insert into procedure_version (key, regime, version, name, official_code, effective_from, effective_to,
              definition, forms, bpmn_xml) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (key, regime, version) do update set current = true`,
            [
              key,
              one.regime,
              one.version,
              one.name,
              one.officialCode,
              one.effectiveFrom,
              one.effectiveTo,
              JSON.stringify(one.definition),
              JSON.stringify(one.forms),
              one.bpmnXml,
            ],
          );
        }
      });
    },
  };
}

export type ProcedureRepository = ReturnType<typeof createProcedureRepository>;

/** Keeps a found value for good; a failed or fruitless read is tried again. */
function remember<T>(
  memory: Map<string, Promise<T | undefined>>,
  key: string,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const known = memory.get(key);
  if (known) return known;
  const reading = read();
  memory.set(key, reading);
  reading.then(
    (found) => found === undefined && memory.delete(key),
    () => memory.delete(key),
  );
  return reading;
}

import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';
import { writeAudit } from '../../db/projections/write-audit';
import { createProcedureRepository, type NewProcedureVersion } from '../../db/repositories/procedure-repository';
import { createPublicationRepository } from '../../db/repositories/publication-repository';
import type { ProcedureDefinition } from '../../db/schema/procedure-definition';
import type { ProcessGraph } from '../../domain/bpmn/process-graph';
import type { ProcedureContent } from '../../domain/dossier/procedure-content';
import { hashContent } from '../../platform/data-converter/content-codec';
import { fingerprintFiles } from './folder-fingerprint';
import { formsOfRegime } from './forms-of-regime';
import { judgeProcedure } from './judge-procedure';
import { readProcedureFolder, type ProcedureFolder } from './procedure-folder';
import { refusePublication, type PublicationProblem } from './publication-problem';

const ROOT = path.resolve(__dirname, '..', '..');
const PROCEDURES_DIR = path.join(ROOT, 'templates', 'procedures');
/** What judges and compiles a procedure: when it changes, every folder is judged again. */
const JUDGES = ['domain', 'platform/bpmn-xml.ts', 'scripts/procedure', 'scripts/publish', 'package.json'];

/**
 * The content of a published version. `edition` is the hash of settings, forms and diagram, so that the content's hash
 * pins all that a dossier is worked by, not only what its workflow reads.
 */
interface PublishedContent extends ProcedureContent {
  readonly edition: string;
}

export interface PublishedProcedure {
  readonly key: string;
  /** `unchanged`: the files are as they were when they were published last. */
  readonly outcome: 'published' | 'unchanged';
  readonly versions: readonly { readonly regime: string; readonly version: string }[];
}

/**
 * Publishes every procedure folder of `directory`. A folder is published whole or not at all; folders before a refused
 * one stay published.
 *
 * @throws Refusal `PROCEDURE_NOT_PUBLISHABLE` with every problem of the first folder that has any
 */
export async function publishProcedures(
  pool: Pool,
  directory: string = PROCEDURES_DIR,
): Promise<readonly PublishedProcedure[]> {
  const judges = await fingerprintFiles(JUDGES.map((file) => path.join(ROOT, file)));
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const published: PublishedProcedure[] = [];
  for (const name of names.sort()) published.push(await publishFolder(pool, path.join(directory, name), judges));
  return published;
}

async function publishFolder(pool: Pool, folder: string, judges: string): Promise<PublishedProcedure> {
  const publications = createPublicationRepository(pool);
  const key = path.basename(folder);
  const source = `procedure:${key}`;
  const fingerprint = createHash('sha256')
    .update(`${judges} ${await fingerprintFiles([folder])}`)
    .digest('hex');
  if ((await publications.readFingerprint(source)) === fingerprint) return { key, outcome: 'unchanged', versions: [] };

  const versions = await buildVersions(folder, key);
  await createProcedureRepository(pool).publishVersions(key, versions);
  await writeAudit(
    pool,
    versions.map(({ regime, version }) => ({
      actor: 'system',
      action: 'procedure.publish' as const,
      subject: { type: 'procedure', id: key },
      detail: { regime, version },
    })),
  );
  await publications.rememberFingerprint(source, fingerprint);
  return { key, outcome: 'published', versions: versions.map(({ regime, version }) => ({ regime, version })) };
}

async function buildVersions(folder: string, key: string): Promise<NewProcedureVersion[]> {
  const problems: PublicationProblem[] = [];
  const read = await readProcedureFolder(folder, problems);
  if (read && read.definition.key !== key) {
    const message = `the folder is called ${key}, the procedure ${read.definition.key}`;
    problems.push({ code: 'KEY_MISMATCH', at: 'procedure.json#/key', message });
  }
  const graph = read && (await judgeProcedure(folder, read, problems));
  if (!read || !graph || problems.length > 0) throw refusePublication(folder, problems);
  return read.definition.regimes.map(({ id }) => buildVersion(read, id, graph));
}

function buildVersion(
  { definition, forms: files, bpmnXml }: ProcedureFolder,
  id: string,
  graph: ProcessGraph,
): NewProcedureVersion {
  const { regimes, ...procedure } = definition;
  const regime = regimes.find((candidate) => candidate.id === id);
  if (!regime) throw new Error(`there is no regime ${id}`);
  const settings: ProcedureDefinition = { ...procedure, regime };
  const forms = formsOfRegime(files, id);
  const { limit, dueHour, sameDayCutOff, supplement, apology, thresholds, nearDue } = regime;
  const content: PublishedContent = {
    format: 'sodo-procedure/1',
    key: procedure.key,
    regime: id,
    rules: {
      limit,
      dueHour,
      sameDayCutOff,
      supplement,
      apology,
      thresholds,
      nearDue,
      routing: procedure.routing.map(({ name }) => name),
    },
    graph,
    edition: hashContent(JSON.stringify([settings, forms, bpmnXml])),
  };
  const body = JSON.stringify(content);
  return {
    key: procedure.key,
    regime: id,
    version: hashContent(body),
    name: procedure.name,
    officialCode: regime.officialCode,
    effectiveFrom: regime.effectiveFrom,
    effectiveTo: regime.effectiveTo,
    definition: settings,
    forms,
    bpmnXml,
    body,
  };
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listBackups } from '../../../db/backup/backup-register';
import type { Session } from '../../../db/repositories/session-repository';
import { renderCapacityReport } from '../../../templates/documents/capacity-report';
import { PROBE_NAMES } from '../../../templates/documents/health-names';
import type { Answer } from '../../http/route';
import { capacityRows } from '../../reports/capacity-rows';
import { paperHead } from '../../reports/paper-head';
import { RETRY_AFTER_SECONDS } from '../../problem-details';
import { inTime } from '../../../platform/in-time';
import type { Services } from '../../services';
import { PLAN_DAYS, readSystemHealth } from './read-health';

const PATIENCE_MS = 2_000;

interface Asked {
  readonly services: Services;
}

export function showHealth(): Promise<Answer> {
  return Promise.resolve({ body: { status: 'ok' } });
}

export async function showReadiness({ services }: Asked): Promise<Answer> {
  const { pool, temporal } = services;
  const [postgres, temporalAnswers] = await Promise.all([
    answersInTime(pool.query('select 1')),
    answersInTime(temporal.withDeadline(Date.now() + PATIENCE_MS, () => temporal.workflowService.getSystemInfo({}))),
  ]);
  const ready = postgres && temporalAnswers;
  return {
    status: ready ? 200 : 503,
    body: { status: ready ? 'ready' : 'notReady', parts: { postgres, temporal: temporalAnswers } },
    ...(ready ? {} : { headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } }),
  };
}

const { version } = JSON.parse(readFileSync(path.resolve(__dirname, '../../../package.json'), 'utf8')) as {
  readonly version: string;
};

export function showAbout({ services }: Asked): Promise<Answer> {
  const startedAt = new Date(Date.now() - process.uptime() * 1000);
  return Promise.resolve({ body: { version, startedAt, temporalUi: services.settings.temporalUi ?? null } });
}

const BACKUPS_SHOWN = 30;

export async function showBackups({ services }: Asked): Promise<Answer> {
  return { body: { items: await listBackups(services.pool, BACKUPS_SHOWN) } };
}

export async function showSystemHealth({ services }: Asked): Promise<Answer> {
  return { body: await readSystemHealth(services) };
}

/** A13.4: the same as an official paper, with what is proposed. */
export async function printSystemHealth({ services, session }: Asked & { readonly session: Session }): Promise<Answer> {
  const health = await readSystemHealth(services);
  const { byId } = await services.units.current();
  const file = await renderCapacityReport({
    ...paperHead(byId, session.unitId),
    issuedAt: health.asOf,
    asOf: health.asOf,
    rows: capacityRows(health),
    proposals: health.proposals.map(({ probe, reachesAt }) => ({ part: PROBE_NAMES[probe], before: reachesAt })),
    horizonDays: PLAN_DAYS,
    signer: { title: 'Người lập báo cáo', name: session.displayName },
  });
  return { file, mediaType: 'application/pdf', fileName: `de-xuat-nang-cap-${health.asOf.slice(0, 10)}.pdf` };
}

export async function showMetrics({ services }: Asked): Promise<Answer> {
  const { registry } = services.metrics;
  return { file: await registry.metrics(), mediaType: registry.contentType };
}

async function answersInTime(question: Promise<unknown>): Promise<boolean> {
  return (
    (await inTime(
      question.then(() => true),
      PATIENCE_MS,
    )) === true
  );
}

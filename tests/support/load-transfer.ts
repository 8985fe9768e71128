import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileDeployment } from '../../domain/bpmn/compile';
import type { ProcedureContent, ProcedureRules } from '../../domain/dossier/procedure-content';
import { parseBpmnXml } from '../../platform/bpmn-xml';

const P2 = path.resolve(__dirname, '../../templates/procedures/P2.TRANSFER');
export type Regime = '2013' | '2025';

/** P2.TRANSFER as it is published, under one of its regimes. */
export async function loadTransfer(regime: Regime): Promise<ProcedureContent> {
  const settings = JSON.parse(readFileSync(path.join(P2, 'procedure.json'), 'utf8')) as {
    routing: { name: string }[];
    regimes: (ProcedureRules & { id: string })[];
  };
  const rules = settings.regimes.find(({ id }) => id === regime);
  const compiled = compileDeployment(await parseBpmnXml(readFileSync(path.join(P2, 'process.bpmn'))));
  if (!rules || !('deployment' in compiled)) throw new Error(`P2.TRANSFER ${regime} cannot be loaded`);
  const [graph] = compiled.deployment.processes;
  if (!graph) throw new Error('P2.TRANSFER has no process');
  const { limit, dueHour, supplement, apology, thresholds, nearDue } = rules;
  const routing = settings.routing.map(({ name }) => name);
  return {
    format: 'sodo-procedure/1',
    key: 'P2.TRANSFER',
    regime,
    rules: { limit, dueHour, supplement, apology, thresholds, nearDue, routing },
    graph,
  };
}

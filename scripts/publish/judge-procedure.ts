import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { ROLES } from '../../domain/access/roles';
import type { FlowNode, ProcessGraph } from '../../domain/bpmn/process-graph';
import { isDossierStatus } from '../../domain/dossier/dossier-status';
import { checkFeel } from '../../domain/expression/feel-check';
import { readDeploymentFile } from '../procedure/deployment-file';
import { testFolder } from '../procedure/folder-test';
import type { DefinitionFile } from './definition-file';
import { formsOfRegime, type FormFiles } from './forms-of-regime';
import type { ProcedureFolder } from './procedure-folder';
import type { PublicationProblem } from './publication-problem';

/** Which unit of a dossier a step belongs to. */
const UNITS: readonly string[] = ['receiving', 'handling', 'signing'];

type Report = (code: string, at: string, message: string) => void;

/**
 * Judges a folder as a whole: the BPMN compiles, every scenario passes and together they take every sequence flow, and
 * settings, forms and process fit one another. Every problem is added to `problems`; the graph comes back all the same
 * where there is one.
 */
export async function judgeProcedure(
  folder: string,
  { definition, forms }: ProcedureFolder,
  problems: PublicationProblem[],
): Promise<ProcessGraph | undefined> {
  const report: Report = (code, at, message) => void problems.push({ code, at, message });
  judgeDefinition(definition, forms, report);
  judgeForms(definition, forms, report);

  const file = path.join(folder, 'process.bpmn');
  const compiled = await readDeploymentFile(file);
  if ('problems' in compiled) {
    for (const { code, elementId, message, line, column } of compiled.problems) {
      report(code, `process.bpmn:${line}:${column}`, elementId === '' ? message : `${elementId}: ${message}`);
    }
    return undefined;
  }
  const graph = compiled.deployment.processes.find(({ id }) => id === definition.process);
  if (!graph) {
    report('PROCESS_UNKNOWN', 'procedure.json#/process', `process.bpmn has no process ${definition.process}`);
    return undefined;
  }
  judgeGraph(graph, definition, forms, report);
  await judgeScenarios(folder, report);
  return graph;
}

async function judgeScenarios(folder: string, report: Report): Promise<void> {
  const { verdicts, untaken } = await testFolder(folder);
  if (verdicts.length === 0) report('SCENARIOS_MISSING', 'scenarios', 'there is no scenario');
  for (const { name, failure } of verdicts) {
    if (failure !== undefined) report('SCENARIO_FAILED', `scenarios/${name}`, failure);
  }
  for (const { id, source, target } of untaken) {
    report('FLOW_NOT_COVERED', 'scenarios', `no scenario takes ${id} (${source} → ${target})`);
  }
}

function judgeDefinition(definition: DefinitionFile, forms: FormFiles, report: Report): void {
  const named = [definition.submissionForm, ...definition.taskForms];
  for (const id of named.filter((form) => !forms[form])) {
    report('FORM_MISSING', 'procedure.json', `forms/${id}.schema.json does not exist`);
  }
  for (const id of Object.keys(forms).filter((form) => !named.includes(form))) {
    report('FORM_NOT_USED', `forms/${id}.schema.json`, 'procedure.json does not name this form');
  }
  judgeExpressions(definition, report);
  judgeJurisdiction(definition, report);
  for (const [list, ids] of [
    ['components', definition.components.map(({ id }) => id)],
    ['fees', definition.fees.map(({ id }) => id)],
    ['routing', definition.routing.map(({ name }) => name)],
    ['regimes', definition.regimes.map(({ id }) => id)],
  ] as const) {
    const double = ids.find((id, index) => ids.indexOf(id) !== index);
    if (double !== undefined) report('SETTING_DOUBLE', `procedure.json#/${list}`, `${double} stands there twice`);
  }
  const regimes = [...definition.regimes].sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom));
  regimes.forEach((regime, index) => {
    const next = regimes[index + 1];
    if (next && (regime.effectiveTo === null || regime.effectiveTo >= next.effectiveFrom)) {
      report('REGIMES_OVERLAP', 'procedure.json#/regimes', `${regime.id} is still in force when ${next.id} begins`);
    }
  });
}

/** Whoever may hand a dossier in needs somebody who signs it. */
function judgeJurisdiction({ jurisdiction }: DefinitionFile, report: Report): void {
  for (const { subject } of jurisdiction.handle) {
    if (jurisdiction.sign.some((rule) => rule.subject === subject)) continue;
    report('SIGNER_MISSING', 'procedure.json#/jurisdiction/sign', `nobody signs for ${subject}`);
  }
}

function judgeExpressions({ components, fees }: DefinitionFile, report: Report): void {
  const expressions = [
    ...components.map(({ id, requiredWhen }) => ({ at: `components/${id}`, feel: requiredWhen })),
    ...fees.map(({ id, appliesWhen }) => ({ at: `fees/${id}`, feel: appliesWhen })),
  ];
  for (const { at, feel } of expressions) {
    const fault = feel === undefined ? undefined : checkFeel(feel);
    if (fault) report(fault.code, `procedure.json#/${at}`, fault.message);
  }
}

/** Every form as each regime has it. */
function judgeForms({ regimes }: DefinitionFile, files: FormFiles, report: Report): void {
  for (const [id, file] of Object.entries(files)) {
    const unknown = Object.keys(file.regimes ?? {}).find((regime) => !regimes.some((known) => known.id === regime));
    if (unknown !== undefined) {
      report('REGIME_UNKNOWN', `forms/${id}.schema.json#/regimes`, `procedure.json has no regime ${unknown}`);
    }
  }
  const faults = new Map<string, string>();
  for (const regime of regimes) {
    const ajv = new Ajv({ strict: true, allErrors: true });
    addFormats(ajv);
    for (const [id, { schema }] of Object.entries(formsOfRegime(files, regime.id))) {
      try {
        ajv.compile(schema);
      } catch (error) {
        faults.set(id, (error as Error).message);
      }
    }
  }
  for (const [id, fault] of faults) report('FORM_SCHEMA_INVALID', `forms/${id}.schema.json`, fault);
}

function judgeGraph(graph: ProcessGraph, definition: DefinitionFile, forms: FormFiles, report: Report): void {
  for (const node of Object.values(graph.nodes)) {
    const at = `process.bpmn#${node.id}`;
    const { status, unit, notSameAs } = node.properties;
    if (status !== undefined && !isDossierStatus(status)) report('STATUS_UNKNOWN', at, `${status} is no status`);
    if (unit !== undefined && !UNITS.includes(unit)) {
      report('UNIT_UNKNOWN', at, `unit is ${unit}, not one of ${UNITS.join(', ')}`);
    }
    if (notSameAs !== undefined && !graph.nodes[notSameAs]) {
      report('ELEMENT_UNKNOWN', at, `notSameAs names ${notSameAs}, which is no element`);
    }
    judgeUserTask(node, forms, (code, message) => report(code, at, message));
  }
  const { element } = definition.landFinding ?? {};
  if (element !== undefined && !graph.nodes[element]) {
    report('ELEMENT_UNKNOWN', 'procedure.json#/landFinding', `${element} is no element of the process`);
  }
}

function judgeUserTask(node: FlowNode, forms: FormFiles, report: (code: string, message: string) => void): void {
  if (node.kind !== 'userTask') return;
  if (node.formId !== undefined && !forms[node.formId]) {
    report('FORM_MISSING', `forms/${node.formId}.schema.json does not exist`);
  }
  const groups = node.candidateGroups;
  if (groups && 'text' in groups && !ROLES.some((role) => role === groups.text)) {
    report('ROLE_UNKNOWN', `${groups.text} is not one of ${ROLES.join(', ')}`);
  }
}

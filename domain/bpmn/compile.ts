import type { BpmnSource, SourceNote } from './bpmn-source';
import type { CompileContext } from './compile-context';
import { isFeelLanguage } from '../expression/feel-check';
import { compileFlow } from './compile-flow';
import { compileNode } from './compile-node';
import {
  describe,
  elementName,
  idOf,
  readElements,
  readFilledText,
  readFlag,
  type ModdleElement,
} from './moddle-element';
import { ProblemLog } from './problem-log';
import type { Problem } from './problem';
import { draftProcess, entriesOf, startEventsOf, type ProcessDraft } from './process-draft';
import type { Deployment, FlowNode, ProcessGraph, Scope, SequenceFlow } from './process-graph';
import { triggerOf } from './event-definitions';
import { ALL_RULES } from './rules/all-rules';
import { SUPPORTED_ROOT_ELEMENTS } from './supported-elements';
import { noteDescriptiveParts, noteUnreadExtensions } from './unread-extensions';
import { compileProperties } from './zeebe-extensions';

/** `notes`: what the file carries and we ignore. */
export type CompileResult =
  | { readonly deployment: Deployment; readonly notes: readonly SourceNote[] }
  | { readonly problems: readonly Problem[]; readonly notes: readonly SourceNote[] };

/**
 * The processes of a BPMN file as we run them, or everything that is wrong with the file, all at once. Never throws for
 * what is in the file. No file passes and then behaves differently from BPMN 2.0.2.
 */
export function compileDeployment(source: BpmnSource): CompileResult {
  if ('failure' in source) {
    const { code, message, line, column } = source.failure;
    return { problems: [{ code, elementId: '', message, line, column }], notes: [] };
  }
  const log = new ProblemLog(source.positions);
  source.warnings.forEach((warning) => log.addWarning(warning));
  const graphs = compileProcesses(source.definitions, log);
  const notes = [...source.notes, ...log.listNotes()].sort((a, b) => a.line - b.line || a.column - b.column);
  const problems = log.listProblems();
  return problems.length > 0 ? { problems, notes } : { deployment: { processes: graphs }, notes };
}

function compileProcesses(definitions: ModdleElement, log: ProblemLog): ProcessGraph[] {
  const rootElements = readElements(definitions, 'rootElements');
  log.locateFlowElements(rootElements);
  const processes = rootElements.filter(({ $type }) => $type === 'bpmn:Process');
  if (processes.length === 0) {
    log.refuse('NO_PROCESS', definitions, 'the file has no process');
    return [];
  }
  for (const element of rootElements) refuseUnsupportedRoot(element, log);
  noteTypes([...readElements(definitions, 'imports'), ...rootElements], log);
  const context: CompileContext = { log, expressionLanguage: readExpressionLanguage(definitions, log) };
  return processes
    .filter((process) => !isOutsideParty(process, processes, log))
    .map((process) => compileProcess(context, draftProcess(process, log)));
}

/**
 * The language of expressions that name none (BPMN 2.0.2 §8.1.1). XPath is the standard's default, which tools write
 * into every file: there, too, FEEL is meant.
 */
function readExpressionLanguage(definitions: ModdleElement, log: ProblemLog): string | undefined {
  const language = readFilledText(definitions, 'expressionLanguage');
  if (language === undefined || isFeelLanguage(language)) return undefined;
  if (!language.endsWith('/XPath')) return language;
  if (Object.hasOwn(definitions, 'expressionLanguage')) {
    log.addNote(definitions, 'expressionLanguage names XPath; expressions are read as FEEL all the same');
  }
  return undefined;
}

function refuseUnsupportedRoot(element: ModdleElement, log: ProblemLog): void {
  if (!SUPPORTED_ROOT_ELEMENTS.has(element.$type)) {
    log.refuse('UNSUPPORTED_ELEMENT', element, `${elementName(element)} is not supported`);
  }
  for (const key of readElements(element, 'correlationKeys')) {
    log.addNote(key, `${describe(key)} is ignored: a message correlates by its name and zeebe:subscription`);
  }
  for (const conversation of readElements(element, 'conversations')) {
    log.refuse('UNSUPPORTED_ELEMENT', conversation, `${elementName(conversation)} is not supported`);
  }
}

/** Types and services (BPMN 2.0.2 §8.4.3, §8.4.10, §8.2.2) describe; jobs go by `zeebe:taskDefinition`. One note for each kind of them. */
function noteTypes(elements: readonly ModdleElement[], log: ProblemLog): void {
  for (const [type, why] of [
    ['bpmn:Import', 'nothing is fetched'],
    ['bpmn:ItemDefinition', 'variables have no declared types'],
    ['bpmn:Interface', 'jobs go by zeebe:taskDefinition'],
  ] as const) {
    const first = elements.find(({ $type }) => $type === type);
    if (first) log.addNote(first, `${elementName(first)} is ignored: ${why}`);
  }
}

/** Some tools give a pool that stands for somebody outside an empty process; beside others it is not deployed. */
function isOutsideParty(process: ModdleElement, all: readonly ModdleElement[], log: ProblemLog): boolean {
  const isEmpty = (candidate: ModdleElement) => readElements(candidate, 'flowElements').length === 0;
  if (!isEmpty(process) || all.every(isEmpty)) return false;
  log.addNote(process, `process ${idOf(process)} is empty and is not deployed`);
  return true;
}

function compileProcess(context: CompileContext, draft: ProcessDraft): ProcessGraph {
  for (const check of ALL_RULES) check(draft, context.log.refuse, context.log.addNote);
  const nodes: FlowNode[] = [];
  for (const node of draft.nodes) {
    if (node.kind !== undefined) nodes.push(compileNode(context, node, node.kind));
  }
  const flows: SequenceFlow[] = draft.flows.map((flow) => compileFlow(context, flow));
  const scopes: Scope[] = [...draft.scopes.values()].map((scope) => ({
    id: scope.id,
    ...(scope.parent === undefined ? {} : { parent: scope.parent }),
    entries: entriesOf(scope).map((entry) => entry.id),
    elements: scope.nodes.map((node) => node.id),
  }));
  noteUnreadExtensions(context, draft.element);
  noteDescriptiveParts(context, draft.element);
  const id = idOf(draft.element);
  const name = readFilledText(draft.element, 'name');
  const root = draft.scopes.get(id);
  const messageStarts = root ? startEventsOf(root).filter((start) => triggerOf(start.element) === 'message') : [];
  return {
    format: 'sodo-graph/1',
    id,
    ...(name === undefined ? {} : { name }),
    isExecutable: readFlag(draft.element, 'isExecutable'),
    nodes: indexById(nodes),
    flows: indexById(flows),
    scopes: indexById(scopes),
    messageStartEvents: messageStarts.map((start) => start.id),
    properties: compileProperties(draft.element),
  };
}

function indexById<T extends { readonly id: string }>(items: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

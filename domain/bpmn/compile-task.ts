import { isFeelLanguage, isFeelNamePath } from '../expression/feel-check';
import { compileFeel, compileTextOrFeel, type CompileContext } from './compile-context';
import { compileMessage } from './compile-message';
import { compileDefaultFlow, compileNodeBase } from './compile-node-base';
import { readElement, readFilledText, readText, type ModdleElement } from './moddle-element';
import type { DraftNode } from './process-draft';
import type { Activity, FeelExpression, ScriptTask, TextOrFeel, UserTask } from './process-graph';
import { compileHeaders, compileJob, findExtension } from './zeebe-extensions';

/** BPMN 2.0.2 §10.3.3 (tasks) and §10.3.5 (the embedded subprocess, whose content is a scope of its own). */
export function compileActivity(context: CompileContext, node: DraftNode, kind: Activity['kind']): Activity {
  const { element } = node;
  const base = {
    ...compileNodeBase(context, node),
    ...compileDefaultFlow(node),
    boundaryEvents: node.boundaryEvents.map((boundary) => boundary.id),
  };
  switch (kind) {
    case 'task':
    case 'manualTask':
    case 'subProcess':
      return { ...base, kind };
    case 'userTask':
      return { ...base, kind, ...compileForm(element), ...compileAssignment(context, element) };
    case 'serviceTask':
      return { ...base, kind, job: compileJob(context, element) ?? jobNamedAfter(node) };
    case 'scriptTask':
      return { ...base, kind, ...compileScript(context, element) };
    case 'sendTask': {
      const job = compileJob(context, element);
      if (job) return { ...base, kind, job };
      const hasMessage = readElement(element, 'messageRef') ?? context.log.hasUnresolved(element, 'messageRef');
      if (!hasMessage) return { ...base, kind, job: jobNamedAfter(node) };
      return { ...base, kind, message: compileMessage(context, element, element) };
    }
    case 'receiveTask':
      return { ...base, kind, message: compileMessage(context, element, element) };
  }
}

/** A service task (or a send task without a message) of another tool says nothing about connectors: the scenario or connector is found by the task's id. */
function jobNamedAfter({ id, element }: DraftNode) {
  return { type: { text: id }, headers: compileHeaders(element) };
}

/** `zeebe:formDefinition`: whichever of its three ways to name a form is used. */
function compileForm(element: ModdleElement): Pick<UserTask, 'formId'> {
  const extension = findExtension(element, 'zeebe:FormDefinition');
  const formId = ['formId', 'formKey', 'externalReference']
    .map((property) => extension && readFilledText(extension, property))
    .find((value) => value !== undefined);
  return formId === undefined ? {} : { formId };
}

function compileAssignment(
  context: CompileContext,
  element: ModdleElement,
): Pick<UserTask, 'assignee' | 'candidateGroups' | 'candidateUsers'> {
  const extension = findExtension(element, 'zeebe:AssignmentDefinition');
  const assignment: { assignee?: TextOrFeel; candidateGroups?: TextOrFeel; candidateUsers?: TextOrFeel } = {};
  for (const property of ['assignee', 'candidateGroups', 'candidateUsers'] as const) {
    const value = extension && readFilledText(extension, property);
    if (value !== undefined) assignment[property] = compileTextOrFeel(context, element, value, `the ${property}`);
  }
  return assignment;
}

function compileScript(
  context: CompileContext,
  element: ModdleElement,
): Pick<ScriptTask, 'script' | 'resultVariable' | 'job'> {
  const extension = findExtension(element, 'zeebe:Script');
  const job = compileJob(context, element);
  if (extension && job) {
    const message = 'a script task has either zeebe:script or zeebe:taskDefinition, not both';
    context.log.refuse('UNSUPPORTED_ELEMENT', element, message);
  }
  if (job) return { job };
  if (!extension) return compileStandardScript(context, element);
  const resultVariable = readFilledText(extension, 'resultVariable');
  if (resultVariable !== undefined && !isFeelNamePath(resultVariable)) {
    const message = `the result goes to "${resultVariable}", which is not a variable name`;
    context.log.refuse('MAPPING_TARGET_INVALID', element, message);
  }
  return {
    script: compileFeel(context, element, readText(extension, 'expression'), 'the script'),
    ...(resultVariable === undefined ? {} : { resultVariable }),
  };
}

/** `bpmn:script` (BPMN 2.0.2 §10.3.3): run when it says it is FEEL; without any script the task is abstract. */
function compileStandardScript(context: CompileContext, element: ModdleElement): { script?: FeelExpression } {
  const script = readFilledText(element, 'script');
  if (script === undefined) return {};
  const format = readFilledText(element, 'scriptFormat');
  if (format === undefined || !isFeelLanguage(format)) {
    const what = format === undefined ? 'has no scriptFormat' : `is written in ${format}`;
    context.log.refuse('EXPRESSION_LANGUAGE', element, `the script ${what}; only FEEL is run`);
    return {};
  }
  return { script: compileFeel(context, element, script, 'the script') };
}

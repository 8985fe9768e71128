import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileDeployment, type CompileResult } from '../../../domain/bpmn/compile';
import type { Problem } from '../../../domain/bpmn/problem';
import type { FlowNode, ProcessGraph } from '../../../domain/bpmn/process-graph';
import { parseBpmnXml } from '../../../platform/bpmn-xml';

const RESOURCES = path.join(__dirname, '../../resources/bpmn');

export function readModel(name: string): string {
  return readFileSync(path.join(RESOURCES, name), 'utf8');
}

/** A file with these root elements; the namespace of BPMN is the default, `zeebe` and `xsi` are declared. */
export function definitions(rootElements: string): string {
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:other="urn:other" targetNamespace="urn:test">
${rootElements}
</definitions>`;
}

/** One process `p` with this content; `roots` stand beside it. */
export function process(content: string, roots = ''): string {
  return definitions(`${roots}<process id="p">\n${content}\n</process>`);
}

/** A sequence flow; the id is derived from its ends unless given. */
export function flow(source: string, target: string, content = '', id = `${source}-${target}`): string {
  const inner = content === '' ? '/>' : `>${content}</sequenceFlow>`;
  return `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"${inner}`;
}

export function condition(feel: string): string {
  return `<conditionExpression xsi:type="tFormalExpression">${feel}</conditionExpression>`;
}

/** `s` → element → `e`: the smallest process around one element. */
export function around(id: string, element: string, roots = ''): string {
  return process(`<startEvent id="s"/>${element}<endEvent id="e"/>${flow('s', id)}${flow(id, 'e')}`, roots);
}

export async function compileXml(xml: string | Uint8Array): Promise<CompileResult> {
  return compileDeployment(await parseBpmnXml(xml));
}

export async function problemsOf(xml: string | Uint8Array): Promise<readonly Problem[]> {
  const result = await compileXml(xml);
  return 'problems' in result ? result.problems : [];
}

/** `CODE elementId` of each problem. */
export async function refusalsOf(xml: string | Uint8Array): Promise<readonly string[]> {
  return (await problemsOf(xml)).map(({ code, elementId }) => `${code} ${elementId}`);
}

/** The first process of a file that must be right. */
export async function graphOf(xml: string | Uint8Array): Promise<ProcessGraph> {
  const result = await compileXml(xml);
  if ('problems' in result) throw new Error(`refused: ${JSON.stringify(result.problems, null, 1)}`);
  const [graph] = result.deployment.processes;
  if (!graph) throw new Error('no process');
  return graph;
}

export async function nodeOf(xml: string, id: string): Promise<FlowNode> {
  const node = (await graphOf(xml)).nodes[id];
  if (!node) throw new Error(`no element ${id}`);
  return node;
}

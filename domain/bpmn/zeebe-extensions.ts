import { isFeelNamePath } from '../expression/feel-check';
import { compileFeel, compileTextOrFeel, type CompileContext } from './compile-context';
import { readElement, readElements, readFilledText, readText, type ModdleElement } from './moddle-element';
import type { JobDefinition, VariableMapping } from './process-graph';

/** The Zeebe extension elements (Camunda 8) that a procedure may carry. */
export function findExtension(element: ModdleElement, type: `zeebe:${string}`): ModdleElement | undefined {
  const container = readElement(element, 'extensionElements');
  return container && readElements(container, 'values').find((extension) => extension.$type === type);
}

/** `zeebe:properties` by name; of two with the same name the last counts. */
export function compileProperties(element: ModdleElement): Readonly<Record<string, string>> {
  const extension = findExtension(element, 'zeebe:Properties');
  const properties = extension ? readElements(extension, 'properties') : [];
  return Object.fromEntries(
    properties
      .map((property) => [readText(property, 'name') ?? '', readText(property, 'value') ?? ''] as const)
      .filter(([name]) => name !== ''),
  );
}

export function compileMappings(
  context: CompileContext,
  element: ModdleElement,
  direction: 'inputParameters' | 'outputParameters',
): readonly VariableMapping[] {
  const extension = findExtension(element, 'zeebe:IoMapping');
  if (!extension) return [];
  return readElements(extension, direction).map((mapping) => {
    const target = readFilledText(mapping, 'target') ?? '';
    const side = direction === 'inputParameters' ? 'input' : 'output';
    if (!isFeelNamePath(target)) {
      const message = `the ${side} mapping writes to "${target}", which is not a variable name or a path such as a.b`;
      context.log.refuse('MAPPING_TARGET_INVALID', element, message);
    }
    const source = compileFeel(context, element, readText(mapping, 'source'), `the ${side} mapping to "${target}"`);
    return { source, target };
  });
}

/** `zeebe:taskDefinition` with its headers; undefined without one. */
export function compileJob(context: CompileContext, element: ModdleElement): JobDefinition | undefined {
  const extension = findExtension(element, 'zeebe:TaskDefinition');
  if (!extension) return undefined;
  const type = readFilledText(extension, 'type');
  if (type === undefined || type === '=') {
    context.log.refuse('JOB_TYPE_MISSING', element, 'zeebe:taskDefinition has no type');
  }
  const retries = readFilledText(extension, 'retries');
  return {
    type: type === undefined || type === '=' ? { text: '' } : compileTextOrFeel(context, element, type, 'the job type'),
    ...(retries === undefined ? {} : { retries: compileTextOrFeel(context, element, retries, 'the retries') }),
    headers: compileHeaders(element),
  };
}

export function compileHeaders(element: ModdleElement): Readonly<Record<string, string>> {
  const extension = findExtension(element, 'zeebe:TaskHeaders');
  const headers = extension ? readElements(extension, 'values') : [];
  return Object.fromEntries(
    headers
      .map((header) => [readText(header, 'key') ?? '', readText(header, 'value') ?? ''] as const)
      .filter(([key]) => key !== ''),
  );
}

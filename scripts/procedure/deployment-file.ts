import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceNote } from '../../domain/bpmn/bpmn-source';
import { compileDeployment, type CompileResult } from '../../domain/bpmn/compile';
import type { Problem } from '../../domain/bpmn/problem';
import { parseBpmnXml } from '../../platform/bpmn-xml';

/** The compiled file, or its problems; a file that cannot be read at all is a problem too. */
export async function readDeploymentFile(file: string): Promise<CompileResult> {
  let bytes: Buffer;
  try {
    bytes = await readFile(resolveFromCaller(file));
  } catch (error) {
    const message = whyUnreadable(error as NodeJS.ErrnoException);
    return { problems: [{ code: 'FILE_UNREADABLE', elementId: '', message, line: 0, column: 0 }], notes: [] };
  }
  return compileDeployment(await parseBpmnXml(bytes));
}

/** npm changes to the package's folder; paths are meant from where the author stands. */
export function resolveFromCaller(file: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
  return script === 'procedure' && caller ? path.resolve(caller, file) : path.resolve(file);
}

/** `file:line:column code elementId message`; `-` where there is no element. */
export function formatProblem(file: string, { code, elementId, message, line, column }: Problem): string {
  return `${file}:${line}:${column} ${code} ${elementId === '' ? '-' : elementId} ${message}`;
}

export function formatNote(file: string, { message, line, column }: SourceNote): string {
  return `${file}:${line}:${column} note: ${message}`;
}

/** Why a file cannot be read, as half a sentence. */
export function whyUnreadable(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a folder, not a file';
    case 'EACCES':
      return 'the file may not be read';
    default:
      return `the file cannot be read (${error.code ?? 'unknown reason'})`;
  }
}

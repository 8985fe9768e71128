import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { definitionFileSchema, formFileSchema, type DefinitionFile } from './definition-file';
import type { FormFile, FormFiles } from './forms-of-regime';
import type { PublicationProblem } from './publication-problem';

const FORM_ENDING = '.schema.json';

/** A procedure's folder, read and checked for its shape. */
export interface ProcedureFolder {
  readonly definition: DefinitionFile;
  readonly forms: FormFiles;
  readonly bpmnXml: string;
}

/** Reads `procedure.json`, `process.bpmn` and `forms/`; what is wrong with them is added to `problems`. */
export async function readProcedureFolder(
  folder: string,
  problems: PublicationProblem[],
): Promise<ProcedureFolder | undefined> {
  const definition = await readJson(folder, 'procedure.json', definitionFileSchema, problems);
  const forms = await readForms(folder, problems);
  const bpmnXml = await readText(folder, 'process.bpmn', problems);
  return definition && bpmnXml !== undefined ? { definition, forms, bpmnXml } : undefined;
}

async function readForms(folder: string, problems: PublicationProblem[]): Promise<FormFiles> {
  const names = await readdir(path.join(folder, 'forms')).catch(() => []);
  const forms: Record<string, FormFile> = {};
  for (const name of names.filter((file) => file.endsWith(FORM_ENDING)).sort()) {
    const form = await readJson(folder, `forms/${name}`, formFileSchema, problems);
    if (form) forms[name.slice(0, -FORM_ENDING.length)] = form;
  }
  return forms;
}

async function readJson<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  problems: PublicationProblem[],
): Promise<T | undefined> {
  const content = await readText(folder, file, problems);
  if (content === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    problems.push({ code: 'JSON_INVALID', at: file, message: (error as Error).message });
    return undefined;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const { path: place, message } of parsed.error.issues) {
    problems.push({ code: 'SETTING_INVALID', at: `${file}#/${place.join('/')}`, message });
  }
  return undefined;
}

async function readText(folder: string, file: string, problems: PublicationProblem[]): Promise<string | undefined> {
  try {
    return await readFile(path.join(folder, file), 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    problems.push({ code: 'FILE_UNREADABLE', at: file, message: `the file cannot be read (${code})` });
    return undefined;
  }
}

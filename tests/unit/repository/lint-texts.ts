import { ESLint } from 'eslint';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import tseslint from 'typescript-eslint';

/** A program text, presented to lint as if it stood under `filePath` (relative to the checkout). */
export interface LintInput {
  readonly filePath: string;
  readonly text: string;
  /** Also the rules that need types: slower. */
  readonly withTypes: boolean;
}

/** What lint said, in the order of the texts. */
export type LintOutput = readonly (readonly { readonly ruleId: string | null; readonly message: string }[])[];

/**
 * Lints texts with the repository's own configuration: JSON `LintInput[]` on stdin, JSON `LintOutput` on stdout. A process
 * of its own, because ESLint loads its configuration in a way jest does not support.
 */
async function main(): Promise<void> {
  const inputs = JSON.parse(await readAll(process.stdin)) as LintInput[];
  const cwd = path.resolve(__dirname, '..', '..', '..');
  const withoutTypes = new ESLint({
    cwd,
    ignore: false,
    overrideConfig: [tseslint.configs.disableTypeChecked],
  });
  const output: { ruleId: string | null; message: string }[][] = [];
  const withTypedRules = createTypedLint(
    cwd,
    inputs.filter(({ withTypes }) => withTypes).map(({ filePath }) => filePath),
  );
  for (const { filePath, text, withTypes } of inputs) {
    const eslint = withTypes ? withTypedRules : withoutTypes;
    const [result] = await eslint.lintText(text, { filePath: path.join(cwd, filePath) });
    output.push((result?.messages ?? []).map(({ ruleId, message }) => ({ ruleId, message })));
  }
  process.stdout.write(JSON.stringify(output satisfies LintOutput));
}

/** The files do not exist, so they belong to no project: they are given to the default one. */
function createTypedLint(cwd: string, filePaths: readonly string[]): ESLint {
  const parserOptions = {
    projectService: { allowDefaultProject: [...new Set(filePaths)], defaultProject: 'tsconfig.json' },
  };
  return new ESLint({
    cwd,
    ignore: false,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions } }],
  });
}

void main();

import { Refusal } from '../../domain/refusal';
import { formatNote, formatProblem } from './deployment-file';
import { testFolder, type FolderTest } from './folder-test';
import { EXIT, UsageError, type Verb } from './verb';

/** Runs the scenarios of procedure folders and shows the sequence flows never taken; 1 when a scenario fails or a file is refused, else 0. */
export const test: Verb = {
  name: 'test',
  usage: 'test FOLDER…',
  does: 'runs the scenarios of procedures',
  async run(args) {
    const option = args.find((arg) => arg.startsWith('-'));
    if (option !== undefined) throw new UsageError(`test has no option ${option}`);
    if (args.length === 0) throw new UsageError('test needs one folder or more');
    let passed = 0;
    let failed = 0;
    let refused = false;
    for (const folder of args) {
      const result = await testOrRefuse(folder);
      refused ||= result === undefined || result.problems.length > 0;
      const failures = result?.verdicts.filter((verdict) => verdict.failure !== undefined).length ?? 0;
      failed += failures;
      passed += (result?.verdicts.length ?? 0) - failures;
    }
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed > 0 || refused ? EXIT.refused : EXIT.ok;
  },
};

/** Tests one folder and prints what came out; `undefined` when it is not a procedure's folder. */
async function testOrRefuse(folder: string): Promise<FolderTest | undefined> {
  try {
    const result = await testFolder(folder);
    for (const note of result.notes) process.stderr.write(`${formatNote(result.file, note)}\n`);
    process.stdout.write(describeFolder(result).join('\n') + '\n');
    return result;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stdout.write(`${error.code} ${error.message}\n`);
    return undefined;
  }
}

function describeFolder({ file, problems, verdicts, flows, untaken }: FolderTest): string[] {
  if (problems.length > 0) return problems.map((problem) => formatProblem(file, problem));
  return [
    file,
    ...verdicts.map(({ name, failure }) => (failure === undefined ? `  pass ${name}` : `  fail ${name}: ${failure}`)),
    `  sequence flows never taken: ${untaken.length} of ${flows}`,
    ...untaken.map(({ id, source, target }) => `    ${id} ${source} → ${target}`),
  ];
}

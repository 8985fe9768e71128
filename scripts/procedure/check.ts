import { formatNote, formatProblem, readDeploymentFile } from './deployment-file';
import { EXIT, UsageError, type Verb } from './verb';

/** Prints every problem of every file on stdout and what is ignored on stderr; 0 when there is no problem, else 1. */
export const check: Verb = {
  name: 'check',
  usage: 'check FILE…',
  does: 'every problem of the BPMN files, all at once',
  async run(args) {
    const option = args.find((arg) => arg.startsWith('-'));
    if (option !== undefined) throw new UsageError(`check has no option ${option}`);
    if (args.length === 0) throw new UsageError('check needs one file or more');
    let refused = false;
    for (const file of args) {
      const result = await readDeploymentFile(file);
      for (const note of result.notes) process.stderr.write(`${formatNote(file, note)}\n`);
      if (!('problems' in result)) continue;
      refused = true;
      for (const problem of result.problems) process.stdout.write(`${formatProblem(file, problem)}\n`);
    }
    return refused ? EXIT.refused : EXIT.ok;
  },
};

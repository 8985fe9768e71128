import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Ask } from './prove-persons';

/** Asks on the terminal and shows nothing of what is typed; without a terminal, answers are the lines of standard input. */
export function askAtTerminal(): { readonly ask: Ask; readonly close: () => void } {
  const { stdin, stderr } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  const lines = reader[Symbol.asyncIterator]();
  // Ctrl-C at a question is one for the program.
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  return {
    ask: async (question) => {
      stderr.write(question);
      const answer: IteratorResult<string, unknown> = await lines.next();
      stderr.write('\n');
      return answer.done === true ? undefined : answer.value;
    },
    close: () => reader.close(),
  };
}

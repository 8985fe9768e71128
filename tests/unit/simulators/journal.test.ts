import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../../simulators/journal';
import { createFolders } from './receiving-api';

const folders = createFolders();
afterAll(() => folders.removeAll());

describe('journal', () => {
  it('given events of two calls, when opened again, then all are there in order', () => {
    const path = join(folders.create(), 'deeper', 'journal.jsonl');
    const journal = openJournal<{ text: string }>(path);
    expect(journal.past).toEqual([]);
    journal.append({ text: 'một' }, { text: 'hai\ndòng' });
    journal.append({ text: 'ba' });
    expect(openJournal(path).past).toEqual([{ text: 'một' }, { text: 'hai\ndòng' }, { text: 'ba' }]);
  });

  it('given a last line cut off in the middle of a letter, then it is dropped and writing goes on', () => {
    const path = join(folders.create(), 'journal.jsonl');
    openJournal<string>(path).append('một');
    appendFileSync(path, Buffer.from('["hồ').subarray(0, 4));
    const journal = openJournal<string>(path);
    expect(journal.past).toEqual(['một']);
    journal.append('hai');
    expect(readFileSync(path, 'utf8')).toBe('["một"]\n["hai"]\n');
  });

  it('given a damaged line in the middle, then it is a fault, not a loss in silence', () => {
    const path = join(folders.create(), 'journal.jsonl');
    writeFileSync(path, '["một"]\nrubbish\n["hai"]\n');
    expect(() => openJournal(path)).toThrow();
  });
});

import { listFiles, readText } from './tracked-files';

/** How many items of the levels 1 and 2 each chapter of the OWASP ASVS 5.0.0 has. */
const ITEMS_OF_CHAPTER = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7] as const;

interface Item {
  readonly id: string;
  readonly text: string;
  readonly isCovered: boolean;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

const page = readText('docs/security.md');
const listed: readonly Item[] = [...page.matchAll(/^- \*\*(\d+\.\d+\.\d+)\*\* \(L[12]\) (.+(?:\n {2}.+)*)/gm)].map(
  ([, id = '', text = '']) => ({
    id,
    text,
    isCovered: /: covered\./.test(text),
    tests: [...text.matchAll(/^ {2}`(tests\/[\w./-]+)` “(.+)”$/gm)].map(([, file = '', name = '']) => ({ file, name })),
  }),
);
const [, , inapplicable = ''] = page.split(/^### Does not apply$|^## The list$/m);
const without = [...inapplicable.matchAll(/\d+\.\d+\.\d+/g)].map(([id]) => id);

describe('docs/security.md', () => {
  it('has every item of ASVS 5.0.0, levels 1 and 2, once', () => {
    const ids = [...listed.map(({ id }) => id), ...without];
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const counts = ITEMS_OF_CHAPTER.map((_, index) => ids.filter((id) => id.startsWith(`${index + 1}.`)).length);
    expect(counts).toEqual(ITEMS_OF_CHAPTER);
  });

  it('calls covered what names a test, and nothing else', () => {
    expect(listed.filter(({ isCovered, tests }) => isCovered !== tests.length > 0).map(({ id }) => id)).toEqual([]);
  });

  it('says of each of the others what it is', () => {
    const others = listed.filter(({ isCovered }) => !isCovered);
    const stated = /: (?:by this document|not applicable)\.? ?|: \*\*not covered\*\*, ./;
    expect(others.filter(({ text }) => !stated.test(text)).map(({ id }) => id)).toEqual([]);
    const open = listed.filter(({ text }) => text.includes('**not covered**')).map(({ id }) => id);
    const [, inShort = ''] = page.split('## Not covered, in short');
    expect(inShort.trim().split('. Besides')[0]).toBe(open.join(', '));
    expect(page).toContain(`${open.length} are **not covered**`);
  });

  it('names tests that are there', () => {
    const named = listed.flatMap(({ id, tests }) => tests.map((test) => ({ id, ...test })));
    expect(named.length).toBeGreaterThan(120);
    const files = new Set(listFiles());
    const gone = named.filter(({ file, name }) => !files.has(file) || !readText(file).includes(name));
    expect(gone).toEqual([]);
  });
});

describe('what the list says of the code', () => {
  it('the page writes no HTML of its own', () => {
    const sources = listFiles().filter((file) => /^web\/src\/.*\.tsx?$/.test(file));
    expect(sources.length).toBeGreaterThan(100);
    const writing = /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/;
    expect(sources.filter((file) => writing.test(readText(file)))).toEqual([]);
  });

  it('no program text makes program text of texts', () => {
    const product = /^(?:domain|contracts|workflows|activities|api|worker|db|platform|templates|web\/src)\/.*\.tsx?$/;
    const sources = listFiles().filter((file) => product.test(file));
    expect(sources.filter((file) => /\beval\(|new Function\(|from 'node:vm'/.test(readText(file)))).toEqual([]);
  });
});

/** What was promised and whether it came true. Prints each check at once, counts them for the end. */
export class CheckList {
  passed = 0;
  readonly failures: string[] = [];

  constructor(private readonly print: (line: string) => void) {}

  /** `expected` says in words what should be; `found`, what is there when it is not so. */
  check(expected: string, isSo: boolean, found?: unknown): void {
    if (isSo) {
      this.passed += 1;
      this.print(`  ✓ ${expected}`);
    } else {
      const line = found === undefined ? expected : `${expected}; found ${show(found)}`;
      this.failures.push(line);
      this.print(`  ✗ ${line}`);
    }
  }

  /** Compares values that JSON can hold. */
  equal(what: string, found: unknown, expected: unknown): void {
    this.check(`${what}: ${show(expected)}`, JSON.stringify(found) === JSON.stringify(expected), found ?? 'nothing');
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

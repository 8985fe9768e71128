import { closeSync, existsSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

const defaultLimitBytes = 10 * 1024 * 1024;
const keptFiles = 3;
const tailLength = 4_000;

/** A log file that is set aside when it grows over its limit; the last few are kept as `.1`, `.2`, … (`.1` is the newest). */
export class RotatingLog {
  private descriptor: number;
  private size: number;
  private recent = '';

  constructor(
    readonly file: string,
    private readonly limitBytes: number = defaultLimitBytes,
  ) {
    this.descriptor = openSync(file, 'a');
    this.size = fstatSync(this.descriptor).size;
  }

  append(chunk: Buffer | string): void {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    if (this.size > 0 && this.size + bytes.length > this.limitBytes) this.rotate();
    writeSync(this.descriptor, bytes);
    this.size += bytes.length;
    this.recent = (this.recent + bytes.toString('utf8')).slice(-tailLength);
  }

  /** The last non-empty line written by this process: usually why a program gave up. */
  lastLine(): string | undefined {
    return this.recent
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .at(-1);
  }

  /** What was written lately, at most a few thousand characters. */
  tail(): string {
    return this.recent;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private rotate(): void {
    closeSync(this.descriptor);
    for (let age = keptFiles - 1; age >= 0; age -= 1) {
      const from = age === 0 ? this.file : `${this.file}.${age}`;
      if (existsSync(from)) renameSync(from, `${this.file}.${age + 1}`);
    }
    this.descriptor = openSync(this.file, 'a');
    this.size = 0;
  }
}

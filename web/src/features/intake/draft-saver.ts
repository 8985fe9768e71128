import type { z } from 'zod';
import type { draftContentSchema, draftSchema, draftVersionSchema } from '../../../../contracts/draft.schema';
import { isProblem } from '../../lib/problem';

export type Draft = z.infer<typeof draftSchema>;
export type DraftContent = z.infer<typeof draftContentSchema>;
type SavedVersion = z.infer<typeof draftVersionSchema>;

/**
 * `saved`: the server has everything. `unsaved`: typed a moment ago. `saving`: under way. `waiting`: the server did not answer,
 * it is tried again. `conflict`: somebody else changed the draft. `refused`: it cannot be saved any more.
 */
export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'conflict' | 'refused';

export interface DraftState {
  readonly content: DraftContent;
  readonly status: SaveStatus;
  readonly version: number;
  /** Server's time of the last saving. */
  readonly savedAt: string;
  /** What stands on the server instead, in a conflict. */
  readonly theirs?: Draft;
  readonly error?: unknown;
}

export interface DraftServer {
  readonly put: (content: DraftContent, version: number) => Promise<SavedVersion>;
  readonly read: () => Promise<Draft>;
}

/** Keeps what the server does not have yet; it outlives the page. */
export interface UnsavedCopy {
  readonly keep: (content: DraftContent, version: number) => void;
  readonly forget: () => void;
}

const PAUSE_MS = 800;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

/**
 * Saves a draft while it is typed.
 *
 * S1  One saving at a time; what is typed meanwhile goes with the next one.
 * S2  What the server does not have yet is in the copy, from the first key on until it is saved.
 * S3  A newer version on the server is never overwritten: a person chooses.
 */
export class DraftSaver {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private retryMs = FIRST_RETRY_MS;

  constructor(
    private current: DraftState,
    private readonly server: DraftServer,
    private readonly copy: UnsavedCopy,
  ) {}

  readonly state = (): DraftState => this.current;

  readonly watch = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change(change: (content: DraftContent) => DraftContent): void {
    const content = change(this.current.content);
    if (same(content, this.current.content)) return;
    this.copy.keep(content, this.current.version);
    const isStopped = this.current.status === 'conflict' || this.current.status === 'refused';
    this.set({ content, status: isStopped || this.running ? this.current.status : 'unsaved' });
    if (!isStopped) this.later(PAUSE_MS);
  }

  /** Saves at once. @returns whether the server now has everything */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    await this.running;
    if (this.current.status === 'unsaved' || this.current.status === 'waiting') await this.save();
    return this.current.status === 'saved';
  }

  /** In a conflict: what stands here replaces what somebody else wrote. */
  keepMine(): Promise<boolean> {
    const { theirs } = this.current;
    if (theirs) this.set({ version: theirs.version, theirs: undefined, status: 'unsaved' });
    return this.flush();
  }

  /** In a conflict: what stands here is thrown away. */
  takeTheirs(): void {
    const { theirs } = this.current;
    if (!theirs) return;
    this.copy.forget();
    const { form, components, version, updatedAt } = theirs;
    this.set({ content: { form, components }, version, savedAt: updatedAt, theirs: undefined, status: 'saved' });
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause);
  }

  private save(): Promise<void> {
    this.running ??= this.saveOnce().finally(() => {
      this.running = undefined;
      if (this.current.status === 'unsaved') this.later(PAUSE_MS);
      if (this.current.status === 'waiting') this.later(this.retryMs);
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const { content, version } = this.current;
    this.set({ status: 'saving' });
    try {
      const saved = await this.server.put(content, version);
      this.retryMs = FIRST_RETRY_MS;
      this.settle(content, saved.version, saved.updatedAt);
    } catch (error) {
      await this.fail(error);
    }
  }

  private settle(content: DraftContent, version: number, savedAt: string): void {
    const isWhole = same(content, this.current.content);
    if (isWhole) this.copy.forget();
    else this.copy.keep(this.current.content, version);
    this.set({ version, savedAt, status: isWhole ? 'saved' : 'unsaved', error: undefined });
  }

  private async fail(error: unknown): Promise<void> {
    if (isProblem(error) && error.passing) {
      this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
      return this.set({ status: 'waiting', error });
    }
    if (!isProblem(error, 'VERSION_CONFLICT')) return this.set({ status: 'refused', error });
    try {
      const theirs = await this.server.read();
      const content = { form: theirs.form, components: theirs.components };
      // My own saving came through and only its answer was lost; or both have typed the same.
      if (same(content, this.current.content)) this.settle(content, theirs.version, theirs.updatedAt);
      else this.set({ status: 'conflict', theirs });
    } catch (unread) {
      this.set({ status: isProblem(unread) && unread.passing ? 'waiting' : 'refused', error: unread });
    }
  }

  private set(change: Partial<DraftState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** The order in which fields were filled means nothing. */
export function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

import type { DraftContent, UnsavedCopy } from './draft-saver';

interface Kept {
  /** Version it was typed on. */
  readonly version: number;
  readonly content: DraftContent;
}

/** On this machine, for this person and draft only; it is gone as soon as the server has it. */
function keyOf(accountId: string, draftId: string): string {
  return `sodo.draft.${accountId}.${draftId}`;
}

export function unsavedCopyOf(accountId: string, draftId: string): UnsavedCopy {
  const key = keyOf(accountId, draftId);
  return {
    keep: (content, version) => localStorage.setItem(key, JSON.stringify({ version, content } satisfies Kept)),
    forget: () => localStorage.removeItem(key),
  };
}

/** What a crash left behind. */
export function readUnsavedCopy(accountId: string, draftId: string): Kept | undefined {
  const text = localStorage.getItem(keyOf(accountId, draftId));
  try {
    return text === null ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined;
  }
}

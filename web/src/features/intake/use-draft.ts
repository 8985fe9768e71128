import { useEffect, useState, useSyncExternalStore } from 'react';
import { call, get } from '../../lib/api-client';
import { DraftSaver, same, type Draft, type DraftServer } from './draft-saver';
import { readUnsavedCopy, unsavedCopyOf } from './unsaved-copy';

/** A draft under the hand: its content, saved while it is typed, and what a crash had left of it. */
export function useDraft(draft: Draft, accountId: string) {
  const [{ saver, restored }] = useState(() => open(draft, accountId));
  const state = useSyncExternalStore(saver.watch, saver.state);
  useEffect(() => {
    // What a crash left unsaved is saved without waiting for the next key.
    void saver.flush();
    const onHide = () => {
      if (document.visibilityState === 'hidden') void saver.flush();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      void saver.flush();
    };
  }, [saver]);
  return { saver, state, restored };
}

/** What was left unsaved comes back by itself when nobody has changed the draft since; else it is a conflict to look at. */
function open(draft: Draft, accountId: string) {
  const { id, form, components, version, updatedAt } = draft;
  const stored = { form, components };
  const left = readUnsavedCopy(accountId, id);
  const restored = left !== undefined && !same(left.content, stored);
  const copy = unsavedCopyOf(accountId, id);
  if (!restored) copy.forget();
  const saver = new DraftSaver(
    {
      content: restored ? left.content : stored,
      status: !restored ? 'saved' : left.version === version ? 'unsaved' : 'conflict',
      version,
      savedAt: updatedAt,
      ...(restored && left.version !== version ? { theirs: draft } : {}),
    },
    serverOf(id),
    copy,
  );
  return { saver, restored: restored && left.version === version };
}

function serverOf(id: string): DraftServer {
  return {
    put: async (content, version) => {
      const { data } = await call<Awaited<ReturnType<DraftServer['put']>>>('PUT', `/drafts/${id}`, {
        body: content,
        ifMatch: `"${version}"`,
      });
      return data;
    },
    read: () => get<Draft>(`/drafts/${id}`),
  };
}

import { useState } from 'react';
import type { CallOptions } from './api-client';
import { saveFile } from './save-file';

/** Saving files of the API one at a time: which one is under way, and what went wrong with the last. */
export function useSaveFile() {
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const save = async (path: string, query: CallOptions['query'] = {}) => {
    setBusy(path);
    setError(undefined);
    await saveFile(path, query).catch(setError);
    setBusy(undefined);
  };
  return { save, busy, error, forget: () => setError(undefined) };
}

import { useEffect, useState } from 'react';

type Data = Readonly<Record<string, unknown>>;

const key = (dossierId: string, instance: number) => `sodo.task.${dossierId}.${instance}`;

/**
 * What is being typed into the form of a task. It is kept in the browser until the task is done: a reload, another page or
 * somebody else's action on the dossier lose nothing.
 * @param stored what was entered when the step was done before; shown until something is typed
 */
export function useTaskDraft(dossierId: string, instance: number, stored: Data | null | undefined) {
  const [typed, setTyped] = useState(() => read(dossierId, instance));
  useEffect(() => {
    if (!typed) return undefined;
    // Closing the window would take the browser's own store with it.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [typed]);
  return {
    data: typed ?? stored ?? {},
    change: (data: Data) => {
      sessionStorage.setItem(key(dossierId, instance), JSON.stringify(data));
      setTyped(data);
    },
    clear: () => {
      sessionStorage.removeItem(key(dossierId, instance));
      setTyped(undefined);
    },
  };
}

function read(dossierId: string, instance: number): Data | undefined {
  const text = sessionStorage.getItem(key(dossierId, instance));
  return text === null ? undefined : (JSON.parse(text) as Data);
}

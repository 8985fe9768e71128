import { useEffect, useState } from 'react';
import { useMe } from './use-session';

/**
 * What is being typed and is not sent yet. The browser keeps it for this person until it is sent or given up: a reload, another
 * page or somebody else's action loses nothing.
 * @param name of the place it is typed in, e.g. a dossier and a dialog
 */
export function useKept<Data>(name: string) {
  const key = `sodo.kept.${useMe().accountId}.${name}`;
  const [typed, setTyped] = useState(() => read<Data>(key));
  const [isRestored] = useState(typed !== undefined);
  const isTyped = typed !== undefined;
  useEffect(() => {
    if (!isTyped) return undefined;
    // Closing the window would take the browser's own store with it.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isTyped]);
  return {
    typed,
    /** It was typed before the place was opened. */
    isRestored,
    keep: (data: Data) => {
      sessionStorage.setItem(key, JSON.stringify(data));
      setTyped(data);
    },
    clear: () => {
      sessionStorage.removeItem(key);
      setTyped(undefined);
    },
  };
}

function read<Data>(key: string): Data | undefined {
  const text = sessionStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as Data);
}

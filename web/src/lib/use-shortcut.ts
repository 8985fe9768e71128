import { useEffect, useRef } from 'react';

/**
 * A key for the whole page. Without a modifier it is ignored while somebody types; `mod+…` means Ctrl, or Cmd on a Mac.
 * @param keys e.g. `/`, `n`, `mod+Enter`, `alt+1`
 */
export function useShortcut(keys: string, act: () => void, enabled = true): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const parts = keys.toLowerCase().split('+');
    const key = parts.at(-1) ?? '';
    const [mod, alt] = [parts.includes('mod'), parts.includes('alt')];
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key && event.code.toLowerCase() !== `digit${key}`) return;
      if ((event.ctrlKey || event.metaKey) !== mod || event.altKey !== alt) return;
      if (!mod && !alt && isTyping(event.target)) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]) .ant-modal') && !mod) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [keys, enabled]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

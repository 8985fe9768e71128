import { useState } from 'react';
import { useCommand } from '../../lib/use-command';

/** Has several items delivered again, one after the other; what somebody else has retried meanwhile is refused and counted. */
export function useRetries() {
  const { mutateAsync } = useCommand();
  const [busy, setBusy] = useState(false);
  const [summary, setSummary] = useState<{ readonly count: number; readonly refused: number }>();
  const retry = async (ids: readonly string[]) => {
    setBusy(true);
    let refused = 0;
    for (const id of ids) await mutateAsync({ path: `/outbox/${id}/retry`, body: {} }).catch(() => (refused += 1));
    setSummary({ count: ids.length - refused, refused });
    setBusy(false);
  };
  return { retry, busy, summary, clear: () => setSummary(undefined) };
}

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../lib/api-client';
import { runInLanes } from './run-in-lanes';
import { keyOf, type InboxTask } from './use-inbox';

export type BulkAction = 'claim' | 'release' | 'assign';

export interface BulkResult {
  readonly task: InboxTask;
  /** Absent: done. */
  readonly error?: unknown;
}

export interface Bulk {
  readonly action: BulkAction;
  readonly total: number;
  readonly results: readonly BulkResult[];
}

const LANES = 4;

/**
 * The same action on several tasks, each a command of its own with its own key: what is refused for one is done for the
 * others, and the list says which is which.
 */
export function useBulk(onDone: () => void) {
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const [bulk, setBulk] = useState<Bulk>();
  const run = async (action: BulkAction, tasks: readonly InboxTask[], body: object = {}) => {
    setBulk({ action, total: tasks.length, results: [] });
    const tell = (result: BulkResult) =>
      setBulk((before) => before && { ...before, results: [...before.results, result] });
    await runInLanes(tasks, LANES, async (task) => {
      const name = `${action} ${keyOf(task)} ${JSON.stringify(body)}`;
      // Until the outcome is known, a repeat is the same command.
      const key = keys.current.get(name) ?? crypto.randomUUID();
      keys.current.set(name, key);
      try {
        await call('POST', `/dossiers/${task.dossierId}/tasks/${task.instance}/${action}`, { body, key });
        keys.current.delete(name);
        tell({ task });
      } catch (error) {
        tell({ task, error });
      }
    });
    await queries.invalidateQueries();
    onDone();
  };
  return { bulk, run, forget: () => setBulk(undefined) };
}

import { useKept } from './use-kept';

type Data = Readonly<Record<string, unknown>>;

/**
 * What is being typed into the form of a task, wherever it is opened; kept until the task is done.
 * @param stored what was entered when the step was done before; shown until something is typed
 */
export function useTaskDraft(dossierId: string, instance: number, stored: Data | null | undefined) {
  const { typed, isRestored, keep, clear } = useKept<Data>(`task.${dossierId}.${instance}`);
  return { data: typed ?? stored ?? {}, isTyped: typed !== undefined, isRestored, change: keep, clear };
}

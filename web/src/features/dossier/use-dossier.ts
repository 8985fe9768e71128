import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { taskPageSchema } from '../../../../contracts/dossier-action.schema';
import type { dossierPageSchema } from '../../../../contracts/dossier.schema';
import type { procedureSchema } from '../../../../contracts/procedure.schema';
import { get } from '../../lib/api-client';

export type Dossier = z.infer<typeof dossierPageSchema>;
export type DossierTask = Dossier['tasks'][number];
export type TimelineStep = Dossier['timeline'][number];
export type TaskPage = z.infer<typeof taskPageSchema>;
export type Procedure = z.infer<typeof procedureSchema>;

/** The whole dossier; read anew by itself when somebody acts on it (lib/use-live.ts). */
export function useDossier(id: string) {
  return useQuery({ queryKey: ['dossier', id], queryFn: () => get<Dossier>(`/dossiers/${id}`) });
}

export function useTask(id: string, instance: number | undefined) {
  return useQuery({
    queryKey: ['task', id, instance],
    queryFn: () => get<TaskPage>(`/dossiers/${id}/tasks/${instance}`),
    enabled: instance !== undefined,
  });
}

/** Forms and components by which the dossier runs; they never change for it. */
export function useProcedure(id: string) {
  return useQuery({
    queryKey: ['procedure-of', id],
    queryFn: () => get<Procedure>(`/dossiers/${id}/procedure`),
    staleTime: Infinity,
  });
}

/** The version of what is shown, as commands take it. */
export function versionOf({ seq }: Pick<Dossier, 'seq'>): string {
  return `"${seq}"`;
}

/** Names of steps by element id and by number of the task, as far as they have been reached. */
export function stepNames({ tasks }: Dossier) {
  const byElement = new Map(tasks.map(({ element, name }) => [element, name]));
  const byInstance = new Map(tasks.map(({ instance, name }) => [instance, name]));
  return {
    ofElement: (element: string) => byElement.get(element) ?? element,
    ofTask: (instance: number) => byInstance.get(instance) ?? String(instance),
  };
}

/** Names of people who have done something here or hold a task. */
export function peopleNames({ tasks, timeline }: Dossier): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { actor } of timeline) if (actor.name !== null) names.set(actor.id, actor.name);
  for (const { assignee } of tasks) if (assignee) names.set(assignee.id, assignee.name);
  return names;
}

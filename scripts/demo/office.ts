import type { z } from 'zod';
import type {
  completedTaskSchema,
  dossierAnswerSchema,
  taskSummarySchema,
} from '../../contracts/dossier-action.schema';
import type { dossierPageSchema } from '../../contracts/dossier.schema';
import type { Receipt } from '../../contracts/draft.schema';
import type { ApiClient, Reply } from './api-client';
import { waitFor } from './wait-for';

export type DossierPage = z.infer<typeof dossierPageSchema>;
export type TaskSummary = z.infer<typeof taskSummarySchema>;
export type DossierAnswer = z.infer<typeof dossierAnswerSchema>;
type CompletedTask = z.infer<typeof completedTaskSchema>;

/** Who does what in the branch of Đồng Xoài (seeded accounts). */
export const PEOPLE = {
  clerk: 'motcua.dongxoai',
  officer: 'canbo1.dongxoai',
  checker: 'canbo2.dongxoai',
  head: 'lanhdao.dongxoai',
} as const;
export type Person = keyof typeof PEOPLE;

/** What a person of the branch does at the screen, in the words of the office. */
export class Office {
  constructor(readonly api: ApiClient) {}

  page(dossierId: string, by: Person = 'officer'): Promise<DossierPage> {
    return this.api.get<DossierPage>(`/dossiers/${dossierId}`, PEOPLE[by]);
  }

  /** Waits until the dossier is as described. Steps that a partner starts come in their own time. */
  waitUntil(
    dossierId: string,
    what: string,
    isSo: (page: DossierPage) => boolean,
    withinMs?: number,
  ): Promise<DossierPage> {
    return waitFor(
      what,
      async () => {
        const page = await this.page(dossierId);
        return isSo(page) && page;
      },
      withinMs,
    );
  }

  /** The task the inbox offers first, which has to be this dossier's. */
  async nextTask(by: Person): Promise<TaskSummary | null> {
    return (await this.api.get<{ task: TaskSummary | null }>('/inbox/next', PEOPLE[by])).task;
  }

  /** Takes the open task of an element. @returns its number */
  async claim(dossierId: string, element: string, by: Person): Promise<number> {
    const instance = await this.openTask(dossierId, element);
    await this.api.post(`/dossiers/${dossierId}/tasks/${instance}/claim`, PEOPLE[by]);
    return instance;
  }

  async complete(dossierId: string, element: string, by: Person, data: object): Promise<CompletedTask> {
    const instance = await this.openTask(dossierId, element);
    return this.api.post(`/dossiers/${dossierId}/tasks/${instance}/complete`, PEOPLE[by], { data });
  }

  async claimAndComplete(dossierId: string, element: string, by: Person, data: object): Promise<CompletedTask> {
    const instance = await this.claim(dossierId, element, by);
    return this.api.post(`/dossiers/${dossierId}/tasks/${instance}/complete`, PEOPLE[by], { data });
  }

  /** For attempts that are to be refused. */
  async tryToComplete(dossierId: string, element: string, by: Person, data: object): Promise<Reply<{ code?: string }>> {
    const instance = await this.openTask(dossierId, element);
    return this.api.callPatiently('POST', `/dossiers/${dossierId}/tasks/${instance}/complete`, {
      as: PEOPLE[by],
      body: { data },
    });
  }

  act(dossierId: string, action: string, by: Person, body: object): Promise<DossierAnswer> {
    return this.api.post<DossierAnswer>(`/dossiers/${dossierId}/${action}`, PEOPLE[by], body);
  }

  async openTask(dossierId: string, element: string): Promise<number> {
    const { tasks } = await this.waitUntil(dossierId, `the task ${element}`, (page) =>
      page.tasks.some((task) => task.state === 'open' && task.element === element),
    );
    return tasks.find((task) => task.state === 'open' && task.element === element)?.instance ?? 0;
  }

  submit(draftId: string): Promise<Receipt> {
    return this.api.post<Receipt>(`/drafts/${draftId}/submit`, PEOPLE.clerk, {}, 201);
  }
}

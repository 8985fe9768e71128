import { useRef } from 'react';
import type { z } from 'zod';
import type { completedTaskSchema } from '../../../../contracts/dossier-action.schema';
import { useCommand } from '../../lib/use-command';
import type { Done } from './done-notice';
import { versionOf, type Dossier } from './use-dossier';

type Answer = Partial<z.infer<typeof completedTaskSchema>>;

/**
 * Something done to the dossier as it is shown: when somebody else was faster, the answer says so and the page shows what
 * stands now.
 * @param onDone called once the page shows the new state, also when what was clicked is no longer there
 */
export function useAction(dossier: Dossier, onDone: (done: Done) => void) {
  const text = useRef('');
  const command = useCommand<Answer>({ onDone: ({ next }) => onDone({ text: text.current, next }) });
  return {
    /** @param path below the dossier's address; @param told what the notice says afterwards */
    act: (path: string, body: unknown, told: string) => {
      text.current = told;
      command.mutate({ path: `/dossiers/${dossier.id}/${path}`, body, ifMatch: versionOf(dossier) });
    },
    busy: command.isPending,
    error: command.error,
    forget: command.reset,
  };
}

import { useNavigate } from 'react-router';
import { useCommand } from '../../lib/use-command';
import type { Draft } from './draft-saver';

/** Begins a dossier and opens it. */
export function useNewDraft() {
  const navigate = useNavigate();
  const { mutate, isPending, error, reset } = useCommand<Draft>({ onDone: ({ id }) => void navigate(`/intake/${id}`) });
  const start = (procedureKey: string, unitId?: string) =>
    mutate({ path: '/drafts', body: { procedureKey, ...(unitId === undefined ? {} : { unitId }) } });
  return { start, isPending, error, reset };
}

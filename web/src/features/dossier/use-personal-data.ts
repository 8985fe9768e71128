import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { personalDataSchema } from '../../../../contracts/personal-data.schema';
import { call } from '../../lib/api-client';
import { useMe } from '../../lib/use-session';

type PersonalData = z.infer<typeof personalDataSchema>;

/** Asked once per dossier and session of the browser; after a reload it is asked for again with the same reason. */
const storageKey = (account: string, id: string) => `sodo.personal-data.${account}.${id}`;

/**
 * What the page masks, once somebody has said why he opens it.
 * @param seq the dossier's step: what came after is opened with it
 */
export function usePersonalData(id: string, seq: number) {
  const queries = useQueryClient();
  const key = storageKey(useMe().accountId, id);
  const reason = sessionStorage.getItem(key);
  const { data } = useQuery({
    queryKey: ['personal-data', id, seq],
    queryFn: () => read(id, reason ?? ''),
    enabled: reason !== null,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  const open = async (why: string) => {
    const opened = await read(id, why);
    sessionStorage.setItem(key, why);
    queries.setQueryData(['personal-data', id, seq], opened);
  };
  return { opened: reason === null ? undefined : data, open };
}

async function read(id: string, reason: string): Promise<PersonalData> {
  return (await call<PersonalData>('POST', `/dossiers/${id}/personal-data`, { body: { reason } })).data;
}

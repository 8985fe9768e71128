import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { unitListSchema } from '../../../contracts/unit.schema';
import { get } from './api-client';

/** Units by id. Until they are known, ids stand for names. */
export function useUnits() {
  const { data } = useQuery({
    queryKey: ['units'],
    queryFn: () => get<z.infer<typeof unitListSchema>>('/units'),
    staleTime: 10 * 60_000,
  });
  const byId = new Map((data?.items ?? []).map((unit) => [unit.id, unit]));
  return { units: data?.items ?? [], byId, nameOf: (id: string) => byId.get(id)?.name ?? id };
}

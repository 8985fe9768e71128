import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '../../../contracts/preference.schema';
import { call, get } from './api-client';

const KEY = ['preferences'];
const DEFAULT_PREFERENCES: Preferences = { language: 'vi', density: 'comfortable', views: [] };

/** What the person has set for himself; a change is seen at once and stored behind it. */
export function usePreferences() {
  const queries = useQueryClient();
  const { data, isSuccess } = useQuery({
    queryKey: KEY,
    queryFn: () => get<Preferences>('/me/preferences'),
    staleTime: Infinity,
  });
  const preferences = data ?? DEFAULT_PREFERENCES;
  const { mutate } = useMutation({
    mutationFn: (next: Preferences) => call('PUT', '/me/preferences', { body: next }),
  });
  const change = (part: Partial<Preferences>) => {
    const next = { ...preferences, ...part };
    queries.setQueryData(KEY, next);
    mutate(next);
  };
  return { preferences, ready: isSuccess, change };
}

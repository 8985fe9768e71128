import { useQuery } from '@tanstack/react-query';
import { get } from './api-client';
import type { YearCalendar } from './working-days';

/** The published working calendar of a year; it changes a few times a year. */
export function useCalendar(year: number, enabled = true) {
  return useQuery({
    queryKey: ['calendar', year],
    queryFn: () => get<YearCalendar>('/calendar', { query: { year } }),
    staleTime: 10 * 60_000,
    enabled,
  });
}

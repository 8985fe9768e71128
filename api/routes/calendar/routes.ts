import { calendarQuery, calendarSchema } from '../../../contracts/calendar.schema';
import { defineRoute } from '../../http/route';
import { showCalendar } from './handlers';

export const calendarRoutes = [
  defineRoute({
    method: 'get',
    path: '/calendar',
    tag: 'Calendar',
    summary: 'Working hours, holidays and worked days off of a year, as deadlines are counted by them.',
    access: { by: 'session' },
    query: calendarQuery,
    answer: calendarSchema,
    handler: showCalendar,
  }),
];

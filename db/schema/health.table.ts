import { doublePrecision, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** What was measured of the installation's parts and links (seed Điều 13.3). */
export const healthSampleTable = pgTable(
  'health_sample',
  {
    probe: text('probe').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    value: doublePrecision('value'),
  },
  (table) => [primaryKey({ columns: [table.probe, table.at] }), index('health_sample_by_time').on(table.at)],
);

/** Answers of the api by the minute, over all its processes. */
export const httpTrafficTable = pgTable('http_traffic', {
  minute: timestamp('minute', { withTimezone: true }).primaryKey(),
  requests: integer('requests').notNull(),
  /** Those from 500 up. */
  faults: integer('faults').notNull(),
});

import { customType } from 'drizzle-orm/pg-core';

/** The words of a text, as PostgreSQL searches them. Never read by the application. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

import { readFileSync, writeFileSync } from 'node:fs';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
type HistoryEvents = temporal.api.history.v1.IHistory;

/** A recorded history: the exact bytes the server gave, and the names of its events for a human reader. */
export function writeHistory(file: string, history: HistoryEvents): void {
  const events = (history.events ?? []).map(
    ({ eventId, eventType }) => `${String(eventId)} ${temporal.api.enums.v1.EventType[eventType ?? 0]}`,
  );
  const protobuf = Buffer.from(History.encode(history).finish()).toString('base64');
  writeFileSync(file, `${JSON.stringify({ events, protobuf }, null, 1)}\n`);
}

export function readHistory(file: string): temporal.api.history.v1.History {
  const { protobuf } = JSON.parse(readFileSync(file, 'utf8')) as { protobuf: string };
  return History.decode(Buffer.from(protobuf, 'base64'));
}

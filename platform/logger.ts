import { trace } from '@opentelemetry/api';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from './config';

/** Where secrets and personal data would stand in a logged object; they never reach the log (design.md §8). */
const hiddenPaths = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  '*.password',
  '*.secret',
  '*.token',
  '*.authorization',
  '*.cookie',
  'req.headers.cookie',
  'req.headers.authorization',
  'req.headers["x-csrf-token"]',
  'res.headers["set-cookie"]',
];

/**
 * The structured log of one process: one JSON line per entry, times in UTC as ISO text.
 *
 * @param name which process speaks: `api`, `worker`, …
 * @param destination where lines go; standard output when absent (the runtime keeps it in a file)
 */
export function createLogger(name: string, level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    redact: { paths: hiddenPaths, censor: '[hidden]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    base: { name, pid: process.pid },
    // From a line of the log to its trace.
    mixin: () => {
      const traceId = trace.getActiveSpan()?.spanContext().traceId;
      return traceId === undefined ? {} : { traceId };
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { startTracing } from '../../../platform/tracing';

test('of an error its type goes to the collector, and none of its words', async () => {
  const sent: string[] = [];
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      sent.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  const tracing = startTracing('sodo-test', '1', { url: `http://127.0.0.1:${port}/v1/traces`, share: 1 });
  const span = trace.getTracer('test').startSpan('work');
  span.recordException(new RangeError('550 <an.nguyen@example.vn> is unknown'));
  span.setStatus({ code: SpanStatusCode.ERROR, message: '550 <an.nguyen@example.vn> is unknown' });
  span.end();
  await tracing.stop();
  collector.close();
  trace.disable();
  expect(sent.join()).toContain('"name":"work"');
  expect(sent.join()).toContain('RangeError');
  expect(sent.join()).toContain('sodo-test');
  expect(sent.join()).not.toContain('unknown');
});

test('without a collector what was traced is dropped, and nothing waits for it', async () => {
  const tracing = startTracing('sodo-test', '1', { url: 'http://127.0.0.1:1/v1/traces', share: 1 });
  trace.getTracer('test').startSpan('work').end();
  await expect(tracing.stop()).resolves.toBeUndefined();
  trace.disable();
});

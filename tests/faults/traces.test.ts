import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startWholeStack, type WholeStack } from '../support/whole-stack';
import { Office } from './office';
import { waitFor } from './wait-for';

const MINUTE = 60_000;

interface Span {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly { readonly key: string; readonly value: { stringValue?: string } }[];
    };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<Span, 'service'>[] }[];
  }[];
}

/** What an OpenTelemetry collector gets over HTTP. */
const spans: Span[] = [];
let everything = '';
let collector: Server;
let stack: WholeStack;
let office: Office;

beforeAll(async () => {
  collector = createServer((request, response) => {
    void text(request).then((body) => {
      everything += body;
      for (const { resource, scopeSpans } of (JSON.parse(body) as Sent).resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))));
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  stack = await startWholeStack({ SODO_TRACES_URL: `http://127.0.0.1:${port}/v1/traces` });
  office = await Office.open(stack.apiUrl, 0);
}, 2 * MINUTE);
afterAll(async () => {
  await stack?.stop();
  collector.close();
}, MINUTE);

const named = (name: RegExp, traceId?: string) =>
  spans.find((span) => name.test(span.name) && (traceId === undefined || span.traceId === traceId));

test(
  'one click is one trace, from the request over the workflow to the commit, and tells nothing of a person',
  async () => {
    const dossier = await office.submit();
    const request = await waitFor('the span of the request', () => named(/^POST \/api\/v1\/drafts\/:\w+\/submit$/));
    const { traceId } = request;
    const call = await waitFor('the span of the call', () => named(/^\w*Update\w*:submit$/, traceId));
    const commit = await waitFor('the span of the commit', () => named(/^RunActivity:commitStep$/, traceId));
    expect([request.service, call.service, commit.service]).toEqual(['sodo-api', 'sodo-api', 'sodo-worker-dossier']);
    expect(call.parentSpanId).toBe(request.spanId);
    expect(commit.parentSpanId).toBe(call.spanId);
    expect(everything).not.toContain(dossier.code);
    expect(everything).not.toMatch(/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/i);
  },
  MINUTE,
);

test(
  'a collector that is away is nobody’s trouble',
  async () => {
    collector.closeAllConnections();
    await new Promise((resolve) => collector.close(resolve));
    const dossier = await office.submit();
    await office.finish(dossier);
    expect(dossier.status).toBe('RETURNED');
  },
  2 * MINUTE,
);

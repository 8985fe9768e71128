import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readOneStopFile } from '../../../api/routes/integrations/one-stop-files';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
const MAX_BYTES = 10_000;

let partner: Server;
let inside: Server;
/** What was asked of a server of ours that no partner has any business with. */
let askedInside: string[];
beforeAll(async () => {
  inside = await serve((request, response) => {
    askedInside.push(request.url ?? '');
    response.end(PDF);
  });
  partner = await serve((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: `${addressOf(inside)}/secret` }).end();
    else if (request.url === '/endless') {
      response.writeHead(200);
      const more = setInterval(() => response.write(Buffer.alloc(5_000)), 5);
      response.on('close', () => clearInterval(more));
    } else response.end(PDF);
  });
});
afterAll(async () => {
  for (const server of [partner, inside]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
beforeEach(() => {
  askedInside = [];
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const read = (address: string) =>
  readOneStopFile(
    {
      TenTepDinhKem: 'don.pdf',
      DuongDanTaiTepTin: address,
      HashTepTin: createHash('sha256').update(PDF).digest('hex'),
    },
    { oneStopUrl: `${addressOf(partner)}/api`, maxFileBytes: MAX_BYTES },
  );

describe('a file of the one-stop system that lies on a server (SSRF, ASVS 1.3.6)', () => {
  test('is fetched from that system’s own server', async () => {
    expect(await read(`${addressOf(partner)}/files/1`)).toMatchObject({ bytes: PDF, mediaType: 'application/pdf' });
  });

  test.each([
    ['another port of the same machine', () => `${addressOf(inside)}/secret`],
    ['the address of a cloud’s own data', () => 'http://169.254.169.254/latest/meta-data'],
    ['the partner’s name as somebody’s user name', () => `${addressOf(partner)}@${addressOf(inside).slice(7)}/secret`],
    ['the partner’s name before a longer one', () => addressOf(partner).replace(/:\d+$/, '.evil.example/files/1')],
    ['another scheme', () => addressOf(partner).replace('http:', 'https:')],
    ['a file of the machine', () => 'file:///etc/passwd'],
    ['the content itself', () => `data:application/pdf;base64,${PDF.toString('base64')}`],
  ])('fetches nothing from anywhere else: %s', async (_what, address) => {
    await expect(read(address())).rejects.toMatchObject({ code: 'FILE_ADDRESS_REFUSED' });
    expect(askedInside).toEqual([]);
  });

  test('follows no redirect', async () => {
    await expect(read(`${addressOf(partner)}/moved`)).rejects.toThrow('does not give its file');
    expect(askedInside).toEqual([]);
  });

  test('stops reading a file that is too large, however it is sent', async () => {
    await expect(read(`${addressOf(partner)}/endless`)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });
});

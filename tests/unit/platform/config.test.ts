import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { settingsOf } from '../../../api/settings-of';
import { ConfigurationError, readConfig } from '../../../platform/config';

const root = '/opt/sodo';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment, root);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  test('given nothing, everything has a default or is left to the local runtime', () => {
    const config = readConfig({ HOME: '/home/an' }, root);
    expect(config).toMatchObject({
      databaseUrl: undefined,
      temporalAddress: undefined,
      namespace: 'sodo',
      dataDir: '/opt/sodo/.sodo',
      filesDir: '/opt/sodo/.sodo/files',
      port: 8080,
      portGiven: false,
      trustedProxies: 0,
      publicUrl: 'http://localhost:8080',
      host: '127.0.0.1',
      logLevel: 'info',
      mailFrom: 'Sodo <sodo@localhost.localdomain>',
      oneStop: { user: 'sodo', password: undefined },
    });
  });

  test('given proxies in front, the api believes so many of them', () => {
    const config = readConfig({ SODO_TRUSTED_PROXIES: '1' }, root);
    expect(settingsOf(config).trustedProxies).toBe(1);
    expect(problemsOf({ SODO_TRUSTED_PROXIES: 'all' })).toEqual([
      'SODO_TRUSTED_PROXIES must be a whole number from 0 to 9, but is "all".',
    ]);
  });

  test('given ports and folders, they are numbers and absolute paths, and the public address follows the port', () => {
    const config = readConfig(
      { SODO_PORT: '9000', SODO_POSTGRES_PORT: '5555', SODO_DATA_DIR: '/data', XDG_CACHE_HOME: '/cache' },
      root,
    );
    expect(config).toMatchObject({
      port: 9000,
      portGiven: true,
      postgresPort: 5555,
      dataDir: '/data',
      filesDir: '/data/files',
      cacheDir: '/cache/sodo',
      publicUrl: 'http://localhost:9000',
    });
  });

  test('given SODO_CACHE_DIR, it wins over XDG_CACHE_HOME', () => {
    expect(readConfig({ SODO_CACHE_DIR: '/own', XDG_CACHE_HOME: '/cache' }, root).cacheDir).toBe('/own');
  });

  test('given an empty variable, it counts as absent', () => {
    expect(readConfig({ SODO_PORT: ' ', SODO_NAMESPACE: '' }, root)).toMatchObject({ port: 8080, namespace: 'sodo' });
  });

  test('given a public address with a slash at its end, the slash is dropped', () => {
    expect(readConfig({ SODO_PUBLIC_URL: 'https://sodo.example.vn/' }, root).publicUrl).toBe('https://sodo.example.vn');
  });

  test.each([
    ['SODO_PORT', '80a', 'SODO_PORT must be a whole number from 1 to 65535, but is "80a".'],
    ['SODO_PORT', '0', 'SODO_PORT must be a whole number from 1 to 65535, but is "0".'],
    ['SODO_TEMPORAL_PORT', '65536', 'SODO_TEMPORAL_PORT must be a whole number from 1 to 65535, but is "65536".'],
    [
      'TEMPORAL_ADDRESS',
      'http://temporal',
      'TEMPORAL_ADDRESS must be host:port, such as temporal:7233, but is "http://temporal".',
    ],
    [
      'SODO_NAMESPACE',
      'Số Đỏ',
      'SODO_NAMESPACE must be 2 to 63 lower-case letters, digits and hyphens, but is "Số Đỏ".',
    ],
    [
      'SODO_PUBLIC_URL',
      'ftp://x',
      'SODO_PUBLIC_URL must be a web address starting with http:// or https://, but is "ftp://x".',
    ],
    [
      'SODO_LOG_LEVEL',
      'loud',
      'SODO_LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but is "loud".',
    ],
  ])('given %s=%s, it says: %s', (name, value, sentence) => {
    expect(problemsOf({ [name]: value })).toEqual([sentence]);
  });

  test('given a bad secret, its value is not repeated', () => {
    const [sentence] = problemsOf({ DATABASE_URL: 'mysql://root:matkhau@host/db' });
    expect(sentence).toBe('DATABASE_URL must be an address such as postgresql://user:password@host:5432/database.');
  });

  test('given several bad variables, each gets its sentence', () => {
    expect(problemsOf({ SODO_PORT: 'x', SODO_TAX_SECRET: 'short' })).toEqual([
      'SODO_PORT must be a whole number from 1 to 65535, but is "x".',
      'SODO_TAX_SECRET must have at least 16 characters.',
    ]);
  });

  describe('given <NAME>_FILE', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'config-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    test('the value comes from the file, without the line end', () => {
      const file = path.join(folder, 'url');
      writeFileSync(file, 'postgresql://sodo:x@postgres/sodo\n');
      expect(readConfig({ DATABASE_URL_FILE: file }, root).databaseUrl).toBe('postgresql://sodo:x@postgres/sodo');
    });

    test('a bad content is refused without being repeated', () => {
      const file = path.join(folder, 'port');
      writeFileSync(file, 'geheim');
      expect(problemsOf({ SODO_PORT_FILE: file })).toEqual(['SODO_PORT must be a whole number from 1 to 65535.']);
    });

    test('a file that cannot be read is refused', () => {
      const file = path.join(folder, 'absent');
      expect(problemsOf({ SMTP_URL_FILE: file })).toEqual([
        `SMTP_URL_FILE names the file "${file}", which cannot be read (ENOENT).`,
      ]);
    });

    test('both forms at once are refused', () => {
      expect(problemsOf({ SODO_TAX_SECRET: 'x'.repeat(16), SODO_TAX_SECRET_FILE: '/x' })).toEqual([
        'Set either SODO_TAX_SECRET or SODO_TAX_SECRET_FILE, not both.',
      ]);
    });
  });
});

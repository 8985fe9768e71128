import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const ROOT = path.resolve(__dirname, '../../..');
const text = readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly target?: string };
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
const compose = parse(text, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const services = Object.entries(compose.services);

/** What stands in comments right above a service. */
function commentAbove(name: string): string {
  const lines = text.split('\n');
  const at = lines.indexOf(`  ${name}:`);
  let from = at;
  while (lines[from - 1]?.startsWith('  #')) from -= 1;
  return lines.slice(from, at).join(' ');
}

describe('docker-compose.yml', () => {
  it.each(services)('%s has a health check, or says why not', (name, { healthcheck }) => {
    if (healthcheck) expect(healthcheck.test[0]).toBe('CMD');
    else expect(commentAbove(name)).toContain('No health check');
  });

  it.each(services)('%s waits only for what there is, and for health only where it is checked', (_name, service) => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(Object.keys(compose.services)).toContain(other);
      if (condition === 'service_healthy') expect(compose.services[other]?.healthcheck).toBeDefined();
    }
  });

  it.each(services)('%s runs an image of a named version, ours or one that is built here', (_name, { image = '' }) => {
    const [name = '', tag = ''] = image.split(/:(.*)/s);
    if (name.startsWith('sodo/')) {
      expect(tag).toBe('${SODO_VERSION:-latest}');
      expect(services.some(([, other]) => other.image === image && other.build?.target !== undefined)).toBe(true);
    } else expect(tag).toMatch(/^\d+(\.\d+)*(-[a-z]+)?$/);
  });

  it('every secret comes from a file that deploy/make-secrets.sh makes, and every one that is used is declared', () => {
    const script = readFileSync(path.join(ROOT, 'deploy/make-secrets.sh'), 'utf8');
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(file).toBe(`./deploy/secrets/${name}`);
      expect(script).toMatch(new RegExp(`^make ${name} `, 'm'));
    }
    for (const [, { secrets = [], environment = {} }] of services) {
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...secrets]));
      for (const [name, value] of Object.entries(environment)) {
        // The operator's own file, mounted with an override; empty: not used.
        if (/^\$\{[A-Z_]+:-\}$/.test(value)) continue;
        if (name.endsWith('_FILE')) expect(secrets).toContain(value.replace('/run/secrets/', ''));
        else expect(name).not.toMatch(/PASSWORD|SECRET/);
      }
    }
  });

  it('every variable has a default, so that it comes up with nothing set', () => {
    const variables = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, inner = '']) => inner);
    expect(variables.length).toBeGreaterThan(5);
    for (const variable of variables) expect(variable).toMatch(/^[A-Z_]+:-/);
  });

  it('every file and volume that is mounted is there', () => {
    for (const source of services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0] ?? ''))) {
      if (source.startsWith('./')) expect(existsSync(path.join(ROOT, source))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  it('only the proxy is reached from outside; the database and Temporal are not', () => {
    for (const [name, { ports = [] }] of services) {
      if (name === 'postgres' || name === 'temporal') expect(ports).toEqual([]);
      else if (name !== 'proxy') for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  // There, compose itself says whether it takes the file.
  if (spawnSync('docker', ['compose', 'version']).status === 0) {
    it('is taken by docker compose', () => {
      execFileSync('docker', ['compose', '--file', path.join(ROOT, 'docker-compose.yml'), 'config', '--quiet']);
    });
  }
});

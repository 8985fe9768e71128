import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openInstanceFolder } from '../../../../platform/local/instance-folder';
import { findRunningInstance } from '../../../../platform/local/running-instance';
import { chooseInstallation } from '../../../../scripts/recovery/choose-installation';

const HERE = {
  databaseUrl: 'postgresql://sodo:secret@127.0.0.1:5555/sodo',
  temporalAddress: '127.0.0.1:7777',
  namespace: 'sodo',
};

let dataDir: string;

beforeEach(() => (dataDir = mkdtempSync(path.join(tmpdir(), 'sodo-instance-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const asked = (given: { databaseUrl?: string; temporalAddress?: string } = {}) => {
  return () => chooseInstallation({ namespace: 'sodo', dataDir, ...given });
};

describe('the installation a recovery is meant for', () => {
  test('is the one that runs on the data folder, and only while it runs', () => {
    expect(asked()).toThrow(/^No Sodo runs on the data folder .*; start it with "npm start"/);
    const folder = openInstanceFolder(dataDir);
    expect(asked()).toThrow('No Sodo runs'); // it is still coming up
    folder.rememberAddresses({ ...HERE, namespace: 'chosen-at-its-start' });
    expect(asked()()).toEqual({ ...HERE, namespace: 'chosen-at-its-start' });
    expect(statSync(path.join(dataDir, 'running.json')).mode & 0o077).toBe(0);
    folder.release();
    expect(asked()).toThrow('No Sodo runs');
    expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false);
  });

  test('is none after its process was killed, nor with a damaged file', () => {
    const folder = openInstanceFolder(dataDir);
    folder.rememberAddresses(HERE);
    writeFileSync(path.join(dataDir, 'running.json'), '{"databaseUrl": 1');
    expect(findRunningInstance(dataDir)).toBeUndefined();
    folder.rememberAddresses(HERE);
    writeFileSync(path.join(dataDir, 'instance.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
    expect(findRunningInstance(dataDir)).toBeUndefined();
    // The next start forgets what the killed one left.
    openInstanceFolder(dataDir).release();
    expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false);
  });

  test('is the one the environment names; half a name is no name', () => {
    const folder = openInstanceFolder(dataDir);
    folder.rememberAddresses(HERE);
    const elsewhere = { databaseUrl: 'postgresql://db/sodo', temporalAddress: 'temporal:7233' };
    expect(asked(elsewhere)()).toEqual({ ...elsewhere, namespace: 'sodo' });
    expect(asked({ databaseUrl: elsewhere.databaseUrl })).toThrow('DATABASE_URL is set and TEMPORAL_ADDRESS is not');
    expect(asked({ temporalAddress: 'temporal:7233' })).toThrow('TEMPORAL_ADDRESS is set and DATABASE_URL is not');
    folder.release();
  });
});

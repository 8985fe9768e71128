import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export const OIDC_CLIENT = { clientId: 'sodo', clientSecret: 'only-for-tests-oidc' };

/** A real provider of single sign-on in a process of its own (`tests/support/oidc-provider.ts`). */
export class ProviderProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
    private readonly redirectUri: string,
  ) {}

  static async start(redirectUri: string): Promise<ProviderProcess> {
    const root = path.resolve(__dirname, '../..');
    const args = [OIDC_CLIENT.clientId, OIDC_CLIENT.clientSecret, redirectUri];
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/oidc-provider.ts', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', (bytes: Buffer) => {
        const found = bytes
          .toString()
          .split('\n')
          .find((one) => one.startsWith('{"issuer"'));
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
    });
    return new ProviderProcess(child, (JSON.parse(line) as { issuer: string }).issuer, redirectUri);
  }

  async name(sub: string, preferredUsername = ''): Promise<void> {
    const body = JSON.stringify({ sub, preferredUsername });
    const { status } = await fetch(`${this.issuer}/control/person`, { method: 'POST', body });
    if (status !== 204) throw new Error(`the provider does not know the person: ${status}`);
  }

  /** Everything a person does there, up to the address the browser is sent back to. */
  async visit(address: string): Promise<string> {
    const cookies = new Map<string, string>();
    let at = address;
    for (let hop = 0; hop < 10; hop++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`the provider answers ${response.status}: ${await response.text()}`);
      at = new URL(location, at).href;
      if (at.startsWith(this.redirectUri)) return at;
    }
    throw new Error('the provider sends the browser round in circles');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}

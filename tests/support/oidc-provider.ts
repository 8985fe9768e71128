import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/**
 * A real provider of single sign-on, as a process of its own: `oidc-provider.ts <client id> <client secret> <redirect uri>`. Prints
 * `{"issuer"}` when it listens. Whoever comes is signed in as the person that `POST /control/person` named last: what is
 * tested is our side, not its log-in form.
 */
async function main([clientId = '', clientSecret = '', redirectUri = '']: readonly string[]): Promise<void> {
  let person = { sub: '', preferredUsername: '' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: person.preferredUsername }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId,
        accountId: context.oidc.session?.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    if (pathname === '/control/person') {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        person = JSON.parse(text) as typeof person;
        response.writeHead(204).end();
      });
      return;
    }
    if (pathname.startsWith('/interaction/')) {
      void provider.interactionFinished(request, response, { login: { accountId: person.sub } });
      return;
    }
    void answer(request, response);
  });
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
}

void main(process.argv.slice(2));

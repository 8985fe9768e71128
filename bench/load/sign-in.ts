import { BENCH_PASSWORD, type BenchOffice } from '../data/enter-offices';
import { createHttpCaller, expectStatus } from './http-client';
import type { HttpClient } from './load-job';

/** @returns a bearer token */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const caller = createHttpCaller(url, 1);
  try {
    const answer = await caller.call('POST', '/api/v1/sessions', { body: { username, password } });
    return (expectStatus(answer, 201, `the sign-in of ${username}`).body as { token: string }).token;
  } finally {
    caller.close();
  }
}

export async function signInOffice(url: string, { usernames }: BenchOffice): Promise<HttpClient> {
  const enter = (username: string) => signIn(url, username, BENCH_PASSWORD);
  return {
    clerk: await enter(usernames.clerk),
    officer: await enter(usernames.officer),
    secondOfficer: await enter(usernames.secondOfficer),
    head: await enter(usernames.head),
  };
}

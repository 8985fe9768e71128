import type { OneStopProgress } from '../../contracts/one-stop-link.schema';
import type { CaughtMail } from '../../simulators/mail-catcher';
import type { SlipRecord } from '../../simulators/tax-register';

/** What the one-stop simulator tells about a dossier it has sent. */
export interface OneStopSubmission {
  readonly MaHoSo: string;
  readonly status: string;
  readonly httpStatus?: number;
  readonly apiAnswer?: string;
}

/** The control side of the outside world: tells partners what to do next, and reads what they have got. */
export class Simulators {
  constructor(private readonly urls: { readonly tax: string; readonly oneStop: string; readonly mail: string }) {}

  /** Tax answers only when told to. */
  async takeTaxByHand(): Promise<void> {
    await control(`${this.urls.tax}/control/behaviour`, { mode: 'manual' });
  }

  async findSlip(dossierCode: string): Promise<SlipRecord | undefined> {
    const { slips } = await read<{ slips: SlipRecord[] }>(`${this.urls.tax}/control/state`);
    return slips.find(({ maHs }) => maHs === dossierCode);
  }

  /** `notices`, `return` or `pay`. */
  async answerSlip(soPhieu: string, how: 'notices' | 'return' | 'pay', body: object = {}): Promise<void> {
    await control(`${this.urls.tax}/control/slips/${encodeURIComponent(soPhieu)}/${how}`, body);
  }

  /** Each dossier comes twice at the same moment. */
  async sendOneStopTwice(isOn: boolean): Promise<void> {
    await control(`${this.urls.oneStop}/control/behaviour`, { mode: isOn ? 'twice' : 'normal' });
  }

  submitAtOneStop(dossier: object = {}): Promise<OneStopSubmission> {
    return control<OneStopSubmission>(`${this.urls.oneStop}/control/submit`, { dossier, waitMs: 20_000 });
  }

  /** In the order of their numbers, each with whether it came late. */
  async listProgress(maHoSo: string): Promise<readonly { readonly entry: OneStopProgress; readonly late: boolean }[]> {
    const state = await read<{
      dossiers: { maHoSo: string; progress: { entry: OneStopProgress; late: boolean }[] }[];
    }>(`${this.urls.oneStop}/control/state`);
    return state.dossiers.find((dossier) => dossier.maHoSo === maHoSo)?.progress ?? [];
  }

  /** Mails about a dossier, oldest first. */
  async listMails(dossierCode: string): Promise<CaughtMail[]> {
    const { messages } = await read<{ messages: CaughtMail[] }>(`${this.urls.mail}/messages?limit=10000`);
    return messages.filter(({ subject }) => subject.includes(dossierCode)).reverse();
  }
}

async function read<Body>(url: string): Promise<Body> {
  return answerOf<Body>(url, await fetch(url));
}

async function control<Body>(url: string, body: object): Promise<Body> {
  const headers = { 'content-type': 'application/json' };
  return answerOf<Body>(url, await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function answerOf<Body>(url: string, response: Response): Promise<Body> {
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

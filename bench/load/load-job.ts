/** A dossier as the load generator knows it: where it is and what is open in it. */
export interface OpenDossier {
  readonly id: string;
  readonly tasks: readonly { readonly instance: number; readonly element: string }[];
}

/** One operation as its client saw it. */
export interface Sample {
  /** Begin, epoch ms. */
  readonly at: number;
  /** How long until the answer, in ms. */
  readonly ms: number;
  readonly kind: string;
}

/** People of one office; a client of the load generator works for one office at a time. */
export interface OfficePeople {
  readonly receivingUnit: string;
  readonly handlingUnit: string;
  readonly clerk: string;
  readonly officer: string;
  readonly secondOfficer: string;
  readonly head: string;
}

export type Role = 'clerk' | 'officer' | 'secondOfficer' | 'head';

/** One client over HTTP: the bearer tokens of the people of one office. */
export type HttpClient = Readonly<Record<Role, string>>;

/** What the load generator can be asked to do. Every job ends when its work or its time is over. */
export type LoadJob =
  /** Submits dossiers in an office, 20 at a time. Not measured. */
  | { readonly do: 'submit'; readonly office: OfficePeople; readonly count: number }
  /** Claims and completes steps; each client takes the next dossier when it is through with one. */
  | {
      readonly do: 'runSteps';
      readonly office: OfficePeople;
      readonly dossiers: readonly OpenDossier[];
      readonly clients: number;
      /** Epoch ms after which no new step begins. */
      readonly until?: number;
    }
  /** Works fresh dossiers up to the signature; the samples are of the step before it, which looks restrictions up. */
  | {
      readonly do: 'runToSignature';
      readonly office: OfficePeople;
      readonly dossiers: readonly OpenDossier[];
      readonly clients: number;
    }
  | { readonly do: 'startBare'; readonly count: number }
  | { readonly do: 'runBare'; readonly ids: readonly string[]; readonly updates: number; readonly clients: number }
  /** Finds the next task and completes it, over and over, one dossier after another. */
  | {
      readonly do: 'runHttp';
      readonly url: string;
      readonly clients: readonly HttpClient[];
      /** `appraise` is done once by each client, the others until the time is over or the inbox empty. */
      readonly path: 'appraise' | 'plain' | 'whole';
      /** Epoch ms after which no path begins anew. */
      readonly until: number;
    }
  /** One client asks for these pages in turn. */
  | { readonly do: 'readPages'; readonly url: string; readonly requests: readonly PageRequest[] };

export interface PageRequest {
  readonly kind: string;
  readonly path: string;
  readonly token: string;
}

export interface LoadResult {
  submit: OpenDossier[];
  runSteps: Sample[];
  runToSignature: Sample[];
  startBare: string[];
  runBare: Sample[];
  runHttp: Sample[];
  readPages: Sample[];
}

export interface LoadRequest {
  readonly id: number;
  readonly job: LoadJob;
}
export type LoadReply =
  | { readonly id: number; readonly result: LoadResult[keyof LoadResult] }
  | { readonly id: number; readonly error: string };

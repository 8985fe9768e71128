/** A text that may be left out: absent when nothing was typed. */
export function typedText(text: string | undefined): string | undefined {
  return text?.trim() ? text : undefined;
}

/** What the fields of `Paper` are filled with. */
export interface PaperValues {
  readonly number?: string;
  readonly date?: string;
  readonly files?: readonly { readonly id: string }[];
}

/** A paper as the api takes it. */
export function sentPaper({ number, date, files = [] }: PaperValues) {
  return { number, date, fileIds: files.map(({ id }) => id) };
}

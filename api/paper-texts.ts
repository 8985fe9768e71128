import type { z } from 'zod';
import type { writtenRequestSchema } from '../contracts/account.schema';
import type { CaseTexts } from './perform-case-command';
import { ApiRefusal } from './problem-details';

/**
 * The words of a step that was decided on paper: number and day of the paper, its scan, and what there is to say.
 * @throws ApiRefusal DOCUMENT_REQUIRED without a scan
 */
export function paperTexts(document: z.output<typeof writtenRequestSchema>, text?: string): CaseTexts {
  const { number, date, fileIds } = document;
  if (fileIds.length === 0) throw new ApiRefusal('DOCUMENT_REQUIRED', 'Attach the scan of the paper.');
  return { payload: { document: { number, date }, ...(text === undefined ? {} : { text }) }, fileIds };
}

/** The words of a step without a paper; nothing where there are none. */
export function wordsOnly(text: string | undefined): CaseTexts | undefined {
  return text === undefined ? undefined : { payload: { text } };
}

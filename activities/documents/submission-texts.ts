import type { supplementRequestSchema } from '../../contracts/dossier-action.schema';
import type { z } from 'zod';
import type { StepSource } from './step-source';

type SupplementItem = z.infer<typeof supplementRequestSchema>['items'][number];

/** A line to be filled in by hand, where an official text should be and none was given. */
const BLANK = '………………………………………………';

/** The reason written by whoever took the step; dots when none was. */
export function reasonOf({ texts }: StepSource): string {
  return textOf(texts.reason) ?? BLANK;
}

/**
 * Reasons of a refusal: of the refusal itself, or of the appraisal that found the conditions not met (form
 * `appraisal-result`).
 */
export function reasonsOf({ texts }: StepSource): string[] {
  const given = listOf(texts.reasons);
  if (given.length > 0) return given;
  return [textOf(texts.reason) ?? textOf(texts.ineligibleReason) ?? BLANK];
}

export function legalBasisOf({ texts }: StepSource): string[] {
  return listOf(texts.legalBasis);
}

/** The missing papers of a supplement request. */
export function itemsOf({ texts }: StepSource): SupplementItem[] {
  return Array.isArray(texts.items) ? (texts.items as SupplementItem[]) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [];
}

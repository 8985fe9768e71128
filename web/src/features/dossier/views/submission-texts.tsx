import { useTranslation } from 'react-i18next';

interface SubmissionTextsProps {
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The words that went with a step: reasons, what was asked for, what it rests on. Forms are shown with the form. */
export function SubmissionTexts({ kind, payload }: SubmissionTextsProps) {
  const { t } = useTranslation('dossier');
  if (kind === 'submit' || kind === 'completeTask') return null;
  const lines = [
    ...textsOf(payload.reason),
    ...textsOf(payload.reasons),
    ...listOf(payload.items).map(({ name, note }) =>
      note ? `• ${asText(name)} (${asText(note)})` : `• ${asText(name)}`,
    ),
    ...textsOf(payload.legalBasis),
    ...listOf(payload.basis).map(({ document, issuedBy }) => `${asText(document)} – ${asText(issuedBy)}`),
    ...textsOf(payload.guidance),
    ...textsOf(payload.note),
  ];
  if (lines.length === 0) return null;
  return (
    <blockquote className="dossier-quote dossier-text" aria-label={t('timeline.words')}>
      {lines.join('\n')}
    </blockquote>
  );
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
